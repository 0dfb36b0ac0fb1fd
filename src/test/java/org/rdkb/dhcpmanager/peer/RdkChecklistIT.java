package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;
import org.rdkb.dhcpmanager.consumer.PsmDouble;
import org.rdkb.dhcpmanager.rbus.broker.Broker;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;

/**
 * The compatibility checklist of the RDK-B component, the items that need the whole manager. Items
 * 2, 4 and 7 are in {@link RdkProfileIT}, 1, 3, 5 and 6 in {@code RdkChecklistTest}, WAN Manager's
 * view in {@link WanManagerIT}.
 */
class RdkChecklistIT {
  private static final String PSM = "dmsb.dhcpmanager.";

  @Test
  void item09_rowsOfPsm_areThereBeforeTheMarker()
      throws BusException, IOException, InterruptedException {
    Map<String, String> records =
        Map.ofEntries(
            Map.entry(PSM + "ClientNoOfEntries", "2"),
            Map.entry(PSM + "Client.1.Alias", "EROUTER"),
            Map.entry(PSM + "Client.1.ReqOptionNoOfEntries", "2"),
            Map.entry(PSM + "Client.1.ReqOption.1.Alias", "mask"),
            Map.entry(PSM + "Client.1.ReqOption.1.Tag", "1"),
            Map.entry(PSM + "Client.1.ReqOption.1.Order", "1"),
            Map.entry(PSM + "Client.1.ReqOption.2.Alias", "router"),
            Map.entry(PSM + "Client.1.ReqOption.2.Tag", "3"),
            Map.entry(PSM + "Client.1.ReqOption.2.Order", "2"),
            Map.entry(PSM + "Client.1.SendOptionNoOfEntries", "1"),
            Map.entry(PSM + "Client.1.SendOption.1.Alias", "vendor"),
            Map.entry(PSM + "Client.1.SendOption.1.Tag", "60"),
            Map.entry(PSM + "Client.1.SendOption.1.Value", "656456312e30"),
            Map.entry(PSM + "Client.2.Alias", "MTA"),
            Map.entry(PSM + "dhcpv6.ClientNoOfEntries", "1"),
            Map.entry(PSM + "dhcpv6.Client.1.Alias", "EROUTER6"),
            Map.entry(PSM + "dhcpv6.Client.1.ReqAddr", "TRUE"),
            Map.entry(PSM + "dhcpv6.Client.1.ReqPrefix", "TRUE"),
            Map.entry(PSM + "dhcpv6.Client.1.RapidCommit", "true"),
            Map.entry(PSM + "dhcpv6.Client.1.T1", "1800"),
            Map.entry(PSM + "dhcpv6.Client.1.T2", ""),
            Map.entry(PSM + "dhcpv6.Client.1.RequestedOptions", "23,24,95"),
            Map.entry(PSM + "dhcpv6.Client.1.SentOptNoOfEntries", "1"),
            Map.entry(PSM + "dhcpv6.Client.1.SentOption.1.Tag", "15"),
            Map.entry(PSM + "dhcpv6.Client.1.SentOption.1.Value", "00026d79"));
    try (Lab lab = Lab.make("psm").with("profile=rdk");
        Broker broker = Broker.open(lab.address());
        Peer psm =
            Peer.connect(
                broker.address(),
                new PeerName("eRT.com.cisco.spvtg.ccsp.psm", "psm"),
                Optional.of(new PsmDouble(records)))) {
      lab.startManager();
      Lab.within(20).until(() -> Files.exists(lab.readyFile()));
      assertEquals("2", lab.get("Device.DHCPv4.ClientNumberOfEntries"));
      assertEquals("EROUTER", lab.get(Lab.ROW + "Alias"));
      assertEquals("MTA", lab.get(Lab.CLIENTS + "2.Alias"));
      assertEquals("2", lab.get(Lab.ROW + "ReqOptionNumberOfEntries"));
      assertEquals("3", lab.get(Lab.ROW + "ReqOption.2.Tag"));
      assertEquals("true", lab.get(Lab.ROW + "ReqOption.2.Enable"));
      assertEquals("656456312e30", lab.get(Lab.ROW + "SentOption.1.Value"));
      assertEquals("0", lab.get(Lab.CLIENTS + "2.ReqOptionNumberOfEntries"));
      assertEquals("false", lab.get(Lab.ROW + "Enable"));
      assertRowOfIpv6(lab);
      assertTrue(psm.components().contains("eRT.com.cisco.spvtg.ccsp.dhcpmgr"));
      lab.manager().destroy();
      Lab.within(10).until(() -> !Files.exists(lab.readyFile()));
    }
  }

