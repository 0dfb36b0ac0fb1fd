package org.rdkb.dhcpmanager.plugin;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Network4;
import org.rdkb.dhcpmanager.core.lease.Provisioning4;
import org.rdkb.dhcpmanager.core.lease.Route4;
import org.rdkb.dhcpmanager.core.option.DomainNames;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v4.DomainSearch;
import org.rdkb.dhcpmanager.core.option.v4.SipServers;
import org.rdkb.dhcpmanager.core.option.v4.StaticRoutes;

/**
 * The payloads by code: as sent where udhcpc gave octets ({@code opt43=…}), re-encoded where it
 * gave text, so that {@code ReqOption.Value} can show them.
 */
final class LeaseOptions {
  private static final String RAW_PREFIX = "opt";
  private static final Pattern RAW = Pattern.compile(RAW_PREFIX + "([1-9][0-9]{0,2})");

  /** RFC 3396 lets an option be longer than 255 octets; this many are kept, else none. */
  private static final int LONGEST = 4096;

  /**
   * Requested address, lease time, message type, server, T1, T2: they have fields of their own, and
   * times change with each renewal, which must not look like other options.
   */
  private static final Set<Integer> ELSEWHERE = Set.of(50, 51, 53, 54, 58, 59);

  private final Fields fields;

  LeaseOptions(Fields fields) {
    this.fields = fields;
  }

  SortedMap<Integer, Octets> collect(
      int prefixLength, Optional<Ipv4Address> broadcast, Network4 network, Provisioning4 texts) {
    SortedMap<Integer, Octets> options = new TreeMap<>();
    put(options, 1, addresses(List.of(Ipv4Prefix.mask(prefixLength))));
    texts.timeOffset().ifPresent(offset -> options.put(2, number(offset, 4)));
    put(options, 3, addresses(network.routers()));
    put(options, 6, addresses(network.dnsServers()));
    put(options, 12, Octets.utf8(texts.hostName()));
    put(options, 15, Octets.utf8(texts.domainName()));
    network.mtu().ifPresent(mtu -> options.put(26, number(mtu, 2)));
    broadcast.ifPresent(address -> options.put(28, addresses(List.of(address))));
    put(options, 33, staticRoutes(network.staticRoutes()));
    put(options, 42, addresses(network.ntpServers()));
    if (fields.text("tftp").isPresent()) {
      put(options, 66, Octets.utf8(texts.tftpServer()));
    }
    if (fields.text("bootfile").isPresent()) {
      put(options, 67, Octets.utf8(texts.bootFile()));
    }
    put(options, 100, Octets.utf8(texts.timeZone()));
    put(options, 101, Octets.utf8(fields.printable("tzdbstr")));
    List<String> search = names("search");
    if (!search.isEmpty()) {
      options.put(DomainSearch.CODE, new DomainSearch(search).payload());
    }
    sipServers().ifPresent(servers -> options.put(SipServers.CODE, servers.payload()));
    put(
        options,
        fields.text("staticroutes").isPresent() ? 121 : 249,
        routes(network.classlessRoutes()));
    raw(options);
    return options;
  }

  /** Each an RFC 1123 name: they end up in files of other programs. */
  private List<String> names(String field) {
    List<String> found = new ArrayList<>();
    for (String word : fields.words(field)) {
      String name = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
      if (!Fields.isName(name) || !DomainNames.isName(name)) {
        fields.note(field, "an entry is no name");
      } else if (found.size() == Fields.MOST_ADDRESSES) {
        fields.note(field, "more than " + Fields.MOST_ADDRESSES + " names");
        break;
      } else if (!found.contains(name)) {
        found.add(name);
      }
    }
    return found;
  }

  /** RFC 3361: names or addresses, never both; udhcpc tells them in the same field. */
  private Optional<SipServers> sipServers() {
    List<String> words = fields.words("sipsrv");
    if (words.isEmpty()) {
      return Optional.empty();
    }
    boolean isAddresses = Ipv4Address.parse(words.get(0)).isPresent();
    List<Ipv4Address> addresses =
        isAddresses ? fields.addresses("sipsrv", Ipv4Address::isUnicast) : List.of();
    List<String> names = isAddresses ? List.of() : names("sipsrv");
    return addresses.isEmpty() && names.isEmpty()
        ? Optional.empty()
        : Optional.of(new SipServers(names, addresses));
  }

  private static Octets staticRoutes(List<Route4> routes) {
    return routes.isEmpty() ? Octets.EMPTY : new StaticRoutes(routes).payload();
  }

  private void raw(SortedMap<Integer, Octets> options) {
    for (Map.Entry<String, String> entry : new TreeMap<>(fields.environment()).entrySet()) {
      if (!entry.getKey().startsWith(RAW_PREFIX)) {
        continue;
      }
      Matcher name = RAW.matcher(entry.getKey());
      if (!name.matches()) {
        continue;
      }
      int code = Integer.parseInt(name.group(1));
      if (code > 254 || ELSEWHERE.contains(code)) {
        continue;
      }
      Optional<Octets> payload =
          entry.getValue().length() <= 2 * LONGEST
              ? Octets.parseHex(entry.getValue())
              : Optional.empty();
      if (payload.isPresent()) {
        options.put(code, payload.get()); // what the server sent outranks what we re-encoded
      } else {
        fields.note(entry.getKey(), "not hexadecimal, or longer than " + LONGEST);
      }
    }
  }

  private static void put(SortedMap<Integer, Octets> options, int code, Octets payload) {
    if (payload.length() > 0) {
      options.put(code, payload);
    }
  }

  private static Octets addresses(List<Ipv4Address> addresses) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    addresses.forEach(address -> bytes.writeBytes(number(address.bits(), 4).toArray()));
    return Octets.of(bytes.toByteArray());
  }

  /** RFC 3442: length, the octets of the destination that the length covers, gateway. */
  private static Octets routes(List<Route4> routes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Route4 route : routes) {
      int length = route.destination().length();
      byte[] destination = number(route.destination().address().bits(), 4).toArray();
      bytes.write(length);
      bytes.write(destination, 0, (length + 7) / 8);
      bytes.writeBytes(number(route.gateway().bits(), 4).toArray());
    }
    return Octets.of(bytes.toByteArray());
  }

  private static Octets number(int value, int octets) {
    byte[] bytes = new byte[octets];
    for (int i = 0; i < octets; i++) {
      bytes[i] = (byte) (value >>> (8 * (octets - 1 - i)));
    }
    return Octets.of(bytes);
  }
}
