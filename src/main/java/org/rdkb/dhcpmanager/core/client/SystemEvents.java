package org.rdkb.dhcpmanager.core.client;

/**
 * Port: the system's event store, by which firewall, routing and voice of a gateway hear of the WAN
 * beside the bus. Any thread may call, the rows' lanes do; never blocks for long.
 */
@FunctionalInterface
public interface SystemEvents {
  /** Nobody listens. */
  SystemEvents NONE = event -> {};

  /**
   * Sets a name to a value. A failure is the store's to report; the row goes on.
   *
   * @param event which, and to what
   */
  void fire(SystemEvent event);
}
