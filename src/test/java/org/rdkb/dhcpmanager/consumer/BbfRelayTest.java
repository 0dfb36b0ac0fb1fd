package org.rdkb.dhcpmanager.consumer;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;

/** The relay objects of Device:2.21 against what is on the bus. */
class BbfRelayTest {
  @Test
  void everyPath_isThere() throws IOException, BusException {
    BbfTable.assertThere("bbf-dhcpv4-relay.csv", Map.of());
  }
}
