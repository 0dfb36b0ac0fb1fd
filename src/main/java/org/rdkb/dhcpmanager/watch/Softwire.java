package org.rdkb.dhcpmanager.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.core.softwire.PortSet;

/**
 * A MAP domain in force.
 *
 * @param path its row in {@code Device.MAP.Domain.}, with its dot
 * @param values what is below it, by name without path, rules included
 * @param ports its share of the ports
 */
record Softwire(String path, Map<String, String> values, List<PortSet.Range> ports) {
  private static final String TABLE = "Device.MAP.Domain.";

  /** All, by the data model. */
  static List<Softwire> of(List<BusProperty> properties) {
    Map<String, Map<String, String>> domains = new TreeMap<>();
    for (BusProperty property : properties) {
      int dot = property.name().indexOf('.', TABLE.length());
      if (property.name().startsWith(TABLE) && dot > 0) {
        domains
            .computeIfAbsent(property.name().substring(0, dot + 1), path -> new TreeMap<>())
            .put(property.name().substring(dot + 1), Shown.text(property.value()));
      }
    }
    List<Softwire> all = new ArrayList<>();
    domains.forEach((path, values) -> all.add(new Softwire(path, values, ports(values))));
    return all;
  }

  private static List<PortSet.Range> ports(Map<String, String> values) {
    try {
      return new PortSet(
              number(values, "PSIDOffset"), number(values, "PSIDLength"), number(values, "PSID"))
          .ranges();
    } catch (IllegalArgumentException none) {
      return List.of();
    }
  }

  private static int number(Map<String, String> values, String name) {
    return Integer.parseInt(values.getOrDefault(name, ""));
  }
}
