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
      Map.ofEntries(
          Map.entry(
              CLIENT + "PassthroughEnable",
              "a lease for a host of the LAN: needs the server's pools"),
          Map.entry(CLIENT + "PassthroughDHCPPool", "likewise"),
          Map.entry(CLIENT + "AuthenticationProtocol", "RFC 3118: no client program can do it"),
          Map.entry(CLIENT + "DSCPMark", "udhcpc sends from a packet socket and cannot be told"),
          Map.entry(
              CLIENT + "Retransmission.",
              "udhcpc knows a fixed pause between DISCOVERs only, no back-off and none for"
                  + " REQUEST"),
          Map.entry(
              CLIENT + "Stats.Discover", "how often a client repeated itself, it does not tell"),
          Map.entry(CLIENT + "Stats.Offer", "offers that are not taken are not told of"),
          Map.entry(CLIENT + "Stats.Request", "repeated like DISCOVER, untold"),
          Map.entry(CLIENT + "Stats.Decline", "sent by the client alone, untold"),
          Map.entry(CLIENT + "Stats.Inform", "no client program sends one"),
          Map.entry(CLIENT + "Stats.ForceRenew", "RFC 3203: no client program listens to it"),
          Map.entry(CLIENT + "Stats.DiscardedPackets", "dropped by the client, untold"),
          Map.entry(CLIENT + "Stats.TransmitFailure", "the client's socket, untold"));

  @Test
  void everyPath_isThere_orIsMissingForAReason() throws IOException, BusException {
    BbfTable.assertThere("bbf-dhcpv4-client.csv", MISSING);
  }
}
