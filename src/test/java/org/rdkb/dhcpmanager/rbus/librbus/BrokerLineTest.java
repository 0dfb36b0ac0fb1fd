package org.rdkb.dhcpmanager.rbus.librbus;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

class BrokerLineTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void line_tellsAtOnceThatTheBrokerIsGone() throws IOException {
    Path socket = folder.resolve("bus");
    try (ServerSocketChannel broker = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        BrokerLine line = new BrokerLine(BusAddress.parse("unix://" + socket))) {
      assertFalse(line.connect());
      assertFalse(line.wasEverUp());
      broker.bind(UnixDomainSocketAddress.of(socket));
      assertTrue(line.connect());
      assertFalse(line.awaitEnd(Duration.ofMillis(1)));
      try (SocketChannel accepted = broker.accept()) {
        assertTrue(accepted.isConnected());
      }
      assertTrue(line.awaitEnd(LONG));
      assertFalse(line.isUp());
      assertTrue(line.wasEverUp());
    }
  }

  @Test
  void wake_endsTheWait() throws IOException {
    try (BrokerLine line = new BrokerLine(BusAddress.parse("unix://" + folder.resolve("nobody")))) {
      line.wake();
      assertFalse(line.awaitEnd(LONG));
    }
  }
}
