package org.rdkb.dhcpmanager.consumer;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;

/** The server objects of Device:2.21 against what is on the bus; what is missing has a reason. */
class BbfServerTest {
  private static final String SERVER = "Device.DHCPv4.Server.";
  private static final String POOL = SERVER + "Pool.{i}.";

  /** By a path, or by an object for all in it. */
  private static final Map<String, String> MISSING =
      Map.of(
          POOL + "DSCPMark",
          "answers go out from two kinds of sockets; neither marks them yet",
          POOL + "Client.{i}.Alias",
          "read-only: rows are made by the server, so that a name would be lost (R35)",
          SERVER + "Stats.ForceRenew",
          "FORCERENEW needs RFC 3118 or RFC 6704 authentication; none is sent",
          SERVER + "Stats.RelayOptionDropped",
          "option 82 is always echoed",
          SERVER + "Stats.Reset",
          "the form of CWMP; Reset() does it");

  @Test
  void everyPath_isThere_orIsMissingForAReason() throws IOException, BusException {
    BbfTable.assertThere("bbf-dhcpv4-server.csv", MISSING);
  }
}
