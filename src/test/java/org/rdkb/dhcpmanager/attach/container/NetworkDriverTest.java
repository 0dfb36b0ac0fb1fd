package org.rdkb.dhcpmanager.attach.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition.Status;
import org.rdkb.dhcpmanager.core.attach.AttachmentId.Table;
import org.rdkb.dhcpmanager.http.HttpAnswer;
import org.rdkb.dhcpmanager.http.HttpRequest;

class NetworkDriverTest {
  private static final String IDS =
      "\"NetworkID\":\"aaaabbbbccccdddd\",\"EndpointID\":\"1111222233334444\"";

  private final Book book = new Book();
  private final NetworkDriver driver = new NetworkDriver(book, book);

  /** Rows in memory. */
  private static final class Book implements LinkBook, ClientBook {
    final List<String> clients = new ArrayList<>();
    final Map<String, Map<String, String>> rows = new TreeMap<>();
    Optional<AttachmentCondition> condition =
        Optional.of(AttachmentCondition.unused().as(Status.MADE, ""));

    @Override
    public boolean has(Table table, String alias) {
      return rows.containsKey(table + " " + alias);
    }

    @Override
    public String read(Table table, String alias, String parameter) {
      return rows.getOrDefault(table + " " + alias, Map.of()).getOrDefault(parameter, "");
    }

    @Override
    public void run(String alias, String place) {
      clients.add("run " + alias + " " + place);
    }

    @Override
    public void end(String alias, Duration atMost) {
      clients.add("end " + alias);
    }

    @Override
    public void remove(String alias) {
      clients.add("remove " + alias);
    }

    @Override
    public void write(Table table, String alias, Map<String, String> values) {
      rows.computeIfAbsent(table + " " + alias, key -> new TreeMap<>()).putAll(values);
    }

    @Override
    public void remove(Table table, String alias) {
      rows.remove(table + " " + alias);
    }

    @Override
    public Optional<AttachmentCondition> ensure(
        String alias, String linuxInterface, Duration atMost) {
      return condition;
    }
  }

  private String ask(String method, String body) {
    HttpRequest request = new HttpRequest("POST", "/" + method, Map.of(), Map.of(), body);
    return ((HttpAnswer.Whole) driver.answer(request)).text();
  }

  private void createNetwork() {
    assertEquals(
        "{}",
        ask(
            "NetworkDriver.CreateNetwork",
            "{" + IDS + ",\"Options\":{\"com.docker.network.generic\":{\"mtu\":1400}}}"));
  }

  @Test
  void network_isABridgeNamedAfterItsId_unlessAnotherIsNamed() {
    createNetwork();
    assertEquals(
        Map.of(
            "Kind",
            "bridge",
            "Interface",
            "br-aaaabbbbcccc",
            "MTU",
            "1400",
            "Addressing",
            "None",
            "Enable",
            "true"),
        book.rows.get("NETWORK n-aaaabbbbccccdddd"));
  }

  @Test
  void join_ofAnUnknownEndpoint_declaresIt_andLeaveKeepsItDisabled() {
    createNetwork();
    assertEquals(
        "{\"InterfaceName\":{\"SrcName\":\"dc-111122223333\",\"DstPrefix\":\"eth\"}}",
        ask("NetworkDriver.Join", "{" + IDS + ",\"SandboxKey\":\"/x\"}"));
    Map<String, String> row = book.rows.getOrDefault("ENDPOINT e-1111222233334444", Map.of());
    assertEquals("true", row.get("Enable"));
    assertEquals("dh-111122223333", row.get("Interface"));
    assertEquals("n-aaaabbbbccccdddd", row.get("Network"));
    assertEquals("{}", ask("NetworkDriver.Leave", "{" + IDS + "}"));
    assertEquals("false", row.get("Enable"));
    assertEquals("{}", ask("NetworkDriver.DeleteEndpoint", "{" + IDS + "}"));
    assertEquals("{}", ask("NetworkDriver.DeleteEndpoint", "{" + IDS + "}"));
  }

  private void createNetwork(String options) {
    ask(
        "NetworkDriver.CreateNetwork",
        "{" + IDS + ",\"Options\":{\"com.docker.network.generic\":{" + options + "}}}");
  }

