package org.rdkb.dhcpmanager.rbus.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;

/** Holds our broker and our peers to the contract, over both kinds of sockets and headers. */
class EmbeddedContractTest {
  @TempDir private Path folder;
  private ContractBus bus;
  private World world;

  @TestFactory
  Stream<DynamicTest> unixSocket() throws Exception {
    BusAddress address = BusAddress.parse("unix://" + folder.resolve("bus"));
    return tests(new EmbeddedContractBus(address, peer -> HeaderVariant.ROUND_TRIP));
  }

  /** The provider speaks the base header, its consumers both in turn. */
  @TestFactory
  Stream<DynamicTest> tcpWithBothHeaders() throws Exception {
    BusAddress address = BusAddress.parse("tcp://127.0.0.1:" + freePort());
    return tests(
        new EmbeddedContractBus(
            address, peer -> peer % 2 == 0 ? HeaderVariant.BASE : HeaderVariant.ROUND_TRIP));
  }

  private Stream<DynamicTest> tests(ContractBus opened) throws Exception {
    bus = opened;
    world = new World(opened);
    return BusContract.tests(world);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void close() {
    world.close();
    bus.close();
  }
}
