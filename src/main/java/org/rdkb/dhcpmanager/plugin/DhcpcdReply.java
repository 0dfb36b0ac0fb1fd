package org.rdkb.dhcpmanager.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.lease.Answer6;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Lifetimes6;
import org.rdkb.dhcpmanager.core.lease.Network6;
import org.rdkb.dhcpmanager.core.lease.Reply6;
import org.rdkb.dhcpmanager.core.lease.Withdrawal;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v6.IaNa;
import org.rdkb.dhcpmanager.core.option.v6.IaPd;
import org.rdkb.dhcpmanager.core.option.v6.Malformed;
import org.rdkb.dhcpmanager.core.option.v6.Option6;
import org.rdkb.dhcpmanager.core.option.v6.Options6;
import org.rdkb.dhcpmanager.core.option.v6.Plain;
import org.rdkb.dhcpmanager.core.option.v6.PlainOption6;

/**
 * A reply out of the options that dhcpcd hands over as octets. A bad option, address or prefix
 * spoils only itself; a reply without any that can be used is refused.
 */
final class DhcpcdReply {
  /** IAs and the status are elsewhere; what the client had sent is no server's word. */
  private static final List<Integer> ELSEWHERE = List.of(1, 3, 4, 13, 14, 25);

  private static final int MOST_OPTIONS = 128;
  private static final int MOST_BINDINGS = 64;
  private static final int LONGEST_HEX = 2 * 65_535;

  private final Fields fields;
  private final String prefix;
  private final Pattern name;

  /** Reads what is called {@code new_…}, or {@code old_…}. */
  DhcpcdReply(Fields fields, String which) {
    this.fields = fields;
    this.prefix = which + "_dhcp6_opt";
    this.name = Pattern.compile(prefix + "([1-9][0-9]{0,4})");
  }

  Reply6 reply() throws Fields.Unusable {
    Optional<IaNa> iaNa = option(IaNa.CODE, IaNa.class);
    Optional<IaPd> iaPd = option(IaPd.CODE, IaPd.class);
    List<IaAddress> addresses = addresses(iaNa);
    List<IaPrefix> prefixes = prefixes(iaPd);
    if (addresses.isEmpty() && prefixes.isEmpty()) {
      throw new Fields.Unusable("no address or prefix that can be used");
    }
    List<Lifetime> t1 = new ArrayList<>();
    List<Lifetime> t2 = new ArrayList<>();
    iaNa.ifPresent(ia -> t1.add(ia.t1()));
    iaNa.ifPresent(ia -> t2.add(ia.t2()));
    iaPd.ifPresent(ia -> t1.add(ia.t1()));
    iaPd.ifPresent(ia -> t2.add(ia.t2()));
    return new Reply6(addresses, prefixes, shortest(t1), shortest(t2), answer());
  }

  /** What it had, and has no more. */
  static LeaseReport gone(Map<String, String> environment) {
    DhcpcdReply old = new DhcpcdReply(new Fields(environment), "old");
    return new LeaseReport.Withdrawn(
        new Withdrawal(
            old.addresses(old.option(IaNa.CODE, IaNa.class)).stream()
                .map(IaAddress::address)
                .toList(),
            old.prefixes(old.option(IaPd.CODE, IaPd.class)).stream()
                .map(IaPrefix::prefix)
                .toList()));
  }

  /** Zero leaves it to the client (RFC 8415 section 21.4). */
  private static Optional<Lifetime> shortest(List<Lifetime> times) {
    return times.stream()
        .filter(time -> time.seconds() > 0)
        .min((one, other) -> Long.compare(one.seconds(), other.seconds()));
  }

  private <T extends Option6> Optional<T> option(int code, Class<T> type) {
    Optional<Octets> payload = payload(code);
    if (payload.isEmpty()) {
      return Optional.empty();
    }
    Option6 value = Options6.decode(code, payload.get());
    if (!type.isInstance(value)) {
      fields.note(prefix + code, value instanceof Malformed bad ? bad.reason() : "no such option");
      return Optional.empty();
    }
    return Optional.of(type.cast(value));
  }

  private Optional<Octets> payload(int code) {
    Optional<String> text = fields.text(prefix + code);
    Optional<Octets> octets =
        text.filter(hex -> hex.length() <= LONGEST_HEX).flatMap(Octets::parseHex);
    if (text.isPresent() && octets.isEmpty()) {
      fields.note(prefix + code, "no octets");
    }
    return octets;
  }

