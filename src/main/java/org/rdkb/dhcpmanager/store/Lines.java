package org.rdkb.dhcpmanager.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Route4;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * The lines of a record, read by key and checked; remembers which were read, and which could do
 * without. One reading.
 */
final class Lines {
  private final SortedMap<String, String> values;
  private final Set<String> seen = new HashSet<>();
  private final List<String> repaired = new ArrayList<>();

  Lines(SortedMap<String, String> values) {
    this.values = values;
  }

  private Optional<String> optional(String key) {
    seen.add(key);
    return Optional.ofNullable(values.get(key));
  }

  boolean isPresent(String key) {
    return values.containsKey(key);
  }

  String text(String key) throws DamagedException {
    Optional<String> value = optional(key);
    if (value.isEmpty()) {
      throw new DamagedException(key + " is missing");
    }
    return value.get();
  }

  boolean flag(String key) throws DamagedException {
    return switch (text(key)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new DamagedException(key + " is neither true nor false");
    };
  }

  long number(String key, long least, long most) throws DamagedException {
    String text = text(key);
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most && Long.toString(value).equals(text)) {
        return value;
      }
    } catch (NumberFormatException none) {
      throw new DamagedException(key + " is no number");
    }
    throw new DamagedException(key + " is not within " + least + " and " + most);
  }

  OptionalInt optionalNumber(String key, int least, int most) throws DamagedException {
    return optional(key).isPresent()
        ? OptionalInt.of((int) number(key, least, most))
        : OptionalInt.empty();
  }

  Ipv4Address address(String key) throws DamagedException {
    return parse(key, text(key));
  }

  Optional<Ipv4Address> optionalAddress(String key) throws DamagedException {
    return optional(key).isPresent() ? Optional.of(address(key)) : Optional.empty();
  }

  List<Ipv4Address> addresses(String key) throws DamagedException {
    List<Ipv4Address> addresses = new ArrayList<>();
    for (String word : words(key)) {
      addresses.add(parse(key, word));
    }
    return addresses;
  }

  List<Route4> routes(String key) throws DamagedException {
    List<String> words = words(key);
    List<Route4> routes = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 2) {
      String destination = words.get(i);
      int slash = destination.indexOf('/');
      if (i + 1 == words.size()
          || slash < 0
          || !destination.substring(slash + 1).matches("[0-9]|[12][0-9]|3[0-2]")) {
        throw new DamagedException(key + " are no routes");
      }
      routes.add(
          new Route4(
              new Ipv4Prefix(
                  parse(key, destination.substring(0, slash)),
                  Integer.parseInt(destination.substring(slash + 1))),
              parse(key, words.get(i + 1))));
    }
    return routes;
  }

  /** The options by code; one that makes no sense is left out, and noted. */
  SortedMap<Integer, Octets> options(String prefix, int most) {
    SortedMap<Integer, Octets> options = new TreeMap<>();
    for (Map.Entry<String, String> entry : values.tailMap(prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      String code = entry.getKey().substring(prefix.length());
      Optional<Octets> payload = Octets.parseHex(entry.getValue());
      if (!code.matches("[1-9][0-9]{0,4}") || Integer.parseInt(code) > most || payload.isEmpty()) {
        repaired.add(entry.getKey() + " is no option");
      } else {
        options.put(Integer.valueOf(code), payload.get());
      }
      seen.add(entry.getKey());
    }
    return options;
  }

  /** One value of the record, read with the methods of this class. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws DamagedException;
  }

  /** What the record can do without: missing or wrong, it is the default, and that is noted. */
  <T> T orElse(T fallback, Reading<T> reading) {
    try {
      return reading.read();
    } catch (DamagedException bad) {
      repaired.add(bad.reason());
      return fallback;
    }
  }

  /** What is not as it was written but could be done without; lines that nobody knows included. */
  List<String> repaired() {
    List<String> all = new ArrayList<>(repaired);
    values.keySet().stream()
        .filter(key -> !seen.contains(key))
        .forEach(key -> all.add("unknown line " + key));
    return all;
  }

  List<String> words(String key) throws DamagedException {
    String text = text(key);
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  private static Ipv4Address parse(String key, String text) throws DamagedException {
    Optional<Ipv4Address> address = Ipv4Address.parse(text);
    if (address.isEmpty()) {
      throw new DamagedException(key + " is no address");
    }
    return address.get();
  }
}
