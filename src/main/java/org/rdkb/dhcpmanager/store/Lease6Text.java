package org.rdkb.dhcpmanager.store;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.rdkb.dhcpmanager.core.lease.Answer6;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Lifetimes6;
import org.rdkb.dhcpmanager.core.lease.Network6;

/**
 * An IPv6 lease as lines and back. Addresses and prefixes are triples of what it is, preferred and
 * valid seconds, counted from the instant at which the lease was obtained.
 */
final class Lease6Text {
  private static final String ADDRESSES = "addresses";
  private static final String PREFIXES = "prefixes";
  private static final int TRIPLE = 3;
  private static final int MOST_CODE = 65_535;

  private Lease6Text() {}

  static void encode(Lease6 lease, SortedMap<String, String> lines) {
    lines.put(
        ADDRESSES,
        lease.addresses().stream()
            .map(a -> a.address() + seconds(a.lifetimes()))
            .collect(Collectors.joining(" ")));
    lines.put(
        PREFIXES,
        lease.prefixes().stream()
            .map(p -> p.prefix() + seconds(p.lifetimes()))
            .collect(Collectors.joining(" ")));
    lines.put("t1", Long.toString(lease.t1().seconds()));
    lines.put("t2", Long.toString(lease.t2().seconds()));
    Network6 network = lease.answer().network();
    lines.put("dnsServers", joined(network.dnsServers()));
    lines.put("domains", String.join(" ", network.domains()));
    lines.put("sntpServers", joined(network.sntpServers()));
    lines.put("aftr", network.aftr());
    lease
        .answer()
        .options()
        .forEach((code, payload) -> lines.put("option." + code, payload.toHex()));
  }

  private static String seconds(Lifetimes6 lifetimes) {
    return " " + lifetimes.preferred().seconds() + " " + lifetimes.valid().seconds();
  }

  private static String joined(List<Ipv6Address> addresses) {
    return addresses.stream().map(Ipv6Address::toString).collect(Collectors.joining(" "));
  }

  static Lease6 decode(Lines lines) throws DamagedException {
    Network6 network =
        new Network6(
            lines.orElse(List.of(), () -> addresses(lines, "dnsServers")),
            lines.orElse(List.of(), () -> lines.words("domains")),
            lines.orElse(List.of(), () -> addresses(lines, "sntpServers")),
            lines.orElse("", () -> lines.text("aftr")));
    Answer6 answer = new Answer6(network, lines.options("option.", MOST_CODE));
    long most = Lifetime.INFINITE.seconds();
    try {
      Lease6 lease =
          new Lease6(
              leased(lines),
              delegated(lines),
              new Lifetime(lines.number("t1", 1, most)),
              new Lifetime(lines.number("t2", 1, most)),
              answer);
      lease.times();
      return lease;
    } catch (IllegalArgumentException impossible) {
      throw new DamagedException("an address, prefix or lifetime cannot be");
    }
  }

  private static List<IaAddress> leased(Lines lines) throws DamagedException {
    List<String> words = lines.words(ADDRESSES);
    List<IaAddress> all = new ArrayList<>();
    for (int i = 0; i < words.size(); i += TRIPLE) {
      all.add(new IaAddress(address(ADDRESSES, words.get(i)), lifetimes(words, i)));
    }
    return all;
  }

  private static List<IaPrefix> delegated(Lines lines) throws DamagedException {
    List<String> words = lines.words(PREFIXES);
    List<IaPrefix> all = new ArrayList<>();
    for (int i = 0; i < words.size(); i += TRIPLE) {
      String[] parts = words.get(i).split("/", -1);
      if (parts.length != 2 || !parts[1].matches("[1-9][0-9]{0,2}")) {
        throw new DamagedException(PREFIXES + " are none");
      }
      Ipv6Prefix prefix = new Ipv6Prefix(address(PREFIXES, parts[0]), Integer.parseInt(parts[1]));
      all.add(new IaPrefix(prefix, lifetimes(words, i)));
    }
    return all;
  }

  private static Lifetimes6 lifetimes(List<String> words, int at) throws DamagedException {
    if (at + TRIPLE > words.size()
        || !words.get(at + 1).matches("[0-9]{1,10}")
        || !words.get(at + 2).matches("[0-9]{1,10}")) {
      throw new DamagedException("an address or prefix without lifetimes");
    }
    return new Lifetimes6(
        new Lifetime(Long.parseLong(words.get(at + 1))),
        new Lifetime(Long.parseLong(words.get(at + 2))));
  }

  private static List<Ipv6Address> addresses(Lines lines, String key) throws DamagedException {
    List<Ipv6Address> all = new ArrayList<>();
    for (String word : lines.words(key)) {
      all.add(address(key, word));
    }
    return all;
  }

  private static Ipv6Address address(String key, String text) throws DamagedException {
    return Ipv6Address.parse(text)
        .orElseThrow(() -> new DamagedException(key + " holds no IPv6 address"));
  }
}
