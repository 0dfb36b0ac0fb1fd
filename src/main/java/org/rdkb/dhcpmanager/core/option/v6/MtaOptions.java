package org.rdkb.dhcpmanager.core.option.v6;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.core.option.HexText;
import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;

/**
 * What CableLabs puts into option 17 for the embedded phone adapter: sub-options 2, 3, 38, 39, 2170
 * and 2171 of enterprise 4491. The RDK client hands them over as text, so values stay text here;
 * the servers behind 2170 and 2171 are sub-options once more.
 *
 * @param values by key as the client names them: {@code vendor} or the sub-option's number; the
 *     first of each, printable, without blanks
 * @param servers addresses by {@code 2170.1}, {@code 2170.2} (primary and secondary for IPv4),
 *     {@code 2171.1}, {@code 2171.2} (for IPv6), as octets
 * @param refused what could not be read, each with its reason
 */
public record MtaOptions(
    Map<String, String> values, Map<String, Octets> servers, List<String> refused) {
  /** Seconds from UTC, decimal. */
  public static final String TIME_OFFSET = "38";

  /** Servers for an adapter with IPv4; 2171 for one with IPv6. */
  private static final List<String> NESTED = List.of("2170", "2171");

  private static final List<String> KNOWN = List.of("vendor", "2", "3", TIME_OFFSET, "39");

  private static final int LONGEST = 255;
  private static final long CABLELABS = 4491;
  private static final int SUB_TIME_OFFSET = 38;
  private static final int SUB_IP_PREFERENCE = 39;

  /** Nothing sent. */
  static final MtaOptions NONE = new MtaOptions(Map.of(), Map.of(), List.of());

  /** Takes copies. */
  public MtaOptions {
    values = Map.copyOf(values);
    servers = Map.copyOf(servers);
    refused = List.copyOf(refused);
  }

  /**
   * Reads option 17, as its octets or as the text that RDK's client makes of them: an enterprise
   * number begins with a zero octet, a text never.
   *
   * @param payload any
   * @return nothing of another vendor's options
   */
  public static MtaOptions of(Octets payload) {
    byte[] bytes = payload.toArray();
    if (bytes.length > 0 && bytes[0] != 0) {
      return parse(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    Option6 option = Options6.decode(VendorOptions.CODE, payload);
    if (option instanceof VendorOptions vendor) {
      return vendor.enterpriseNumber() == CABLELABS ? of(vendor) : NONE;
    }
    return new MtaOptions(Map.of(), Map.of(), List.of(((Malformed) option).reason()));
  }

  private static MtaOptions of(VendorOptions vendor) {
    Map<String, String> values = new TreeMap<>();
    Map<String, Octets> servers = new TreeMap<>();
    List<String> refused = new ArrayList<>();
    for (VendorOptions.SubOption option : vendor.options()) {
      String key = Integer.toString(option.code());
      if (NESTED.contains(key)) {
        nested(key, option.payload().toHex(), servers, refused);
      } else if (KNOWN.contains(key)) {
        String value = text(option);
        if (value.length() > LONGEST || !Plain.Text.isPrintable(value)) {
          refused.add(key + ": empty, longer than " + LONGEST + " or unprintable");
        } else {
          values.putIfAbsent(key, value);
        }
      }
    }
    return new MtaOptions(values, servers, refused);
  }

  /** Numbers as decimal digits, as RDK's client writes them. */
  private static String text(VendorOptions.SubOption option) {
    byte[] bytes = option.payload().toArray();
    if (option.code() == SUB_TIME_OFFSET) {
      return bytes.length == Integer.BYTES ? Integer.toString(ByteBuffer.wrap(bytes).getInt()) : "";
    }
    if (option.code() == SUB_IP_PREFERENCE) {
      return bytes.length == 1 ? Integer.toString(bytes[0] & 0xff) : "";
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * Reads the client's text: {@code key=value}, separated by blanks; other keys are ignored.
   *
   * @param text any
   * @return what could be read of it; the rest is named in {@link #refused}
   */
  public static MtaOptions parse(String text) {
    Map<String, String> values = new TreeMap<>();
    Map<String, Octets> servers = new TreeMap<>();
    List<String> refused = new ArrayList<>();
    for (String token : text.strip().split("[ \\t]+", -1)) {
      int equals = token.indexOf('=');
      String key = equals < 0 ? "" : token.substring(0, equals);
      String value = token.substring(equals + 1);
      if (NESTED.contains(key)) {
        nested(key, value, servers, refused);
      } else if (KNOWN.contains(key)) {
        if (value.length() > LONGEST || !Plain.Text.isPrintable(value)) {
          refused.add(key + ": empty, longer than " + LONGEST + " or unprintable");
        } else {
          values.putIfAbsent(key, value);
        }
      }
    }
    return new MtaOptions(values, servers, refused);
  }

  private static void nested(
      String key, String value, Map<String, Octets> servers, List<String> refused) {
    Optional<Octets> octets = HexText.parse(value);
    if (octets.isEmpty()) {
      refused.add(key + ": no hexadecimal digits");
      return;
    }
    try {
      for (VendorOptions.SubOption option :
          VendorOptions.subOptions(new OctetsReader(octets.get()))) {
        if (option.code() == 1 || option.code() == 2) {
          servers.putIfAbsent(key + "." + option.code(), option.payload());
        }
      }
    } catch (MalformedException bad) {
      refused.add(key + ": " + bad.reason());
    }
  }

  /**
   * The time offset.
   *
   * @return seconds from UTC, signed; absent if not sent or no number of 32 bits
   */
  public Optional<Integer> timeOffset() {
    String text = values.getOrDefault(TIME_OFFSET, "");
    try {
      return Optional.of(Integer.parseInt(text));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }
}
