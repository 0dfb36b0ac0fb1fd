package org.rdkb.dhcpmanager.linux;

/** Lets a thread of a test go where a test host lives. */
public final class NetworkNamespaceEntry {
  private NetworkNamespaceEntry() {}

  /** The calling thread goes into a namespace, for ever. */
  public static void enter(String reference) throws LinuxException {
    try (NetworkNamespace namespace = NetworkNamespace.open(reference)) {
      namespace.enter();
    }
  }
}
