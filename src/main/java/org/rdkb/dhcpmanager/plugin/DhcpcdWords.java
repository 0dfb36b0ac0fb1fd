package org.rdkb.dhcpmanager.plugin;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Route4;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v4.ClasslessRoutes;
import org.rdkb.dhcpmanager.core.option.v4.Options4;

/**
 * dhcpcd's environment in the words of udhcpc, so that one reader checks the leases of both. What
 * cannot be put into words is given as {@link #NO_WORD}, which that reader refuses by its field.
 */
final class DhcpcdWords {
  /** No address, number or name. */
  private static final String NO_WORD = "?";

  /** RFC 2132 section 9.2 leaves no lease without a time; dhcpcd takes such a one for endless. */
  private static final String ENDLESS = "4294967295";

  private static final Pattern OPTION = Pattern.compile("new_(opt[1-9][0-9]{0,2})");

  private static final Map<String, String> NAMES =
      Map.of(
          "new_ip_address", "ip",
          "new_subnet_cidr", "mask",
          "new_dhcp_renewal_time", "renewaltime",
          "new_dhcp_rebinding_time", "rebindingtime",
          "new_dhcp_server_identifier", "serverid",
          "new_filename", "boot_file",
          "new_server_name", "sname");

  private DhcpcdWords() {}

  static Map<String, String> asUdhcpc(Map<String, String> environment) {
    Map<String, String> words = new HashMap<>();
    words.put("lease", environment.getOrDefault("new_dhcp_lease_time", ENDLESS));
    environment.forEach(
        (name, value) -> {
          if (NAMES.containsKey(name)) {
            words.put(NAMES.get(name), value);
          } else if (OPTION.matcher(name).matches()) {
            words.put(name.substring("new_".length()), value);
          }
        });
    put(words, 2, "timeoffset", DhcpcdWords::seconds);
    put(words, 3, "router", DhcpcdWords::addresses);
    put(words, 6, "dns", DhcpcdWords::addresses);
    put(words, 12, "hostname", DhcpcdWords::text);
    put(words, 15, "domain", DhcpcdWords::text);
    put(words, 26, "mtu", DhcpcdWords::number);
    put(words, 28, "broadcast", DhcpcdWords::addresses);
    put(words, 42, "ntpsrv", DhcpcdWords::addresses);
    put(words, 66, "tftp", DhcpcdWords::text);
    put(words, 67, "bootfile", DhcpcdWords::text);
    put(words, 100, "tzstr", DhcpcdWords::text);
    put(words, 121, "staticroutes", payload -> routes(121, payload));
    put(words, 249, "msstaticroutes", payload -> routes(249, payload));
    return words;
  }

  private static void put(
      Map<String, String> words, int code, String name, Function<Octets, Optional<String>> reader) {
    String hex = words.get("opt" + code);
    if (hex != null && !hex.isEmpty()) {
      words.put(name, Octets.parseHex(hex).flatMap(reader).orElse(NO_WORD));
    }
  }

  private static Optional<String> addresses(Octets payload) {
    if (payload.length() % 4 != 0) {
      return Optional.empty();
    }
    StringJoiner addresses = new StringJoiner(" ");
    for (int i = 0; i < payload.length(); i += 4) {
      addresses.add(new Ipv4Address((int) unsigned(payload.slice(i, i + 4))).toString());
    }
    return Optional.of(addresses.toString());
  }

  private static Optional<String> number(Octets payload) {
    return payload.length() == 2 ? Optional.of(Long.toString(unsigned(payload))) : Optional.empty();
  }

  private static Optional<String> seconds(Octets payload) {
    return payload.length() == 4
        ? Optional.of(Integer.toString((int) unsigned(payload)))
        : Optional.empty();
  }

  /** Some servers end a text with NUL, which is none of it (RFC 2132 section 2). */
  private static Optional<String> text(Octets payload) {
    String text = new String(payload.toArray(), StandardCharsets.ISO_8859_1);
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\0') {
      end--;
    }
    return Optional.of(text.substring(0, end));
  }

  private static Optional<String> routes(int code, Octets payload) {
    if (!(Options4.decode(code, payload) instanceof ClasslessRoutes routes)) {
      return Optional.empty();
    }
    List<Route4> all = routes.routes();
    StringJoiner words = new StringJoiner(" ");
    all.forEach(route -> words.add(route.destination().toString()).add(route.gateway().toString()));
    return Optional.of(words.toString());
  }

  private static long unsigned(Octets payload) {
    long value = 0;
    for (int i = 0; i < payload.length(); i++) {
      value = value << 8 | payload.at(i);
    }
    return value;
  }
}
