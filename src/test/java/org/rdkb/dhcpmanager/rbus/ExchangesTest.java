package org.rdkb.dhcpmanager.rbus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/** The recorded exchanges where the broker is in the data model's own process. */
class ExchangesTest {
  @TempDir private Path folder;

  static List<String> files() {
    return Replay.FILES;
  }

  @ParameterizedTest
  @MethodSource("files")
  void replay_ofAStockTool_isAnsweredAsByACProvider(String file) throws Exception {
    BusAddress address = BusAddress.parse("unix://" + folder.resolve("bus"));
    Replay.of(
        file,
        address,
        false,
        (component, provider) -> {
          EmbeddedBus bus = EmbeddedBus.open(address, new PeerName(component, "dhcpmgr"), provider);
          assertTrue(bus.runsBroker());
          return bus;
        });
  }
}
