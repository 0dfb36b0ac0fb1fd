package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The DHCPv6 client against the tables of Device:2.21 and of RDK-B, parameter by parameter. What is
 * not as they say is listed with its reason; a reason that has become idle fails too.
 */
class Dhcpv6TablesTest {
  private static final String CLIENT = "Device.DHCPv6.Client.{i}.";

  /** Beginning of the paths → why they are not served. */
  private static final Map<String, String> NOT_SERVED =
      Map.ofEntries(
          Map.entry(
              CLIENT + "AuthenticationProtocol",
              "keys are no part of the model, so None would be all"),
          Map.entry(CLIENT + "DSCPMark", "dibbler-client marks no packets"),
          Map.entry(
              CLIENT + "Retransmission.", "dibbler-client has the figures of RFC 8415 built in"),
          Map.entry(CLIENT + "Stats.Solicit", "how often a client repeated itself, it keeps"),
          Map.entry(CLIENT + "Stats.Advertise", "the client tells of REPLYs only"),
          Map.entry(CLIENT + "Stats.Request", "repeated like SOLICIT, untold"),
          Map.entry(CLIENT + "Stats.Confirm", "likewise"),
          Map.entry(CLIENT + "Stats.Renew", "likewise"),
          Map.entry(CLIENT + "Stats.Rebind", "likewise"),
          Map.entry(CLIENT + "Stats.Decline", "sent by the client alone, untold"),
          Map.entry(
              CLIENT + "Stats.Reconfigure", "one of ours to it stands for Renew(); others, untold"),
          Map.entry(CLIENT + "Stats.InformationRequest", "repeated like SOLICIT, untold"),
          Map.entry(CLIENT + "Stats.DiscardedPackets", "dropped by the client, untold"),
          Map.entry(CLIENT + "Stats.TransmitFailure", "the client's socket, untold"),
          Map.entry("Device.DHCPv6.Server.", "the DHCPv6 server is no part of this product"));

  /** Path → what differs from Device:2.21, and why. */
  private static final Map<String, String> DIFFERS =
      Map.of(CLIENT + "ForceSolicitPolicy", "default true: RDK-B's client asks at once");

  /** Path → what differs from RDK-B, and why. */
  private static final Map<String, String> DIFFERS_FROM_RDKB = Map.of();

  private static List<String[]> table(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            Dhcpv6TablesTest.class.getResourceAsStream("/vectors/tr181/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(";", -1))
          .collect(Collectors.toList());
    }
  }

  private static Map<String, SchemaNode> schema() {
    Map<String, SchemaNode> nodes = new HashMap<>();
    Schema.shipped().nodes().forEach(node -> nodes.put(node.path(), node));
    return nodes;
  }

  /** The reason that covers a path; empty if it has to be there. */
  private static String excuse(String path) {
    return NOT_SERVED.keySet().stream().filter(path::startsWith).findFirst().orElse("");
  }

  @Test
  void device221_isServedAsItIsDeclared() throws IOException {
    Map<String, String> wrong = new LinkedHashMap<>();
    TreeSet<String> used = new TreeSet<>();
    Map<String, SchemaNode> nodes = schema();
    for (String[] row : table("bbf-dhcpv6-client.csv")) {
      SchemaNode node = nodes.get(row[0]);
      if (node == null) {
        if (excuse(row[0]).isEmpty()) {
          wrong.put(row[0], "is missing");
        }
        used.add(excuse(row[0]));
      } else {
        difference(node, row).ifPresent(what -> wrong.put(row[0], what));
      }
    }
    assertEquals(DIFFERS.keySet(), wrong.keySet(), wrong.toString());
    used.remove("");
    TreeSet<String> excuses = new TreeSet<>(NOT_SERVED.keySet());
    excuses.remove("Device.DHCPv6.Server.");
    assertEquals(excuses, used);
  }

  private static java.util.Optional<String> difference(SchemaNode node, String[] row) {
    List<String> found = new ArrayList<>();
    if (node instanceof CommandSchema) {
      return row[1].equals("command") ? java.util.Optional.empty() : java.util.Optional.of("kind");
    }
    ParameterSchema parameter = (ParameterSchema) node;
    boolean list = parameter.type().name().equals("OptionCodes"); // a list on the wire, too
    if (!parameter.type().base().word().equals(row[1]) && !list) {
      found.add("type " + parameter.type().base().word());
    }
    if (parameter.flags().writable() != row[2].equals("readWrite")) {
      found.add("access");
    }
    String wanted = row[3].equals("<empty>") ? "" : row[3];
    if (!wanted.equals("-") && !parameter.initial().text().equals(wanted)) {
      found.add("default " + parameter.initial().text());
    }
    return found.isEmpty()
        ? java.util.Optional.empty()
        : java.util.Optional.of(String.join(", ", found));
  }

  @Test
  void everyNameOfRdkB_isThere_andCanBeSetIfItCouldBe() throws IOException {
    Map<String, SchemaNode> nodes = schema();
    Map<String, String> wrong = new LinkedHashMap<>();
    for (String[] row : table("rdkb-dhcpv6.csv")) {
      if (!excuse(row[0]).isEmpty()) {
        assertTrue(!nodes.containsKey(row[0]), row[0] + " is served: its reason is idle");
      } else if (!(nodes.get(row[0]) instanceof ParameterSchema parameter)) {
        wrong.put(row[0], "is missing");
      } else if (row[2].equals("true") && !parameter.flags().writable()) {
        wrong.put(row[0], "cannot be set");
      }
    }
    assertEquals(DIFFERS_FROM_RDKB.keySet(), wrong.keySet(), wrong.toString());
  }
}