  private List<IaAddress> addresses(Optional<IaNa> ia) {
    List<IaAddress> found = new ArrayList<>();
    for (Option6 part : ia.map(IaNa::options).orElse(List.of())) {
      if (part instanceof org.rdkb.dhcpmanager.core.option.v6.IaAddress sent) {
        if (!sent.address().isUnicast()) {
          fields.note(prefix + IaNa.CODE, "no usable address");
        } else if (hasRoom(found, IaNa.CODE)) {
          lifetimes(IaNa.CODE, sent.preferred(), sent.valid())
              .ifPresent(it -> found.add(new IaAddress(sent.address(), it)));
        }
      }
      noteMalformed(IaNa.CODE, part);
    }
    return found;
  }

  private List<IaPrefix> prefixes(Optional<IaPd> ia) {
    List<IaPrefix> found = new ArrayList<>();
    for (Option6 part : ia.map(IaPd::options).orElse(List.of())) {
      if (part instanceof org.rdkb.dhcpmanager.core.option.v6.IaPrefix sent) {
        if (sent.prefix().length() == 0 || !sent.prefix().address().isUnicast()) {
          fields.note(prefix + IaPd.CODE, "no usable prefix");
        } else if (hasRoom(found, IaPd.CODE)) {
          lifetimes(IaPd.CODE, sent.preferred(), sent.valid())
              .ifPresent(it -> found.add(new IaPrefix(sent.prefix(), it)));
        }
      }
      noteMalformed(IaPd.CODE, part);
    }
    return found;
  }

  private void noteMalformed(int code, Option6 part) {
    if (part instanceof Malformed bad) {
      fields.note(prefix + code, bad.reason());
    }
  }

  private boolean hasRoom(List<?> found, int code) {
    if (found.size() == MOST_BINDINGS) {
      fields.note(prefix + code, "more than " + MOST_BINDINGS);
    }
    return found.size() < MOST_BINDINGS;
  }

  /** RFC 8415 section 21.6: preferred above valid is to be discarded. */
  private Optional<Lifetimes6> lifetimes(int code, Lifetime preferred, Lifetime valid) {
    if (preferred.seconds() > valid.seconds()) {
      fields.note(prefix + code, "preferred for longer than valid");
      return Optional.empty();
    }
    return Optional.of(new Lifetimes6(preferred, valid));
  }

  /** What was said beside addresses and prefixes; all there is of an answer without them. */
  Answer6 answer() {
    SortedMap<Integer, Octets> options = new TreeMap<>();
    for (String field : fields.environment().keySet()) {
      Matcher matcher = name.matcher(field);
      if (matcher.matches() && options.size() < MOST_OPTIONS) {
        int code = Integer.parseInt(matcher.group(1));
        if (code <= 0xffff && !ELSEWHERE.contains(code)) {
          payload(code)
              .filter(payload -> isSound(code, payload))
              .ifPresent(payload -> options.put(code, payload));
        }
      }
    }
    return new Answer6(
        new Network6(
            servers(options, PlainOption6.DNS_SERVERS),
            names(options, PlainOption6.DOMAIN_LIST),
            servers(options, PlainOption6.SNTP_SERVERS),
            names(options, PlainOption6.AFTR_NAME).stream().findFirst().orElse("")),
        options);
  }

  private boolean isSound(int code, Octets payload) {
    if (Options6.decode(code, payload) instanceof Malformed bad) {
      fields.note(prefix + code, bad.reason());
      return false;
    }
    return payload.length() > 0;
  }

  private List<Ipv6Address> servers(SortedMap<Integer, Octets> options, PlainOption6 row) {
    List<Ipv6Address> found = new ArrayList<>();
    if (decoded(options, row) instanceof Plain.Addresses sent) {
      for (Ipv6Address address : sent.addresses()) {
        if (!address.isUnicast() && !address.isLinkLocal()) {
          fields.note(prefix + row.code(), "an entry is no usable address");
        } else if (found.size() < Fields.MOST_ADDRESSES && !found.contains(address)) {
          found.add(address);
        }
      }
    }
    return found;
  }

  private List<String> names(SortedMap<Integer, Octets> options, PlainOption6 row) {
    List<String> found = new ArrayList<>();
    if (decoded(options, row) instanceof Plain.Names sent) {
      for (String domain : sent.names()) {
        if (!Fields.isName(domain)) {
          fields.note(prefix + row.code(), "an entry is no name");
        } else if (found.size() < Fields.MOST_ADDRESSES) {
          found.add(domain);
        }
      }
    }
    return found;
  }

  private static Option6 decoded(SortedMap<Integer, Octets> options, PlainOption6 row) {
    return Options6.decode(row.code(), options.getOrDefault(row.code(), Octets.EMPTY));
  }
}
