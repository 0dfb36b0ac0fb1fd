package org.rdkb.dhcpmanager.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** On the loopback interface, with a socket of the JDK at the other end. */
class UdpSocketTest {
  private static final int LOOPBACK = 0x7f000001;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static int freePort() throws IOException {
    try (DatagramSocket any = new DatagramSocket()) {
      return any.getLocalPort();
    }
  }

  private static void send(DatagramSocket from, int port, byte[] payload) throws IOException {
    from.send(new DatagramPacket(payload, payload.length, InetAddress.getLoopbackAddress(), port));
  }

  @Test
  void whatWaits_comesAtOnce_inItsOrder_asItWasSent() throws IOException {
    int port = freePort();
    try (UdpSocket socket = UdpSocket.open("lo", port);
        DatagramSocket other = new DatagramSocket()) {
      for (int i = 0; i < 100; i++) {
        byte[] payload = new byte[i];
        Arrays.fill(payload, (byte) i);
        send(other, port, payload);
      }
      List<UdpSocket.Datagram> first = socket.receive(PATIENCE);
      assertEquals(64, first.size(), "a batch");
      List<UdpSocket.Datagram> all = new ArrayList<>(first);
      all.addAll(socket.receive(PATIENCE));
      assertEquals(100, all.size());
      for (int i = 0; i < 100; i++) {
        byte[] payload = all.get(i).payload();
        assertEquals(i, payload.length);
        assertTrue(i == 0 || payload[i - 1] == i);
        assertEquals(LOOPBACK, all.get(i).source());
        assertEquals(LOOPBACK, all.get(i).destination());
      }
      assertEquals(List.of(), socket.receive(Duration.ZERO));
    }
  }

  @Test
  void tooLong_isCut_andTheNextOneIsWhole() throws IOException {
    int port = freePort();
    try (UdpSocket socket = UdpSocket.open("lo", port);
        DatagramSocket other = new DatagramSocket()) {
      send(other, port, new byte[20_000]);
      send(other, port, new byte[] {7});
      List<UdpSocket.Datagram> both = new ArrayList<>(socket.receive(PATIENCE));
      if (both.size() < 2) {
        both.addAll(socket.receive(PATIENCE));
      }
      assertEquals(4608, both.get(0).payload().length);
      assertArrayEquals(new byte[] {7}, both.get(1).payload());
    }
  }

  @Test
  void sent_arrives_fromTheBoundPort_longAndShort() throws IOException {
    int port = freePort();
    try (UdpSocket socket = UdpSocket.open("lo", port);
        DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      other.setSoTimeout((int) PATIENCE.toMillis());
      for (byte[] payload : new byte[][] {new byte[4096], {1, 2, 3}}) {
        socket.send(payload, LOOPBACK, other.getLocalPort());
        DatagramPacket received = new DatagramPacket(new byte[5000], 5000);
        other.receive(received);
        assertEquals(payload.length, received.getLength());
        assertEquals(port, received.getPort());
      }
      assertThrows(
          IllegalArgumentException.class,
          () -> socket.send(new byte[4097], LOOPBACK, other.getLocalPort()));
    }
  }

  @Test
  void close_endsTheWaiting() throws IOException {
    UdpSocket socket = UdpSocket.open("lo", freePort());
    CompletableFuture<List<UdpSocket.Datagram>> received =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return socket.receive(Duration.ofSeconds(60));
              } catch (LinuxException broken) {
                throw new IllegalStateException(broken);
              }
            });
    socket.close();
    assertEquals(List.of(), received.join());
  }
}
