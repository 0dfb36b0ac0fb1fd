package org.rdkb.dhcpmanager.plugin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.lease.Answer6;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Network6;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v6.S46Container;

/**
 * The options of a reply. dibbler tells those that it knows as text, the others as octets joined by
 * colons; so that all look the same to a reader, texts are put back into the octets that they were.
 */
final class DibblerOptions {
  private static final Pattern OPTION = Pattern.compile("SRV_OPTION([1-9][0-9]{0,4})");

  /** IAs and the status are elsewhere. */
  private static final Set<Integer> ELSEWHERE = Set.of(3, 4, 13, 14, 25);

  private static final Set<Integer> SOFTWIRES =
      Set.of(S46Container.MAP_E, S46Container.MAP_T, S46Container.LIGHTWEIGHT_4OVER6);

  private static final int DNS = 23;
  private static final int DOMAINS = 24;
  private static final int SNTP = 31;
  private static final int AFTR = 64;
  private static final int MOST_OPTIONS = 128;

  /** What it says of options that it does not show. */
  private static final String UNTOLD = "[generic]";

  private static final int LONGEST = 65_535;

  private DibblerOptions() {}

  static Answer6 read(Fields fields) {
    Network6 network =
        new Network6(
            addresses(fields, DNS),
            domains(fields, DOMAINS),
            addresses(fields, SNTP),
            domains(fields, AFTR).stream().findFirst().orElse(""));
    SortedMap<Integer, Octets> options = new TreeMap<>();
    for (String field : fields.environment().keySet()) {
      Matcher name = OPTION.matcher(field);
      if (name.matches() && options.size() < MOST_OPTIONS) {
        int code = Integer.parseInt(name.group(1));
        if (code <= 0xffff && !ELSEWHERE.contains(code)) {
          payload(fields, code, network).ifPresent(payload -> options.put(code, payload));
        }
      }
    }
    return new Answer6(network, options);
  }

  private static Optional<Octets> payload(Fields fields, int code, Network6 network) {
    return switch (code) {
      case DNS -> some(DibblerText.addresses(network.dnsServers()));
      case SNTP -> some(DibblerText.addresses(network.sntpServers()));
      case DOMAINS -> some(DibblerText.labels(network.domains()));
      case AFTR ->
          some(DibblerText.labels(network.aftr().isEmpty() ? List.of() : List.of(network.aftr())));
      default -> octets(fields, code);
    };
  }

  private static Optional<Octets> some(Octets payload) {
    return payload.length() == 0 ? Optional.empty() : Optional.of(payload);
  }

  private static Optional<Octets> octets(Fields fields, int code) {
    String field = "SRV_OPTION" + code;
    Optional<String> text = fields.text(field).map(String::strip);
    if (text.isEmpty() || text.get().equals(UNTOLD)) {
      return Optional.empty();
    }
    Optional<Octets> octets =
        text.filter(it -> it.length() <= 3 * LONGEST).flatMap(it -> DibblerText.octets(code, it));
    if (octets.isEmpty()) {
      fields.note(field, "no octets");
      // A softwire that cannot be read is told of where one that cannot be used is.
      return SOFTWIRES.contains(code) ? Optional.of(Octets.EMPTY) : Optional.empty();
    }
    return octets;
  }

  private static List<Ipv6Address> addresses(Fields fields, int code) {
    String field = "SRV_OPTION" + code;
    Set<Ipv6Address> found = new LinkedHashSet<>();
    for (String word : fields.words(field)) {
      Optional<Ipv6Address> address =
          Ipv6Address.parse(word).filter(a -> a.isUnicast() || a.isLinkLocal());
      if (address.isEmpty()) {
        fields.note(field, "an entry is no usable address");
      } else if (found.size() == Fields.MOST_ADDRESSES) {
        fields.note(field, "more than " + Fields.MOST_ADDRESSES + " addresses");
        break;
      } else {
        found.add(address.get());
      }
    }
    return List.copyOf(found);
  }

  private static List<String> domains(Fields fields, int code) {
    String field = "SRV_OPTION" + code;
    List<String> found = new ArrayList<>();
    for (String word : fields.words(field)) {
      if (!Fields.isName(word)) {
        fields.note(field, "an entry is no name");
      } else if (found.size() == Fields.MOST_ADDRESSES) {
        fields.note(field, "more than " + Fields.MOST_ADDRESSES + " names");
        break;
      } else {
        found.add(word.endsWith(".") ? word.substring(0, word.length() - 1) : word);
      }
    }
    return found;
  }
}
