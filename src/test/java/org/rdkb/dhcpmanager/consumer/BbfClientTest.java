package org.rdkb.dhcpmanager.consumer;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;

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

  @Test
  void everyPath_isThere_orIsMissingForAReason() throws IOException, BusException {
    BbfTable.assertThere("bbf-dhcpv4-client.csv", MISSING);
  }
}
