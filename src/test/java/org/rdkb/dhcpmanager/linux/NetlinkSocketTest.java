package org.rdkb.dhcpmanager.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NetlinkSocketTest {
  private static final int RTM_NEWLINK = 16;
  private static final int RTM_GETLINK = 18;
  private static final int NLM_F_REQUEST = 1;
  private static final int NLM_F_DUMP = 0x300;
  private static final Duration BOUND = Duration.ofSeconds(5);

  @Test
  void dumpOfLinks_isAnswered() throws IOException {
    try (NetlinkSocket socket = NetlinkSocket.open(List.of(), 1 << 20)) {
      socket.send(linkDump());
      ByteBuffer answer = ByteBuffer.wrap(datagram(socket)).order(ByteOrder.nativeOrder());
      assertEquals(RTM_NEWLINK, answer.getShort(4));
      assertEquals(7, answer.getInt(8), "our sequence number");
    }
  }

  @Test
  void nothingToReceive_timesOut() throws IOException {
    try (NetlinkSocket socket = NetlinkSocket.open(List.of(), 1 << 16)) {
      long before = System.nanoTime();
      assertInstanceOf(NetlinkSocket.TimedOut.class, socket.receive(Duration.ofMillis(50)));
      assertTrue(System.nanoTime() - before >= Duration.ofMillis(49).toNanos());
    }
  }

  @Test
  void closeWakesTheReceiver_andLeavesNoDescriptor()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    long before = descriptors();
    NetlinkSocket socket = NetlinkSocket.open(List.of(1), 1 << 16);
    CompletableFuture<NetlinkSocket.Received> received =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return socket.receive(Duration.ofSeconds(60));
              } catch (LinuxException e) {
                throw new IllegalStateException(e);
              }
            });
    socket.close();
    socket.close();
    assertInstanceOf(NetlinkSocket.Closed.class, received.get(5, TimeUnit.SECONDS));
    assertInstanceOf(NetlinkSocket.Closed.class, socket.receive(BOUND));
    assertThrows(LinuxException.class, () -> socket.send(linkDump()));
    assertTrue(descriptors() <= before);
  }

  @Test
  void unreadDumps_areReportedAsOverrunOnce() throws IOException {
    try (NetlinkSocket socket = NetlinkSocket.open(List.of(), 2048)) {
      boolean overrun = false;
      for (int i = 0; i < 1000 && !overrun; i++) {
        // A message of an unknown type: each is answered by an error of 36 bytes or more.
        byte[] request = linkDump();
        request[4] = (byte) 0xff;
        socket.send(request);
      }
      for (int i = 0; i < 1000 && !overrun; i++) {
        overrun = socket.receive(Duration.ZERO) instanceof NetlinkSocket.Overrun;
      }
      assertTrue(overrun);
      for (int i = 0; i < 1000; i++) {
        NetlinkSocket.Received next = socket.receive(Duration.ZERO);
        if (next instanceof NetlinkSocket.TimedOut) {
          return;
        }
        assertInstanceOf(NetlinkSocket.Datagram.class, next);
      }
    }
  }

  @Test
  void interfaces_areFoundByName() {
    assertEquals(1, Interfaces.index("lo").orElseThrow());
    assertTrue(Interfaces.index("no-such-if").isEmpty());
    assertTrue(Interfaces.index("").isEmpty());
    assertTrue(Interfaces.index("longer-than-fifteen-characters").isEmpty());
  }

  @Test
  void steadyTime_isThatOfProcUptime() throws IOException {
    double before = uptime();
    double now = SteadyTime.bootNanos() / 1e9;
    assertTrue(now >= before - 0.02 && now <= uptime() + 0.02, before + " " + now);
  }

  @Test
  void errorText_namesTheNumber() {
    assertEquals("No such file or directory (2)", Errno.text(Errno.ENOENT));
  }

  private static byte[] linkDump() {
    ByteBuffer request = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
    request.putInt(32).putShort((short) RTM_GETLINK).putShort((short) (NLM_F_REQUEST | NLM_F_DUMP));
    request.putInt(7).putInt(0);
    return request.array();
  }

  private static byte[] datagram(NetlinkSocket socket) throws LinuxException {
    return assertInstanceOf(NetlinkSocket.Datagram.class, socket.receive(BOUND)).bytes();
  }

  private static double uptime() throws IOException {
    return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0]);
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }
}