  private String joined() {
    return ask("NetworkDriver.Join", "{" + IDS + ",\"SandboxKey\":\"/run/ns/x\"}");
  }

  @Test
  void typeDhcp_runsAClientWhereTheContainerIs_andEndsItBeforeTheLinkGoes() {
    createNetwork("\"type\":\"dhcp\",\"parent\":\"eth0\"");
    String created = ask("NetworkDriver.CreateEndpoint", "{" + IDS + "}");
    String mac = created.replaceAll(".*\"MacAddress\":\"([^\"]+)\".*", "$1");
    assertEquals(
        "{\"InterfaceName\":{\"SrcName\":\"dm-111122223333\",\"DstPrefix\":\"eth\"},"
            + "\"DisableGatewayService\":true}",
        joined());
    Map<String, String> row = book.rows.getOrDefault("ENDPOINT e-1111222233334444", Map.of());
    assertEquals("macvlan", row.get("Kind"));
    assertEquals(mac, row.get("MACAddress"));
    assertEquals("/run/ns/x", row.get("Sandbox"));
    ask("NetworkDriver.Leave", "{" + IDS + "}");
    ask("NetworkDriver.DeleteEndpoint", "{" + IDS + "}");
    String alias = "e-1111222233334444";
    assertEquals(
        List.of("run " + alias + " /run/ns/x/" + mac, "end " + alias, "remove " + alias),
        book.clients);
    assertEquals(
        "{\"Err\":\"SandboxKey is empty: where is the DHCP client to run?\"}",
        ask("NetworkDriver.Join", "{" + IDS + "}"));
  }

  @Test
  void typeCan_isABusAndACableForEachContainer() {
    createNetwork("\"type\":\"can\"");
    assertEquals("{\"Interface\":{}}", ask("NetworkDriver.CreateEndpoint", "{" + IDS + "}"));
    assertEquals(
        "{\"InterfaceName\":{\"SrcName\":\"dc-111122223333\",\"DstPrefix\":\"vcan\"}}", joined());
    Map<String, String> row = book.rows.getOrDefault("ENDPOINT e-1111222233334444", Map.of());
    assertEquals("vxcan", row.get("Kind"));
    assertEquals(
        "vcan", book.rows.getOrDefault("NETWORK n-aaaabbbbccccdddd", Map.of()).get("Kind"));
  }

  @Test
  void optionsThatContradictEachOther_areRefused() {
    String id = "{\"NetworkID\":\"aaaabbbbccccdddd\",\"Options\":{\"com.docker.network.generic\":";
    assertEquals(
        "{\"Err\":\"bridge and parent: a network sits on one of them\"}",
        ask("NetworkDriver.CreateNetwork", id + "{\"bridge\":\"b\",\"parent\":\"p\"}}}"));
    assertEquals(
        "{\"Err\":\"type ipvlan is neither dhcp nor can\"}",
        ask("NetworkDriver.CreateNetwork", id + "{\"type\":\"ipvlan\"}}}"));
  }

  @Test
  void macOfTheEngine_isNotAnsweredWithAnother() {
    createNetwork();
    assertEquals(
        "{\"Interface\":{}}",
        ask(
            "NetworkDriver.CreateEndpoint",
            "{" + IDS + ",\"Interface\":{\"MacAddress\":\"02:00:00:00:00:01\"}}"));
  }

  @Test
  void linkThatCannotBeMade_isAnErrorWithItsReason_andSoIsOneThatTakesTooLong() {
    createNetwork();
    book.condition = Optional.of(AttachmentCondition.unused().as(Status.ERROR, "no permission"));
    assertEquals("{\"Err\":\"no permission\"}", ask("NetworkDriver.Join", "{" + IDS + "}"));
    book.condition = Optional.empty();
    assertEquals(
        "{\"Err\":\"the link of the endpoint was not made in time\"}",
        ask("NetworkDriver.Join", "{" + IDS + "}"));
  }

  @Test
  void bodyBeyondAnyDepth_isRefused() {
    String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
    assertEquals("{\"Err\":\"the request is larger than any\"}", ask("NetworkDriver.Join", deep));
  }
}
