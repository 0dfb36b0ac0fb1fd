package org.rdkb.dhcpmanager.core.softwire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.core.lease.Answer6;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Lifetimes6;
import org.rdkb.dhcpmanager.core.lease.Network6;
import org.rdkb.dhcpmanager.core.lease.Reply6;
import org.rdkb.dhcpmanager.core.option.Octets;

/** Leases with softwire containers; the examples A and K of the reference. */
public final class SoftwireLeases {
  private static final String RULE = "0059000d011018c00002002820010db800";

  /** Example A. */
  public static final String MAP_T = RULE + "005b00094020010db8ffff0000";

  /** Example K. */
  public static final String MAP_E = RULE + "005a001020010db8ffff00000000000000000001";

  /** 192.0.2.18 with PSID 52 of 8 bits, bound to 2001:db8:12::/48. */
  public static final String LW =
      "005c0013c00002123020010db80012005d000406083400" + "005a001020010db8ffff00000000000000000001";

  private SoftwireLeases() {}

  /**
   * What a server grants: an address, a prefix, options.
   *
   * @param prefix delegated, for 2,000 s
   * @param options pairs of code and hexadecimal payload
   */
  public static Reply6 reply(String prefix, String... options) {
    SortedMap<Integer, Octets> all = new TreeMap<>();
    for (int i = 0; i < options.length; i += 2) {
      all.put(Integer.parseInt(options[i]), Octets.parseHex(options[i + 1]).orElseThrow());
    }
    List<IaPrefix> prefixes = new ArrayList<>();
    if (!prefix.isEmpty()) {
      prefixes.add(new IaPrefix(Ipv6Prefix.parse(prefix).orElseThrow(), seconds(2000)));
    }
    return new Reply6(
        List.of(new IaAddress(Ipv6Address.parse("2001:db8:12:99::5").orElseThrow(), seconds(1000))),
        prefixes,
        Optional.empty(),
        Optional.empty(),
        new Answer6(Network6.NONE, all));
  }

  /** The lease that the first such answer makes. */
  public static Lease6 lease(String prefix, String... options) {
    return (Lease6) reply(prefix, options).onto(Optional.empty()).orElseThrow();
  }

  private static Lifetimes6 seconds(long valid) {
    return new Lifetimes6(new Lifetime(valid), new Lifetime(valid));
  }
}
