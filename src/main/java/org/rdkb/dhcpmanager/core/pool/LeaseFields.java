package org.rdkb.dhcpmanager.core.pool;

import java.util.Optional;
import java.util.OptionalLong;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/** What the lease files of other servers have in common: texts of one lease's fields. */
record LeaseFields(String address, String hardware, String client, String hostName) {
  private static final int LONGEST_NAME = 64;
  private static final long LAST_SECOND = 253_402_300_799L; // the year 9999

  /** Absent if one of them makes no sense; an empty client has no identifier. */
  Optional<PoolLease> lease(Phase phase, long until) {
    Optional<Ipv4Address> where = Ipv4Address.parse(address);
    Optional<HardwareAddress> station = station();
    Optional<Octets> identifier = octets(client);
    if (where.isEmpty() || station.isEmpty() || identifier.isEmpty()) {
      return Optional.empty();
    }
    boolean named = identifier.get().length() > 0;
    if (!named && station.get().octets().length() == 0) {
      return Optional.empty();
    }
    ClientKey key = named ? ClientKey.identifiedBy(identifier.get()) : ClientKey.of(station.get());
    boolean plain = hostName.matches("[!-~]{0," + LONGEST_NAME + "}");
    return Optional.of(
        new PoolLease(where.get(), key, station.get(), phase, until, plain ? hostName : ""));
  }

  private Optional<HardwareAddress> station() {
    return octets(hardware)
        .filter(octets -> octets.length() <= HardwareAddress.MOST)
        .map(octets -> new HardwareAddress(HardwareAddress.ETHERNET, octets));
  }

  private static Optional<Octets> octets(String pairs) {
    return pairs.matches("(?:[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){0,254})?")
        ? Octets.parseHex(pairs.replace(":", ""))
        : Optional.empty();
  }

  /** Pairs of digits joined by colons. */
  static String pairs(Octets octets) {
    return octets.toHex().replaceAll("(?<=..)(?=(?:..)+$)", ":");
  }

  /** Seconds since 1970 up to the year 9999. */
  static OptionalLong seconds(String text) {
    if (!text.matches("[0-9]{1,12}") || Long.parseLong(text) > LAST_SECOND) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(text));
  }
}
