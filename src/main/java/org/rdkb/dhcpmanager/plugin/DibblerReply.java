package org.rdkb.dhcpmanager.plugin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Lifetimes6;
import org.rdkb.dhcpmanager.core.lease.Reply6;

/**
 * A reply out of dibbler's fields. A bad address or prefix spoils only itself; a reply without any
 * that can be used is refused.
 */
final class DibblerReply {
  /** Addresses and prefixes kept of a reply, each. */
  static final int MOST_BINDINGS = 64;

  private static final long MOST_SECONDS = 0xffff_ffffL;

  private final Fields fields;

  DibblerReply(Fields fields) {
    this.fields = fields;
  }

  Reply6 reply() throws Fields.Unusable {
    List<IaAddress> addresses = addresses();
    List<IaPrefix> prefixes = prefixes();
    if (addresses.isEmpty() && prefixes.isEmpty()) {
      throw new Fields.Unusable("no address or prefix that can be used");
    }
    return new Reply6(addresses, prefixes, timer("T1"), timer("T2"), DibblerOptions.read(fields));
  }

  /** The shorter of both IAs; RDK's dibbler tells them, others do not. */
  private Optional<Lifetime> timer(String name) {
    return Stream.of("ADDR1" + name, "PREFIX1" + name)
        .map(field -> fields.number(field, 0, MOST_SECONDS))
        .filter(OptionalLong::isPresent)
        .map(OptionalLong::getAsLong)
        .filter(seconds -> seconds > 0)
        .min(Long::compare)
        .map(Lifetime::new);
  }

  List<IaAddress> addresses() {
    return numbered(
        "ADDR",
        field ->
            address(field)
                .flatMap(address -> lifetimes(field).map(it -> new IaAddress(address, it))));
  }

  List<IaPrefix> prefixes() {
    return numbered(
        "PREFIX",
        field ->
            address(field)
                .flatMap(address -> prefix(field, address))
                .flatMap(prefix -> lifetimes(field).map(it -> new IaPrefix(prefix, it))));
  }

  /** Fields are numbered from 1 without a gap; of two with the same name the first counts. */
  private <B> List<B> numbered(String kind, Function<String, Optional<B>> reader) {
    List<B> found = new ArrayList<>();
    Set<String> texts = new HashSet<>();
    for (int i = 1; fields.text(kind + i).isPresent(); i++) {
      String field = kind + i;
      if (i > MOST_BINDINGS) {
        fields.note(kind, "more than " + MOST_BINDINGS);
        break;
      }
      if (texts.add(fields.text(field).orElse(""))) {
        reader.apply(field).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<Ipv6Address> address(String field) {
    Optional<Ipv6Address> address =
        fields.text(field).flatMap(Ipv6Address::parse).filter(Ipv6Address::isUnicast);
    if (address.isEmpty()) {
      fields.note(field, "no usable address");
    }
    return address;
  }

  private Optional<Ipv6Prefix> prefix(String field, Ipv6Address address) {
    OptionalLong length = fields.number(field + "LEN", 1, 128);
    if (length.isEmpty()) {
      fields.note(field + "LEN", "no prefix length");
      return Optional.empty();
    }
    return Optional.of(new Ipv6Prefix(address, (int) length.getAsLong()))
        .filter(prefix -> prefix.address().isUnicast());
  }

  /** RFC 8415 section 21.6: preferred above valid is to be discarded. */
  private Optional<Lifetimes6> lifetimes(String field) {
    OptionalLong preferred = fields.number(field + "PREF", 0, MOST_SECONDS);
    OptionalLong valid = fields.number(field + "VALID", 0, MOST_SECONDS);
    if (preferred.isEmpty() || valid.isEmpty()) {
      fields.note(field, "without lifetimes");
      return Optional.empty();
    }
    if (preferred.getAsLong() > valid.getAsLong()) {
      fields.note(field, "preferred for longer than valid");
      return Optional.empty();
    }
    return Optional.of(
        new Lifetimes6(new Lifetime(preferred.getAsLong()), new Lifetime(valid.getAsLong())));
  }
}
