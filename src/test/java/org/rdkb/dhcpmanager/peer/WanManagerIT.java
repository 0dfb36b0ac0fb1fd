package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** WAN Manager's life with a row: starts, restarts while bound, renews, releases, stops. */
class WanManagerIT {

  @ParameterizedTest
  @ValueSource(strings = {"standalone", "rdk"})
  void wanManager_knowsTheClientFromItsEventsAlone(String profile)
      throws IOException, InterruptedException {
    try (Lab lab = Lab.make("wm" + profile.charAt(0)).with("profile=" + profile)) {
      lab.startServer();
      lab.ready();
      try (WanManagerProcess first = WanManagerProcess.start(lab, Lab.ROW, Topology.WAN)) {
        first.awaitMessages("CLIENT_STARTED", "LEASE_UPDATE");
        assertLeaseIsThatOfTheRow(lab, first);
        first.tell("renew");
        first.awaitMessages("CLIENT_STARTED", "LEASE_UPDATE", "LEASE_RENEW");
        Lab.within(5).until(lab::isStored);
        first.kill();
      }
      List<Long> clients = lab.clients();
      int packets = Lab.lines(lab.serverLog()).size();
      try (WanManagerProcess second = WanManagerProcess.start(lab, Lab.ROW, Topology.WAN)) {
        second.awaitMessages("initial LEASE_UPDATE");
        assertLeaseIsThatOfTheRow(lab, second);
        assertEquals(clients, lab.clients());
        assertEquals(packets, Lab.lines(lab.serverLog()).size());

        second.tell("release");
        second.awaitMessages("initial LEASE_UPDATE", "LEASE_DEL", "CLIENT_STOPPED");
        assertEquals(List.of(), lab.clients());
        assertEquals(1, lab.serverLines("DHCPRELEASE"));
        assertEquals(profile.equals("standalone"), lab.get(Lab.ROW + "Enable").equals("true"));
        if (profile.equals("standalone")) {
          second.tell("stop"); // there a release leaves the row enabled
        }
        second.tell("start");
        second.awaitMessages(
            "initial LEASE_UPDATE",
            "LEASE_DEL",
            "CLIENT_STOPPED",
            "CLIENT_STARTED",
            "LEASE_UPDATE");
        second.tell("stop");
        second.awaitMessages(
            "initial LEASE_UPDATE",
            "LEASE_DEL",
            "CLIENT_STOPPED",
            "CLIENT_STARTED",
            "LEASE_UPDATE",
            "LEASE_DEL",
            "CLIENT_STOPPED");
      }
    }
  }

  @Test
  void clientThatCannotStart_isToldOfOnce_andStartsWhenItsLinkComes()
      throws IOException, InterruptedException {
    try (Lab lab = Lab.make("wmfail").with("profile=rdk")) {
      lab.startServer();
      lab.ready();
      lab.run("ip", "link", "set", Topology.WAN, "down");
      try (WanManagerProcess wan = WanManagerProcess.start(lab, Lab.ROW, Topology.WAN)) {
        wan.awaitMessages("CLIENT_FAILED");
        lab.run("ip", "link", "set", Topology.WAN, "up");
        wan.awaitMessages("CLIENT_FAILED", "CLIENT_STARTED", "LEASE_UPDATE");
        wan.tell("restart");
        Lab.within(20).until(() -> wan.messages().size() >= 5);
        assertEquals("CLIENT_STARTED", wan.messages().get(3));
      }
    }
  }

  private static void assertLeaseIsThatOfTheRow(Lab lab, WanManagerProcess wan) {
    assertEquals(Topology.WAN, wan.lease("if"));
    assertEquals(lab.get(Lab.ROW + "IPAddress"), wan.lease("address"));
    assertEquals(lab.get(Lab.ROW + "SubnetMask"), wan.lease("mask"));
    assertTrue(lab.get(Lab.ROW + "DNSServers").startsWith(wan.lease("dns")));
    assertEquals("1400", wan.lease("mtu"));
    assertTrue(wan.lines().stream().noneMatch(line -> line.contains("PADDING")));
  }
}
