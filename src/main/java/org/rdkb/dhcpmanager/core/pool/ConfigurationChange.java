package org.rdkb.dhcpmanager.core.pool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What is other in a configuration, by component; for the log, and so that only that is touched.
 *
 * @param server how it behaves everywhere, and the order of pools
 * @param subnets pools that came or went, whom they are for and what they give out
 * @param options pools whose clients are told other things
 */
public record ConfigurationChange(List<String> server, List<String> subnets, List<String> options) {
  /** Takes copies. */
  public ConfigurationChange {
    server = List.copyOf(server);
    subnets = List.copyOf(subnets);
    options = List.copyOf(options);
  }

  /**
   * Compares.
   *
   * @param before what was in force
   * @param after what is to be
   * @return empty exactly if they are equal
   */
  public static ConfigurationChange between(ServerConfiguration before, ServerConfiguration after) {
    List<String> server = new ArrayList<>();
    List<String> subnets = new ArrayList<>();
    List<String> options = new ArrayList<>();
    if (!before.timing().equals(after.timing())) {
      server.add("timing");
    }
    if (before.unknown() != after.unknown()) {
      server.add("authority");
    }
    Map<Integer, AddressPool> old = byNumber(before);
    Map<Integer, AddressPool> fresh = byNumber(after);
    fresh.forEach(
        (number, pool) -> {
          AddressPool former = old.get(number);
          if (former == null) {
            subnets.add("pool " + number + " added");
          } else {
            compare(former, pool, subnets, options);
          }
        });
    old.keySet().stream()
        .filter(number -> !fresh.containsKey(number))
        .forEach(number -> subnets.add("pool " + number + " removed"));
    List<Integer> kept = old.keySet().stream().filter(fresh::containsKey).toList();
    if (!kept.equals(fresh.keySet().stream().filter(old::containsKey).toList())) {
      server.add("order");
    }
    return new ConfigurationChange(server, subnets, options);
  }

  private static Map<Integer, AddressPool> byNumber(ServerConfiguration configuration) {
    Map<Integer, AddressPool> found = new LinkedHashMap<>();
    configuration.pools().forEach(pool -> found.put(pool.instance(), pool));
    return found;
  }

  private static void compare(
      AddressPool former, AddressPool pool, List<String> subnets, List<String> options) {
    List<String> parts = new ArrayList<>();
    note(parts, "interface", former.linuxInterface(), pool.linuxInterface());
    note(parts, "subnet", former.subnet(), pool.subnet());
    note(parts, "range", former.range(), pool.range());
    note(parts, "reserved", former.reserved(), pool.reserved());
    note(parts, "static", former.statics(), pool.statics());
    note(parts, "clients", former.audience(), pool.audience());
    String name = "pool " + pool.instance() + " ";
    if (!parts.isEmpty()) {
      subnets.add(name + String.join("+", parts));
    }
    List<String> told = new ArrayList<>();
    note(told, "options", former.options(), pool.options());
    note(told, "special", former.special(), pool.special());
    note(told, "times", former.terms(), pool.terms());
    if (!told.isEmpty()) {
      options.add(name + String.join("+", told));
    }
    if (parts.isEmpty() && told.isEmpty() && !former.equals(pool)) {
      subnets.add(name + "other"); // a part that nobody has named here yet
    }
  }

  private static void note(List<String> parts, String name, Object before, Object after) {
    if (!Objects.equals(before, after)) {
      parts.add(name);
    }
  }

  /**
   * Whether nothing is other.
   *
   * @return true if the configurations are equal
   */
  public boolean isEmpty() {
    return server.isEmpty() && subnets.isEmpty() && options.isEmpty();
  }

  @Override
  public String toString() {
    return "server=" + text(server) + " subnets=" + text(subnets) + " options=" + text(options);
  }

  private static String text(List<String> all) {
    return all.stream().collect(Collectors.joining(", ", "[", "]"));
  }
}
