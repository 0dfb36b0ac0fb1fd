package org.rdkb.dhcpmanager.core.client;

/**
 * Where a client works: a link of our network namespace or of another one, such as a container's.
 * As text it is {@code NAME} or {@code NAMESPACE/NAME}: no kernel name has a slash.
 *
 * @param namespace a name of {@code ip netns}, a process number or an absolute path; empty: ours
 * @param name kernel name; in another namespace also the link's hardware address, lower case with
 *     colons, for whoever does not know how the link is called there
 */
public record LinkPlace(String namespace, String name) {

  /**
   * Reads one.
   *
   * @param text as above; empty: no link
   * @return the place
   */
  public static LinkPlace of(String text) {
    int slash = text.lastIndexOf('/');
    return slash < 0
        ? new LinkPlace("", text)
        : new LinkPlace(text.substring(0, slash), text.substring(slash + 1));
  }

  /**
   * Whether it is in another namespace.
   *
   * @return false in ours
   */
  public boolean isElsewhere() {
    return !namespace.isEmpty();
  }

  /**
   * Whether the link is named by its hardware address: no kernel name has a colon.
   *
   * @return false: by its kernel name
   */
  public boolean isByAddress() {
    return name.indexOf(':') >= 0;
  }

  /**
   * Another link of the same namespace.
   *
   * @param other its kernel name
   * @return there
   */
  public LinkPlace named(String other) {
    return new LinkPlace(namespace, other);
  }

  @Override
  public String toString() {
    return isElsewhere() ? namespace + "/" + name : name;
  }
}
