package org.rdkb.dhcpmanager.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.bus.view.ClientRow;

/** Layer by layer, on the loopback interface, whose address every machine knows. */
class LayerCheckTest {
  private static final String HEAD4 =
      "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n";
  private static final String NOWHERE = "0".repeat(32);

  @TempDir private Path net;
  private BusSight bus = new BusSight("unix:///b", "embedded", "", List.of(), Optional.empty());
  private final Map<String, String> values =
      new HashMap<>(
          Map.of(
              "Enable", "true",
              "Interface", "lo",
              "DHCPStatus", "Bound",
              "IPAddress", "127.0.0.1",
              "IPRouters", "198.51.100.1",
              "DNSServers", "198.51.100.1,203.0.113.53"));

  @BeforeEach
  void routes() throws IOException {
    Files.writeString(
        net.resolve("route"), HEAD4 + "lo\t00000000\t016433C6\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");
    Files.writeString(net.resolve("ipv6_route"), route6("lo", "00", "00000003"));
  }

  private static String route6(String name, String length, String flags) {
    return String.join(
            " ", NOWHERE, length, NOWHERE, "00", NOWHERE, "00000400", "00000001", "00000000", flags)
        + "       "
        + name
        + "\n";
  }

  private String verdicts(String table) {
    return new LayerCheck(new KernelSight(net), () -> bus)
        .of(new ClientRow(table, 1, values)).stream()
            .map(layer -> layer.name() + ":" + layer.verdict().name().charAt(0))
            .collect(Collectors.joining(" "));
  }

  private String reason(int layer) {
    return new LayerCheck(new KernelSight(net), () -> bus)
        .of(new ClientRow(ClientRow.DHCPV4, 1, values))
        .get(layer)
        .reason();
  }

  @Test
  void everythingThere_isGoodLayerByLayer() {
    assertEquals("link:G address:G gateway:G DNS:G bus:G", verdicts(ClientRow.DHCPV4));
  }

  @Test
  void withoutInterface_nothingAboveIsAsked() {
    values.put("Interface", "no-such-link");
    assertEquals("link:B address:N gateway:N DNS:N bus:G", verdicts(ClientRow.DHCPV4));
    assertEquals("there is no interface no-such-link", reason(0));
    values.put("Enable", "false");
    assertEquals("link:N address:N gateway:N DNS:N bus:G", verdicts(ClientRow.DHCPV4));
  }

  @Test
  void leasedAddressThatTheKernelDoesNotHave_isWhatFails() {
    values.put("IPAddress", "192.0.2.7");
    assertEquals("link:G address:B gateway:N DNS:N bus:G", verdicts(ClientRow.DHCPV4));
    assertEquals("192.0.2.7 is leased, but not on lo", reason(1));
    values.put("DHCPStatus", "Selecting");
    values.put("X_DHCPMGR_LastError", "nobody answers");
    assertEquals("no lease (Selecting): nobody answers", reason(1));
  }

  @Test
  void defaultRouteOfAnotherInterface_isNotThisRowsGateway() throws IOException {
    Files.writeString(
        net.resolve("route"),
        HEAD4 + "eth9\t00000000\t016433C6\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");
    assertEquals("link:G address:G gateway:B DNS:G bus:G", verdicts(ClientRow.DHCPV4));
    values.remove("IPRouters");
    assertEquals("the lease names no router", reason(2));
  }

  @Test
  void ipv6_comesByTheRoutesOfRouters_andARefusingRouteIsNone() throws IOException {
    values.remove("IPAddress");
    values.put("X_DHCPMGR_DHCPStatus", "Bound");
    values.put("X_DHCPMGR_Addresses", "");
    assertTrue(verdicts(ClientRow.DHCPV6).contains("gateway:G"));
    Files.writeString(
        net.resolve("ipv6_route"), route6("lo", "00", "00200200") + route6("lo", "40", "00000001"));
    assertTrue(verdicts(ClientRow.DHCPV6).contains("gateway:B"));
    Files.delete(net.resolve("ipv6_route"));
    assertFalse(new KernelSight(net).hasDefaultRoute("lo", true));
  }

  @Test
  void silentBus_isTheLastLayer() {
    bus = new BusSight("unix:///b", "embedded", "no broker", List.of(), Optional.empty());
    assertEquals("link:G address:G gateway:G DNS:G bus:B", verdicts(ClientRow.DHCPV4));
    assertEquals("no broker", reason(4));
  }

  @Test
  void statOfAProcess_isReadBehindAnyName() {
    String stat =
        "42 (a) b (c) S 1 42 42 0 -1 4194560 118 0 0 0 150 25 0 0 20 0 1 0 7700 2400256 500 1";
    ProcessSight sight = ProcessSight.parse(stat).orElseThrow();
    assertEquals(new ProcessSight("sleeping", 1.75, 500 * 4096L, 7700), sight);
    assertEquals(Optional.empty(), ProcessSight.parse("42 (short) S 1"));
    assertEquals(Optional.empty(), ProcessSight.parse(stat.replace("7700", "x")));
  }
}
