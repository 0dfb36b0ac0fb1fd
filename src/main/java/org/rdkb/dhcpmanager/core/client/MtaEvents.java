package org.rdkb.dhcpmanager.core.client;

import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.SystemEventRules.Telling;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v4.Option4;
import org.rdkb.dhcpmanager.core.option.v4.Options4;
import org.rdkb.dhcpmanager.core.option.v4.TaggedOptions;
import org.rdkb.dhcpmanager.core.option.v4.VendorIdentifyingOptions;
import org.rdkb.dhcpmanager.core.option.v6.Option6;
import org.rdkb.dhcpmanager.core.option.v6.Options6;
import org.rdkb.dhcpmanager.core.option.v6.VendorOptions;

/**
 * What a lease tells the embedded phone adapter, by the system's event store. Server addresses are
 * hexadecimal digits; the first that any row hears counts, since the names belong to no interface.
 */
final class MtaEvents {
  private static final long CABLELABS = 4491;

  private MtaEvents() {}

  /** Options 122 (servers for IPv4) and 125 (servers for IPv6, and which family to prefer). */
  static void of4(Lease4 lease, Telling telling) {
    boolean stored = false;
    if (option4(lease, TaggedOptions.CABLELABS_CODE) instanceof TaggedOptions servers) {
      stored = servers(servers.options(), "MTA_DHCPv4_", telling);
    }
    if (option4(lease, VendorIdentifyingOptions.CODE) instanceof VendorIdentifyingOptions all) {
      for (VendorIdentifyingOptions.Vendor vendor : all.vendors()) {
        stored |= vendor.enterpriseNumber() == CABLELABS && vendor4(vendor, telling);
      }
    }
    received(stored, telling);
  }

  private static Option4 option4(Lease4 lease, int code) {
    return Options4.decode(code, lease.options().getOrDefault(code, Octets.EMPTY));
  }

  private static boolean vendor4(VendorIdentifyingOptions.Vendor vendor, Telling telling) {
    boolean stored =
        TaggedOptions.first(vendor.options(), 0x7c)
            .filter(preference -> first("MTA_IP_PREF", preference.toHex(), telling))
            .isPresent();
    Optional<TaggedOptions> nested =
        TaggedOptions.first(vendor.options(), 0x7b)
            .map(payload -> Options4.decode(TaggedOptions.CABLELABS_CODE, payload))
            .flatMap(it -> it instanceof TaggedOptions t ? Optional.of(t) : Optional.empty());
    boolean inNested =
        nested.isPresent() && servers(nested.get().options(), "MTA_DHCPv6_", telling);
    return stored || inNested;
  }

  private static boolean servers(
      List<TaggedOptions.SubOption> options, String prefix, Telling telling) {
    boolean primary =
        TaggedOptions.first(options, 1)
            .filter(it -> first(prefix + "PrimaryAddress", it.toHex(), telling))
            .isPresent();
    boolean secondary =
        TaggedOptions.first(options, 2)
            .filter(it -> first(prefix + "SecondaryAddress", it.toHex(), telling))
            .isPresent();
    return primary || secondary;
  }

  /** Option 17 of CableLabs. */
  static void of6(Lease6 lease, Telling telling) {
    Octets payload = lease.answer().options().getOrDefault(VendorOptions.CODE, Octets.EMPTY);
    Option6 option = Options6.decode(VendorOptions.CODE, payload);
    if (!(option instanceof VendorOptions vendor) || vendor.enterpriseNumber() != CABLELABS) {
      return;
    }
    telling.state("ipv6-vendor-id", Long.toString(vendor.enterpriseNumber()));
    vendor.first(2).ifPresent(type -> text("ipv6-device-type", type, telling));
    vendor.first(3).ifPresent(in -> text("ipv6-embd-comp-in-device", in, telling));
    boolean stored = false;
    Optional<Octets> preference = vendor.first(39);
    if (preference.isPresent()) {
      telling.state("wan6_ippref", preference.get().toHex());
      stored = first("MTA_IP_PREF", preference.get().toHex(), telling);
    }
    stored |= servers6(vendor, 2170, "MTA_DHCPv4_", telling);
    stored |= servers6(vendor, 2171, "MTA_DHCPv6_", telling);
    received(stored, telling);
  }

  private static boolean servers6(VendorOptions vendor, int code, String prefix, Telling telling) {
    // The nested list has the same form as the outer one, without an enterprise number.
    Optional<VendorOptions> nested =
        vendor
            .first(code)
            .map(it -> Octets.parseHex("00000000" + it.toHex()).orElseThrow())
            .map(it -> Options6.decode(VendorOptions.CODE, it))
            .flatMap(it -> it instanceof VendorOptions v ? Optional.of(v) : Optional.empty());
    if (nested.isEmpty()) {
      return false;
    }
    boolean primary =
        nested
            .get()
            .first(1)
            .filter(it -> first(prefix + "PrimaryAddress", it.toHex(), telling))
            .isPresent();
    boolean secondary =
        nested
            .get()
            .first(2)
            .filter(it -> first(prefix + "SecondaryAddress", it.toHex(), telling))
            .isPresent();
    return primary || secondary;
  }

  private static void text(String name, Octets text, Telling telling) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = (char) text.at(i);
      clean.append(c >= ' ' && c <= '~' ? c : '.');
    }
    if (clean.length() > 0) {
      telling.state(name, clean.toString());
    }
  }

  private static boolean first(String name, String value, Telling telling) {
    if (value.isEmpty() || telling.isKnown(name)) {
      return false;
    }
    telling.state(name, value);
    return true;
  }

  private static void received(boolean stored, Telling telling) {
    if (stored) {
      telling.always("dhcp_mta_option", "received");
    }
  }
}
