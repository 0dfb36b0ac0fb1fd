package org.rdkb.dhcpmanager.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/** Senders that want an answer, over a real socket. */
class AskedIntakeTest {
  private static final RowId ROW = new RowId(Family.V4, 1);
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
  private static final int SOON_MILLIS = 20_000;

  @TempDir Path folder;
  private final List<Long> taken = new CopyOnWriteArrayList<>();
  private final ZContext context = new ZContext();
  private volatile boolean hasRoom = true;

  @AfterEach
  void close() {
    context.close();
  }

  private static MonitorAddress.Tcp freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new MonitorAddress.Tcp("127.0.0.1", free.getLocalPort());
    }
  }

  private LeaseMonitor monitor(MonitorAddress.Tcp door, Optional<SecretKey> key) {
    ClientTokens tokens = new ClientTokens();
    tokens.trust(ROW, "eth0", TOKEN);
    return new LeaseMonitor(
        MonitorAddress.parse("tcp://127.0.0.1:0"),
        folder.resolve("spool"),
        tokens,
        (row, sequence, report, age) -> hasRoom && taken.add(sequence),
        InstantSource.system(),
        Optional.of(new Acknowledging(door, key)));
  }

  private ZMQ.Socket sender(SocketType type, MonitorAddress.Tcp door) {
    ZMQ.Socket sender = context.createSocket(type);
    sender.setLinger(0);
    sender.setReceiveTimeOut(SOON_MILLIS);
    sender.connect("tcp://" + door.forPlugins());
    return sender;
  }

  private static byte[] message(long sequence, int padding) {
    String text = "DHCPMGR 1 deconfig " + TOKEN + " " + sequence + "\ninterface=eth0\0";
    String more = padding == 0 ? "" : "x=" + "y".repeat(padding) + "\0";
    return (text + more).getBytes(StandardCharsets.US_ASCII);
  }

  private static String asked(ZMQ.Socket sender, byte[]... parts) {
    ZMsg message = new ZMsg();
    for (byte[] part : parts) {
      message.add(part);
    }
    message.send(sender);
    return String.valueOf(sender.recvStr());
  }

  @Test
  void eachMessage_isAnsweredWithWhatBecameOfIt() throws Exception {
    MonitorAddress.Tcp door = freePort();
    try (LeaseMonitor monitor = monitor(door, Optional.empty())) {
      monitor.start();
      ZMQ.Socket dealer = sender(SocketType.DEALER, door);
      assertEquals("taken 1", asked(dealer, message(1, 0)));
      assertEquals("duplicate 1", asked(dealer, message(1, 0)));
      assertEquals("taken 2", asked(dealer, EnvelopeTest.gzip(message(2, 600))));
      assertEquals("refused compression", asked(dealer, EnvelopeTest.gzip(message(3, 0))));
      hasRoom = false;
      assertEquals("later 3", asked(dealer, message(3, 0)));
      hasRoom = true;
      assertEquals("taken 3", asked(dealer, message(3, 0)));
      assertEquals("refused signature", asked(dealer, message(4, 0), new byte[32]));
      assertEquals("refused magic", asked(dealer, new byte[] {1, 2, 3}));
      byte[] stranger = message(4, 0);
      stranger[19] = 'f';
      assertEquals("refused token", asked(dealer, stranger));
      String answer = asked(sender(SocketType.REQ, door), message(4, 0));
      if (answer.equals("null")) { // its handshake came late on a busy machine: a sender asks again
        answer = asked(sender(SocketType.REQ, door), message(4, 0));
      }
      assertTrue(List.of("taken 4", "duplicate 4").contains(answer), answer);
      assertEquals(List.of(1L, 2L, 3L, 4L), taken);
    }
  }

  @Test
  void withAKey_onlyWhatIsSignedIsHeard() throws Exception {
    MonitorAddress.Tcp door = freePort();
    try (LeaseMonitor monitor = monitor(door, Optional.of(KEY))) {
      monitor.start();
      ZMQ.Socket dealer = sender(SocketType.DEALER, door);
      byte[] first = message(1, 0);
      assertEquals("refused signature", asked(dealer, first));
      assertEquals("refused signature", asked(dealer, first, new byte[32]));
      assertEquals("taken 1", asked(dealer, first, Envelope.signature(KEY, first)));
      byte[] packed = EnvelopeTest.gzip(message(2, 5000));
      assertEquals("taken 2", asked(dealer, packed, Envelope.signature(KEY, packed)));
      assertEquals(2, monitor.counters().refused().get("signature"));
    }
  }

  /** Parts without end, and senders that take no answer: the next one is served all the same. */
  @Test
  void hostileSenders_holdUpNobody() throws Exception {
    MonitorAddress.Tcp door = freePort();
    try (LeaseMonitor monitor = monitor(door, Optional.empty())) {
      monitor.start();
      SplittableRandom random = new SplittableRandom(5);
      ZMQ.Socket deaf = sender(SocketType.DEALER, door);
      deaf.setRcvHWM(1);
      for (int i = 0; i < 2_000; i++) {
        ZMsg parts = new ZMsg();
        for (int part = random.nextInt(1, 9); part > 0; part--) {
          byte[] octets = new byte[random.nextInt(40)];
          random.nextBytes(octets);
          parts.add(octets);
        }
        parts.send(deaf);
      }
      assertEquals("taken 1", asked(sender(SocketType.DEALER, door), message(1, 0)));
      assertEquals(List.of(1L), taken);
      assertEquals(0, monitor.counters().faults());
    }
  }

  @Test
  void portThatIsTaken_isNamedWithItsKey() throws IOException {
    try (ServerSocket taker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MonitorAddress.Tcp door = new MonitorAddress.Tcp("127.0.0.1", taker.getLocalPort());
      try (LeaseMonitor monitor = monitor(door, Optional.empty())) {
        String said =
            String.valueOf(assertThrows(MonitorStartException.class, monitor::start).getMessage());
        assertTrue(said.contains("of monitor.acknowledge is taken by pid "), said);
      }
    }
  }
}
