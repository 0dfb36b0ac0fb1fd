package org.rdkb.dhcpmanager.core.option.v6;

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

  /** Takes copies. */
  public MtaOptions {
    values = Map.copyOf(values);
    servers = Map.copyOf(servers);
    refused = List.copyOf(refused);
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
