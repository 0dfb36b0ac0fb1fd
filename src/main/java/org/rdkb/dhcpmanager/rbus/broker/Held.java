package org.rdkb.dhcpmanager.rbus.broker;

/**
 * The octets that clients make the broker hold, all together. Broker thread; others may read it.
 */
final class Held {
  private final long most;
  private volatile long octets;

  Held(long most) {
    this.most = most;
  }

  /** More, or with a negative number less. */
  void add(long more) {
    long now = octets + more;
    octets = now;
  }

  boolean isTooMuch() {
    return octets > most;
  }

  long octets() {
    return octets;
  }
}
