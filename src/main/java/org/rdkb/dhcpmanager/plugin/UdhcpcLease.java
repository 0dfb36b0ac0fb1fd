package org.rdkb.dhcpmanager.plugin;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.LeaseTimes;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Network4;
import org.rdkb.dhcpmanager.core.lease.Provisioning4;

/**
 * A lease out of udhcpc's fields. A bad address, mask or lease time spoils the lease; any other bad
 * field only itself.
 */
final class UdhcpcLease {
  private static final long MOST_SECONDS = 0xffff_ffffL;

  /** What udhcpc itself counts with when a server sends no lease time (BusyBox 1.35). */
  private static final long SECONDS_UNLESS_SENT = 3600;

  /** RFC 2132 section 5.1: no smaller MTU is legal. */
  private static final int LEAST_MTU = 68;

  /** Option 2 is signed 32 bit; no place is further from UTC than a day. */
  private static final int FURTHEST_OFFSET = 86_400;

  private final Fields fields;

  UdhcpcLease(Fields fields) {
    this.fields = fields;
  }

  Lease4 lease() throws Fields.Unusable {
    Ipv4Address address = address();
    int length = prefixLength(address);
    checkHost(address, length);
    LeaseTimes times = times();
    Network4 network = network(address);
    Optional<Ipv4Address> broadcast = broadcast(new Ipv4Prefix(address, length));
    Provisioning4 provisioning = provisioning();
    return new Lease4(
        address,
        length,
        broadcast,
        fields.address("serverid", Ipv4Address::isUnicast),
        times,
        network,
        provisioning,
        new LeaseOptions(fields).collect(length, broadcast, network, provisioning));
  }

  private Ipv4Address address() throws Fields.Unusable {
    String text = fields.text("ip").orElseThrow(() -> new Fields.Unusable("address not sent"));
    Ipv4Address address =
        Ipv4Address.parse(text)
            .orElseThrow(() -> new Fields.Unusable("address is not an IPv4 address"));
    if (!address.isUnicast()) {
      throw new Fields.Unusable("address " + address + " is not unicast");
    }
    return address;
  }

  private int prefixLength(Ipv4Address address) throws Fields.Unusable {
    Optional<String> mask = fields.text("subnet");
    if (mask.isEmpty()) {
      return lengthWithoutMask(address);
    }
    OptionalInt length =
        Ipv4Address.parse(mask.get()).map(Ipv4Prefix::lengthOf).orElse(OptionalInt.empty());
    if (length.isEmpty()) {
      throw new Fields.Unusable("mask is not contiguous, or no mask");
    }
    if (length.getAsInt() == 0) {
      throw new Fields.Unusable("mask 0.0.0.0");
    }
    return length.getAsInt();
  }

  private int lengthWithoutMask(Ipv4Address address) throws Fields.Unusable {
    if (fields.text("mask").isPresent()) {
      OptionalInt length = fields.smallNumber("mask", 1, 32);
      if (length.isEmpty()) {
        throw new Fields.Unusable("mask is not a length of 1 to 32");
      }
      return length.getAsInt();
    }
    // RFC 950 section 2.2: without a mask the class decides, as ifconfig in udhcpc's script does.
    fields.note("subnet", "not sent, taken from the class of the address");
    int first = address.bits() >>> 24;
    if (first < 128) {
      return 8;
    }
    return first < 192 ? 16 : 24;
  }

  private static void checkHost(Ipv4Address address, int length) throws Fields.Unusable {
    if (length >= 31) { // RFC 3021: on a /31 both addresses are hosts
      return;
    }
    int hostBits = -1 >>> length;
    int host = address.bits() & hostBits;
    if (host == 0 || host == hostBits) {
      throw new Fields.Unusable(
          "address " + address + " is the network or broadcast address of its /" + length);
    }
  }

  private LeaseTimes times() throws Fields.Unusable {
    long seconds;
    if (fields.text("lease").isEmpty()) {
      fields.note("lease", "not sent, " + SECONDS_UNLESS_SENT + " s as the client counts");
      seconds = SECONDS_UNLESS_SENT;
    } else {
      OptionalLong sent = fields.number("lease", 0, MOST_SECONDS);
      if (sent.isEmpty()) {
        throw new Fields.Unusable("lease time is no number of seconds");
      }
      seconds = sent.getAsLong();
    }
    return LeaseTimes.normalised(
            new Lifetime(seconds),
            lifetime("renewaltime", "opt58"),
            lifetime("rebindingtime", "opt59"))
        .orElseThrow(() -> new Fields.Unusable("lease time 0 grants nothing"));
  }

  private Optional<Lifetime> lifetime(String decimal, String hex) {
    OptionalLong value = fields.number(decimal, 0, MOST_SECONDS);
    if (value.isEmpty()) {
      value = fields.secondsHex(hex);
    }
    return value.isPresent() ? Optional.of(new Lifetime(value.getAsLong())) : Optional.empty();
  }

  private Optional<Ipv4Address> broadcast(Ipv4Prefix subnet) {
    // Only what can be one for this subnet; the installer has a default.
    return fields.address(
        "broadcast", candidate -> candidate.bits() == -1 || subnet.contains(candidate));
  }

  private Network4 network(Ipv4Address own) {
    UdhcpcRoutes routes = new UdhcpcRoutes(fields, own);
    return new Network4(
        fields.addresses("router", router -> router.isUnicast() && !router.equals(own)),
        routes.classless(),
        routes.classful(),
        fields.addresses("dns", Ipv4Address::isUnicast),
        fields.addresses("ntpsrv", Ipv4Address::isUnicast),
        fields.smallNumber("mtu", LEAST_MTU, 65_535),
        routes.leftOut());
  }

  private Provisioning4 provisioning() {
    String file = fields.printable("bootfile");
    return new Provisioning4(
        fields.name("hostname"),
        fields.name("domain"),
        file.isEmpty() ? fields.printable("boot_file") : file,
        tftpServer(),
        timeZone(),
        timeOffset());
  }

  private String tftpServer() {
    String server = fields.name("tftp");
    if (server.isEmpty()) {
      server = fields.name("sname");
    }
    return server.isEmpty()
        ? fields.address("siaddr", Ipv4Address::isUnicast).map(Ipv4Address::toString).orElse("")
        : server;
  }

  /**
   * Option 100; udhcpc as patched by RDK calls it {@code timezone}, stock udhcpc uses that for
   * option 2.
   */
  private String timeZone() {
    String zone = fields.printable("tzstr");
    return zone.isEmpty() && !fields.isNumber("timezone") ? fields.printable("timezone") : zone;
  }

  private OptionalInt timeOffset() {
    OptionalInt offset = offset("timeoffset");
    return offset.isEmpty() && fields.isNumber("timezone") ? offset("timezone") : offset;
  }

  /** Where a long has 64 bit, udhcpc prints the 32 of the option without their sign. */
  private OptionalInt offset(String field) {
    OptionalLong sent = fields.number(field, Integer.MIN_VALUE, MOST_SECONDS);
    if (sent.isEmpty()) {
      return OptionalInt.empty();
    }
    int offset = (int) sent.getAsLong();
    if (Math.abs((long) offset) > FURTHEST_OFFSET) {
      fields.note(field, "further from UTC than a day");
      return OptionalInt.empty();
    }
    return OptionalInt.of(offset);
  }
}
