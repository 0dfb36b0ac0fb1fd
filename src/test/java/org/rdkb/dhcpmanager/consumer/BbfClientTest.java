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
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.DataModelProvider;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.rbus.PreparedModel;
import org.rdkb.dhcpmanager.tr181.Profile;

/** The client objects of Device:2.21 against what is on the bus; what is missing has a reason. */
class BbfClientTest {
  private static final String CLIENT = "Device.DHCPv4.Client.{i}.";

  /** By a path, or by an object for all in it. */
  private static final Map<String, String> MISSING =
      Map.of(
          CLIENT + "PassthroughEnable",
          "a lease for a host of the LAN: needs the server's pools",
          CLIENT + "PassthroughDHCPPool",
          "likewise",
          CLIENT + "AuthenticationProtocol",
          "RFC 3118: no client program can do it",
          CLIENT + "DSCPMark",
          "udhcpc sends from a packet socket and cannot be told",
          CLIENT + "Retransmission.",
          "udhcpc knows a fixed pause between DISCOVERs only, no back-off and none for REQUEST",
          CLIENT + "Stats.",
          "packets are the client program's; it does not count them");

  /** {@code path,kind,type,writable}. */
  private static List<String[]> declared() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    BbfClientTest.class.getResourceAsStream("/tr181/bbf-dhcpv4-client.csv")),
                StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> line.split(",", -1)).toList();
    }
  }

  @Test
  void everyPath_isThere_orIsMissingForAReason() throws IOException, BusException {
    Map<String, Element> elements = new HashMap<>();
    DataModelProvider provider = PreparedModel.open(Profile.STANDALONE);
    provider.elements().forEach(element -> elements.put(element.name(), element));
    TreeSet<String> unexplained = new TreeSet<>();
    TreeSet<String> used = new TreeSet<>();
    for (String[] row : declared()) {
      Element element = elements.get(row[0]);
      if (element == null) {
        String why =
            MISSING.keySet().stream()
                .filter(it -> it.endsWith(".") ? row[0].startsWith(it) : row[0].equals(it))
                .findFirst()
                .orElse("");
        (why.isEmpty() ? unexplained : used).add(why.isEmpty() ? row[0] : why);
      } else if (row[1].equals("parameter")) {
        assertEquals(row[3].equals("true"), element.access().contains(Element.Access.SET), row[0]);
      }
    }
    assertEquals(new TreeSet<>(), unexplained);
    assertEquals(new TreeSet<>(MISSING.keySet()), used); // a reason for nothing is out of date
  }
}
