package org.rdkb.dhcpmanager.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.DataModelProvider;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.rbus.PreparedModel;
import org.rdkb.dhcpmanager.tr181.Profile;

/** A table of Device:2.21 against what is on the bus; what is missing has a reason. */
final class BbfTable {
  private BbfTable() {}

  /** {@code path,kind,type,writable}. */
  private static List<String[]> declared(String table) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(BbfTable.class.getResourceAsStream("/tr181/" + table)),
                StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> line.split(",", -1)).toList();
    }
  }

  /** An object that is no table is on the bus by what is in it. */
  private static boolean isAround(Map<String, Element> elements, String object) {
    return elements.keySet().stream().anyMatch(name -> name.startsWith(object));
  }

  /** Reasons by a path, or by an object for all in it; one for a read-only parameter as well. */
  static void assertThere(String table, Map<String, String> missing)
      throws IOException, BusException {
    Map<String, Element> elements = new HashMap<>();
    DataModelProvider provider = PreparedModel.open(Profile.STANDALONE);
    provider.elements().forEach(element -> elements.put(element.name(), element));
    TreeSet<String> unexplained = new TreeSet<>();
    TreeSet<String> used = new TreeSet<>();
    for (String[] row : declared(table)) {
      Element element = elements.get(row[0]);
      boolean asDeclared =
          element == null
              ? row[1].equals("object") && isAround(elements, row[0])
              : !row[1].equals("parameter")
                  || row[3].equals("true") == element.access().contains(Element.Access.SET);
      if (!asDeclared) {
        String why =
            missing.keySet().stream()
                .filter(it -> it.endsWith(".") ? row[0].startsWith(it) : row[0].equals(it))
                .findFirst()
                .orElse("");
        (why.isEmpty() ? unexplained : used).add(why.isEmpty() ? row[0] : why);
      }
    }
    assertEquals(new TreeSet<>(), unexplained);
    assertEquals(new TreeSet<>(missing.keySet()), used); // a reason for nothing is out of date
  }
}
