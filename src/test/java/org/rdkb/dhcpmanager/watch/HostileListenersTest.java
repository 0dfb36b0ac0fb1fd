package org.rdkb.dhcpmanager.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.DataModelProvider;
import org.rdkb.dhcpmanager.bus.LeaseInfo6;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.http.HttpAddress;
import org.rdkb.dhcpmanager.tr181.ModelFixture;

/** Listeners by the hundreds, and some that do not read, cost others nothing. */
@Timeout(60)
class HostileListenersTest {
  private static final String ELEMENT = "Device.DHCPv4.Client.1.Events";
  private static final String ASK = "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  private static final int CROWD = 500;
  private static final int FLOOD = 20_000;

  @TempDir private Path folder;
  private Watch watch;
  private int port;

  @BeforeEach
  void start() throws IOException {
    watch =
        Watch.start(
            HttpAddress.parse("tcp://127.0.0.1:0"),
            folder.resolve("watch-token"),
            new DataModelProvider(new ModelFixture().open(), LeaseInfo6.Size.WITH_AFTR),
            new FakeSources(),
            InstantSource.system());
    port = ((HttpAddress.Tcp) watch.address()).port();
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  private int status() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
            .timeout(Duration.ofSeconds(5))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  @Test
  void fiveHundredListeners_areBounded_andGoneWhenTheyGo() throws IOException {
    List<Listener> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < CROWD; i++) {
        crowd.add(new Listener(port));
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> crowd.stream().filter(one -> one.hears("HTTP/1.1 200")).count() == 16);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> crowd.stream().anyMatch(one -> one.hears("HTTP/1.1 503")));
      for (int i = 0; i < 100; i++) {
        watch.publish(new BusEvent.General(ELEMENT, BusObject.EMPTY)); // nobody holds this up
      }
      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("watch"))
              .count();
      assertTrue(threads <= 9, "threads: " + threads);
      assertEquals(16, crowd.stream().filter(one -> one.hears("HTTP/1.1 200")).count());
    } finally {
      for (Listener one : crowd) {
        one.close();
      }
    }
    await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> status() == 200);
  }

  /** One of a crowd: it waits for nothing. */
  private static final class Listener implements AutoCloseable {
    private final SocketChannel channel = SocketChannel.open();
    private boolean hasAsked;
    private String head = "";

    Listener(int port) throws IOException {
      channel.configureBlocking(false);
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    boolean hears(String wanted) {
      try {
        if (!hasAsked && channel.finishConnect()) {
          channel.write(StandardCharsets.US_ASCII.encode(ASK));
          hasAsked = true;
        }
        ByteBuffer some = ByteBuffer.allocate(64);
        if (hasAsked && head.isEmpty() && channel.read(some) > 0) {
          head = StandardCharsets.US_ASCII.decode(some.flip()).toString();
        }
      } catch (IOException refused) {
        head = "refused";
      }
      return head.startsWith(wanted);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  @Test
  void listenerThatDoesNotRead_holdsUpNobody() throws IOException {
    try (Socket slow = new Socket();
        Socket quick = new Socket()) {
      slow.setReceiveBufferSize(4096);
      for (Socket one : List.of(slow, quick)) {
        one.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        one.getOutputStream().write(ASK.getBytes(StandardCharsets.US_ASCII));
      }
      awaitText(quick.getInputStream(), "event: row");
      String text = "x".repeat(500);
      for (int i = 0; i < FLOOD; i++) {
        watch.publish(new BusEvent.Raw(ELEMENT, Octets.utf8(text)));
      }
      awaitText(quick.getInputStream(), "\"number\":" + FLOOD + ",");
    }
  }

  /** Reads until a text comes; the test's bound ends it otherwise. */
  private static void awaitText(InputStream in, String text) throws IOException {
    byte[] some = new byte[64 * 1024];
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text) < 0) {
      int count = in.read(some);
      assertTrue(count > 0, "the stream ended");
      if (read.length() > 4_000_000) {
        read.delete(0, 3_900_000);
      }
      read.append(new String(some, 0, count, StandardCharsets.UTF_8));
    }
  }
}
