package org.rdkb.dhcpmanager.core.pool.guard;

/**
 * How many messages may come; each by itself.
 *
 * @param client of one hardware address
 * @param port from behind one port of a relay
 * @param link on one interface
 * @param all in all
 */
public record Rates(Rate client, Rate port, Rate link, Rate all) {
  /** Any number. */
  public static final Rates UNLIMITED =
      new Rates(Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED);
}
