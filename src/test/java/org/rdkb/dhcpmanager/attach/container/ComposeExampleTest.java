package org.rdkb.dhcpmanager.attach.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The examples for container engines say what the driver and the units take. */
class ComposeExampleTest {
  private static final Set<String> HEALTH = Set.of("test", "interval", "timeout", "retries");

  private static ComposeFile example() throws IOException {
    return ComposeFile.read(ComposeFile.EXAMPLE);
  }

  /** The options as the engine hands them over. */
  private static Map<String, String> row(ComposeFile file, String network) throws Exception {
    String options =
        file.below("networks/" + network + "/driver_opts").stream()
            .map(
                key ->
                    "\"%s\":\"%s\""
                        .formatted(key, file.text("networks/" + network + "/driver_opts/" + key)))
            .collect(Collectors.joining(","));
    return NetworkType.row(
        DriverRequest.read(
            "{\"NetworkID\":\"aaaabbbbccccdddd\",\"Options\":{\"com.docker.network.generic\":{"
                + options
                + "}}}"));
  }

  @Test
  void network_isOneThatTheDriverTakes_withAddressesByDhcp() throws Exception {
    ComposeFile file = example();
    assertEquals("dhcpmgr", file.text("networks/lan/driver"));
    assertEquals("null", file.text("networks/lan/ipam/driver"), "else the engine gives addresses");
    Map<String, String> row = row(file, "lan");
    assertEquals("DHCP", row.get("Addressing"));
    assertEquals("external", row.get("Kind"));
  }

  @Test
  void services_waitForOneWithAHealthCheck_onTheSameNetwork() throws IOException {
    ComposeFile file = example();
    assertEquals(1, file.below("networks").size());
    for (String service : file.below("services")) {
      assertEquals(file.below("networks"), file.words("services/" + service + "/networks"));
    }
    assertEquals("service_healthy", file.text("services/app/depends_on/lan-ready/condition"));
    assertEquals(HEALTH, Set.copyOf(file.below("services/lan-ready/healthcheck")));
    assertEquals("CMD", file.words("services/lan-ready/healthcheck/test").get(0));
    assertFalse(file.healthCheck("lan-ready").isEmpty());
  }

  @Test
  void specAndUnits_leadToOneSocket() throws IOException {
    Path examples = ComposeFile.EXAMPLE.resolveSibling("containers");
    String spec = Files.readString(examples.resolve("dhcpmgr.spec")).strip();
    String socket = spec.replaceFirst("^unix://", "");
    assertTrue(
        Files.readString(Path.of("rdk/dhcpmgr-driver.service")).contains(" " + socket + "\n"));
    assertTrue(
        Files.readString(Path.of("rdk/dhcpmgr-driver.socket"))
            .contains("attach.driverSocket=" + socket + "\n"));
    assertTrue(
        Files.readString(examples.resolve("README.md"))
            .contains("`attach.driverSocket=" + socket + "`"));
  }
}
