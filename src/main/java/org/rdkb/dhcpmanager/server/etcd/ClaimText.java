package org.rdkb.dhcpmanager.server.etcd;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/**
 * The value of a claim: {@code 1 PHASE CLIENT TYPE HARDWARE END SERVER NAME}, joined by blanks;
 * octets as hexadecimal digits, "-" for none, the end in milliseconds since 1970 or "never".
 */
final class ClaimText {
  private static final int LONGEST = 2048;
  private static final int FIELDS = 8;
  private static final String NONE = "-";
  private static final String NEVER = "never";

  private ClaimText() {}

  static String write(PoolLease lease, String server, Now now) {
    return String.join(
        " ",
        "1",
        lease.phase().name(),
        orNone(lease.client().octets().toHex()),
        Integer.toString(lease.hardware().type()),
        orNone(lease.hardware().octets().toHex()),
        lease.until() == Now.NEVER ? NEVER : Long.toString(now.toWall(lease.until())),
        server,
        orNone(lease.hostName()));
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  /** Absent if it is none of ours. */
  static Optional<PoolLease> read(Ipv4Address address, String text, Now now) {
    String[] fields = text.length() > LONGEST ? new String[0] : text.split(" ", -1);
    if (fields.length != FIELDS
        || !fields[0].equals("1")
        || !fields[1].matches("LEASED|DECLINED")
        || !fields[3].matches("[0-9]{1,3}")
        || !fields[5].matches("never|[0-9]{1,15}")
        || !fields[7].matches("[!-~]{1,64}")) {
      return Optional.empty();
    }
    Optional<Octets> client = octets(fields[2]);
    Optional<Octets> hardware =
        octets(fields[4]).filter(octets -> octets.length() <= HardwareAddress.MOST);
    int type = Integer.parseInt(fields[3]);
    if (client.isEmpty() || hardware.isEmpty() || type > 0xff) {
      return Optional.empty();
    }
    long until = fields[5].equals(NEVER) ? Now.NEVER : now.fromWall(Long.parseLong(fields[5]));
    return Optional.of(
        new PoolLease(
            address,
            new ClientKey(client.get()),
            new HardwareAddress(type, hardware.get()),
            Phase.valueOf(fields[1]),
            until,
            fields[7].equals(NONE) ? "" : fields[7]));
  }

  private static Optional<Octets> octets(String text) {
    if (text.equals(NONE)) {
      return Optional.of(Octets.EMPTY);
    }
    return text.matches("(?:[0-9a-fA-F]{2})+") ? Octets.parseHex(text) : Optional.empty();
  }
}
