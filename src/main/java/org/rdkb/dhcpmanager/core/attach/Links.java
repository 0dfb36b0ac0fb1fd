package org.rdkb.dhcpmanager.core.attach;

/**
 * Port: the kernel's links. Each call is a few netlink messages and waits for the kernel, 2 s at
 * most; any thread may call.
 */
public interface Links {

  /**
   * What is there of a link, now.
   *
   * @param spec as it is wanted
   * @return nothing if the namespace is not there either
   */
  Sighting look(LinkSpec spec);

  /**
   * Makes a link, and its peer; both stay down.
   *
   * @param spec as it is wanted
   * @return what became of it
   */
  LinkAnswer make(LinkSpec spec);

  /**
   * Puts a link into the bridge that is its parent.
   *
   * @param spec of a link that exists
   * @return what became of it
   */
  LinkAnswer join(LinkSpec spec);

  /**
   * Switches a link on, and its peer where that is known.
   *
   * @param spec of a link that exists
   * @return what became of it
   */
  LinkAnswer raise(LinkSpec spec);

  /**
   * Removes a link, and with it its peer and what sits on it.
   *
   * @param spec of a link, whether or not it exists
   * @return what became of it
   */
  LinkAnswer remove(LinkSpec spec);

  /**
   * Removes the peer alone: what is left of a pair whose first end is gone.
   *
   * @param spec of the pair
   * @return what became of it
   */
  LinkAnswer removePeer(LinkSpec spec);
}
