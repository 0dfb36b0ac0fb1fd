package org.rdkb.dhcpmanager.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpServerTest {
  @TempDir private Path folder;
  private final BlockingQueue<HttpRequest> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<EventStream> streams = new LinkedBlockingQueue<>();
  private HttpAddress.Unix socket;
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    socket = new HttpAddress.Unix(folder.resolve("http"));
    server = HttpServer.open("http-test", socket, this::answer);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private HttpAnswer answer(HttpRequest request) {
    requests.add(request);
    return switch (request.path()) {
      case "/fault" -> throw new IllegalStateException("a secret");
      case "/events" -> new HttpAnswer.Events(streams::add);
      default -> HttpAnswer.json(200, "{}");
    };
  }

  @Test
  void request_isReadWhole() throws IOException {
    String said =
        exchange(
            "POST /a%20b?x=1&x=2 HTTP/1.1\r\nHost: h\r\nX-A: b\r\nContent-Length: 2\r\n\r\n\u00e9");
    assertTrue(said.startsWith("HTTP/1.1 200 "), said);
    assertTrue(said.contains("Content-Type: application/json"), said);
    assertTrue(said.contains("Cache-Control: no-store"), said);
    HttpRequest request = requests.remove();
    assertEquals("POST", request.method());
    assertEquals("/a b", request.path());
    assertEquals("1", request.query().get("x"));
    assertEquals("b", request.header("x-a"));
    assertEquals("\u00e9", request.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /../etc/passwd HTTP/1.1 | 400",
        "GET /a/%2e%2e/b HTTP/1.1 | 400",
        "GET /a%2f..%2fb HTTP/1.1 | 400",
        "GET /%00 HTTP/1.1 | 400",
        "GET /?x=%zz HTTP/1.1 | 400",
        "GET / HTTP/9.9 | 505",
        "NONSENSE | 400"
      })
  void malformed_neverReachesTheHandler(String line, int status) throws IOException {
    String said = exchange(line + "\r\nHost: h\r\n\r\n");
    assertTrue(said.startsWith("HTTP/1.1 " + status + " "), said);
    assertTrue(requests.isEmpty());
  }

  @Test
  void oversized_isRefused() throws IOException {
    String head = "GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(9000) + "\r\n\r\n";
    assertTrue(exchange(head).startsWith("HTTP/1.1 431 "));
    String body = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 65537\r\n\r\n";
    assertTrue(exchange(body).startsWith("HTTP/1.1 413 "));
    String chunks =
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
            + ("4000\r\n" + "x".repeat(0x4000) + "\r\n").repeat(5)
            + "0\r\n\r\n";
    assertTrue(exchange(chunks).startsWith("HTTP/1.1 413 "));
    assertTrue(requests.isEmpty());
  }

  @Test
  void bodyThatIsNoText_isRefused() throws IOException {
    byte[] head =
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(head.length + 2);
    all.put(head).put((byte) 0xc3).put((byte) 0x28).flip();
    String said = exchange(UnixDomainSocketAddress.of(socket.path()), all);
    assertTrue(said.startsWith("HTTP/1.1 400 "), said);
    assertTrue(requests.isEmpty());
  }

  @Test
  void faultOfTheHandler_isNotToldOutside() throws IOException {
    String said = exchange("GET /fault HTTP/1.1\r\nHost: h\r\n\r\n");
    assertTrue(said.startsWith("HTTP/1.1 500 "), said);
    assertFalse(said.contains("secret"), said);
    assertFalse(said.contains("Exception"), said);
    assertFalse(said.contains("Jetty"), said);
  }

  @Test
  void events_arriveInOrder_andEndWithTheListener() throws IOException, InterruptedException {
    EventStream stream;
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket.path()))) {
      channel.write(
          ByteBuffer.wrap(
              "GET /events HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
      stream = streams.poll(10, TimeUnit.SECONDS);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
      assertTrue(stream.send("row", "v4-1", "{\"a\":1}\nb"));
      assertTrue(stream.send("row", "v4-2", "{}"));
      String all = "";
      while (!all.contains("data: {}")) {
        all += in.readLine() + "\n";
      }
      assertTrue(all.contains("Content-Type: text/event-stream"), all);
      assertTrue(all.contains("event: row\ndata: {\"a\":1} b\n"), all);
    }
    await().until(() -> !stream.beat());
  }

  @Test
  void slowListener_getsTheNewestOfEachSubject() throws IOException, InterruptedException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket.path()))) {
      channel.write(
          ByteBuffer.wrap(
              "GET /events HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
      EventStream stream = streams.poll(10, TimeUnit.SECONDS);
      String wide = "x".repeat(1000);
      for (int i = 0; i < 5000; i++) {
        assertTrue(stream.send("row", "v4-1", wide + i));
      }
      assertTrue(stream.replaced() > 1000, () -> stream.replaced() + " replaced");
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
      String last = "";
      while (!last.endsWith(wide + "4999")) {
        last = in.readLine();
      }
    }
  }

  @Test
  void socketFile_isItsOwnersAlone_andIsTakenOverOnlyFromTheDead() throws IOException {
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.path())));
    IOException refused =
        assertThrows(IOException.class, () -> HttpServer.open("second", socket, this::answer));
    assertEquals(socket + " is served already", refused.getMessage());
    server.close();
    Files.deleteIfExists(socket.path());
    Files.createFile(socket.path());
    open();
    assertTrue(exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n").startsWith("HTTP/1.1 200 "));
  }

  @Test
  void port_isThatOfLoopback_andATakenOneIsNamed() throws IOException {
    HttpAddress any = HttpAddress.parse("tcp://127.0.0.1:0");
    try (HttpServer tcp = HttpServer.open("tcp-test", any, this::answer)) {
      int port = ((HttpAddress.Tcp) tcp.address()).port();
      String request = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
      String said =
          exchange(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
              ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
      assertTrue(said.startsWith("HTTP/1.1 200 "), said);
      IOException refused =
          assertThrows(
              IOException.class, () -> HttpServer.open("taken", tcp.address(), this::answer));
      String reason = String.valueOf(refused.getMessage());
      assertTrue(reason.contains("tcp://127.0.0.1:" + port), reason);
      assertTrue(reason.contains("in use"), reason);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://192.0.2.1:80",
        "tcp://127.0.0.1:65536",
        "tcp://127.0.0.300:80",
        "tcp://:80",
        "http://127.0.0.1:80",
        "unix://relative",
        "127.0.0.1:80",
        ""
      })
  void addressBeyondThisMachine_isRefused(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> HttpAddress.parse(text));
    assertTrue(String.valueOf(refused.getMessage()).contains("'" + text + "'"));
  }

  private String exchange(String request) throws IOException {
    return exchange(
        UnixDomainSocketAddress.of(socket.path()),
        ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
  }

  /** What comes until the other side ends it, or one whole answer is there. */
  private static String exchange(SocketAddress to, ByteBuffer request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(to)) {
      while (request.hasRemaining()) {
        channel.write(request);
      }
      ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
      while (!text(answer).contains("\r\n\r\n") && channel.read(answer) >= 0) {
        // until the head is whole; a short answer comes in one piece
      }
      return text(answer);
    }
  }

  private static String text(ByteBuffer answer) {
    return StandardCharsets.UTF_8.decode(answer.duplicate().flip()).toString();
  }
}
