package org.rdkb.dhcpmanager.core.pool;

import java.util.Optional;

/**
 * The lease file of another server, lease by lease, most often a line each; its times are seconds
 * since 1970.
 */
public sealed interface LeaseFormat permits KeaLeases, DnsmasqLeases, IscLeases {
  /**
   * What stands before all leases.
   *
   * @return one line; absent if there is none
   */
  Optional<String> head();

  /**
   * Whether lines can be read as they are, or the next one belongs to them.
   *
   * @param text one or more lines, without the last end
   * @return true, where each lease is a line
   */
  default boolean isWhole(String text) {
    return true;
  }

  /**
   * A lease as a line, or as several.
   *
   * @param lease any
   * @param now the time
   * @return absent if the other server keeps no such lease
   */
  Optional<String> write(PoolLease lease, Now now);

  /**
   * Whether a line is about an IPv4 lease at all.
   *
   * @param line without its end
   * @return false for heads, remarks, empty lines and IPv6
   */
  boolean isLease(String line);

  /**
   * A line as a lease.
   *
   * @param line one that {@link #isLease}
   * @param now the time
   * @return absent if it makes no sense
   */
  Optional<PoolLease> read(String line, Now now);
}
