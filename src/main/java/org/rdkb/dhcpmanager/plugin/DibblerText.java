package org.rdkb.dhcpmanager.plugin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.option.HexText;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.option.v6.VendorOptions;

/** The texts that dibbler makes of options, put back into the octets that they were. Pure. */
final class DibblerText {
  private static final int PREFERENCE = 7;
  private static final int REFRESH_TIME = 32;
  private static final Set<Integer> ADDRESSES = Set.of(22, 27, 28);
  private static final Set<Integer> NAMES = Set.of(21, 29, 30);
  private static final Set<Integer> WORDS = Set.of(41, 42);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,255}");

  /** dibbler's own form of option 17: each sub-option's octets joined by colons. */
  private static final Pattern VENDOR =
      Pattern.compile(
          "vendor=([0-9]{1,10})((?: [0-9]{1,5}=[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){0,2047}){0,64})");

  /** RDK's, with decimal values, which only its reader can tell apart; it begins with no zero. */
  private static final Pattern VENDOR_OF_RDK = Pattern.compile("[!-~][ -~]{0,512}=[ -~]{0,2048}");

  private DibblerText() {}

  /** Absent if the text is none that dibbler makes of this option. */
  static Optional<Octets> octets(int code, String text) {
    if (code == PREFERENCE) {
      return number(text, 1);
    }
    if (code == REFRESH_TIME) {
      return number(text, 4);
    }
    if (code == VendorOptions.CODE) {
      return vendor(text);
    }
    Optional<Octets> hex = HexText.parse(text.startsWith("0x") ? text.substring(2) : text);
    return hex.isPresent() ? hex : words(code, text);
  }

  private static Optional<Octets> words(int code, String text) {
    List<String> words = List.of(text.split(" +", -1));
    if (ADDRESSES.contains(code)) {
      List<Ipv6Address> addresses = new ArrayList<>();
      words.forEach(word -> Ipv6Address.parse(word).ifPresent(addresses::add));
      return addresses.size() == words.size()
          ? Optional.of(addresses(addresses))
          : Optional.empty();
    }
    if (NAMES.contains(code)) {
      return words.stream().allMatch(Fields::isName)
          ? Optional.of(labels(words))
          : Optional.empty();
    }
    return WORDS.contains(code) && PRINTABLE.matcher(text).matches()
        ? Optional.of(Octets.utf8(text))
        : Optional.empty();
  }

  private static Optional<Octets> number(String text, int octets) {
    if (!NUMBER.matcher(text).matches() || Long.parseLong(text) >>> (8 * octets) != 0) {
      return Optional.empty();
    }
    return Optional.of(new OctetsWriter().number(Long.parseLong(text), octets).toOctets());
  }

  private static Optional<Octets> vendor(String text) {
    Matcher told = VENDOR.matcher(text);
    if (!told.matches() || Long.parseLong(told.group(1)) >>> 32 != 0) {
      Optional<Octets> hex = HexText.parse(text);
      return hex.isPresent() || !VENDOR_OF_RDK.matcher(text).matches()
          ? hex
          : Optional.of(Octets.utf8(text));
    }
    List<VendorOptions.SubOption> options = new ArrayList<>();
    for (String word : told.group(2).strip().split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0 && Integer.parseInt(word.substring(0, equals)) <= 0xffff) {
        HexText.parse(word.substring(equals + 1))
            .map(payload -> subOption(word.substring(0, equals), payload))
            .ifPresent(options::add);
      }
    }
    return Optional.of(new VendorOptions(Long.parseLong(told.group(1)), options).payload());
  }

  private static VendorOptions.SubOption subOption(String code, Octets payload) {
    return new VendorOptions.SubOption(Integer.parseInt(code), payload);
  }

  static Octets addresses(List<Ipv6Address> addresses) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    addresses.forEach(address -> bytes.writeBytes(address.toOctets().toArray()));
    return Octets.of(bytes.toByteArray());
  }

  /** RFC 1035 section 3.1, not compressed (RFC 8415 section 10). */
  static Octets labels(List<String> names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String name : names) {
      String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
      for (String label : bare.split("\\.", -1)) {
        bytes.write(label.length());
        bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
      }
      bytes.write(0);
    }
    return Octets.of(bytes.toByteArray());
  }
}