  private static void assertRowOfIpv6(Lab lab) {
    String row = "Device.DHCPv6.Client.1.";
    assertEquals("EROUTER6", lab.get(row + "Alias"));
    assertEquals("true", lab.get(row + "RequestAddresses"));
    assertEquals("true", lab.get(row + "RequestPrefixes"));
    assertEquals("false", lab.get(row + "RapidCommit"), "it has to be TRUE");
    assertEquals("1800", lab.get(row + "SuggestedT1"));
    assertEquals("-1", lab.get(row + "SuggestedT2"));
    assertEquals("23,24,95", lab.get(row + "RequestedOptions"));
    assertEquals("00026d79", lab.get(row + "SentOption.1.Value"));
    assertEquals("true", lab.get(row + "SentOption.1.Enable"));
  }

  @Test
  void item11_restartIsInvisible_rebootWaitsForWanManager_item12_markersAreLogged()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("rdkboot").with("profile=rdk")) {
      lab.startServer();
      lab.ready();
      assertTrue(Files.exists(lab.readyFile()));
      lab.set(Lab.ROW + "Alias", "kept");
      lab.set(Lab.ROW + "Interface", Topology.WAN);
      lab.set(Lab.ROW + "Enable", "true");
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
      Lab.within(5).until(lab::isStored);
      assertEquals(1, markers(lab, "DHCPMGR_INFO_Dhcpv4ClientEnabled"));

      List<Long> clients = lab.clients();
      int packets = Lab.lines(lab.serverLog()).size();
      lab.killManager();
      lab.ready();
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 10);
      assertEquals("true", lab.get(Lab.ROW + "Enable"));
      assertEquals(clients, lab.clients());
      assertEquals(packets, Lab.lines(lab.serverLog()).size());

      lab.reboot();
      lab.ready();
      lab.awaitValue(Lab.ROW + "Alias", "kept", 10);
      assertEquals("false", lab.get(Lab.ROW + "Enable"));
      assertEquals("", lab.get(Lab.ROW + "Interface"));
      assertEquals("", lab.get(Lab.ROW + "X_RDK_LinuxInterface"));
      assertEquals("0.0.0.0", lab.get(Lab.ROW + "IPAddress"));
      assertEquals(List.of(), lab.clients());

      // WAN Manager says it again; from then on a restart keeps it.
      lab.set(Lab.ROW + "Interface", Topology.WAN);
      lab.set(Lab.ROW + "Enable", "true");
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
      lab.killManager();
      lab.ready();
      lab.awaitValue(Lab.ROW + "Enable", "true", 10);
      lab.set(Lab.ROW + "Enable", "false");
      assertEquals(1, markers(lab, "DHCPMGR_INFO_Dhcpv4ClientDisabled"));
      lab.set(Lab.ROW + "Interface", "none0");
      lab.set(Lab.ROW + "Enable", "true");
      Lab.within(10).until(() -> markers(lab, "DHCPMGR_ERROR_Dhcpv4ClientStartFail") == 1);
    }
  }

  /** The other profile keeps everything over a reboot. */
  @Test
  void standalone_rebootKeepsTheConfiguration()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("saboot")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(5).until(lab::isStored);
      lab.reboot();
      lab.ready();
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
    }
  }

  private static long markers(Lab lab, String marker) {
    return Lab.lines(lab.managerLog()).stream()
        .filter(line -> line.contains("marker=" + marker + " "))
        .count();
  }
}
