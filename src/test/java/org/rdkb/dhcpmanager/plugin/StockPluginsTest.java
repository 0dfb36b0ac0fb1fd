package org.rdkb.dhcpmanager.plugin;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.option.Octets;

/** Streams that the stock plugins sent, of both ABIs, and streams that nobody should send. */
class StockPluginsTest {
  private static final RowId ROW = new RowId(Family.V4, 1);
  private static final byte[] HELLO = HexFormat.of().parseHex("0053500000500000");

  private final List<LeaseReport> reports = new CopyOnWriteArrayList<>();
  private final List<RowId> rows = new CopyOnWriteArrayList<>();
  private final StockPlugins plugins;

  /** One captured stream, with what the plugin had been given. */
  record Sent(
      String name, String argument, Octets octets, String leaseInfo, Map<String, String> given) {
    byte[] stream() {
      return octets.toArray();
    }
  }

  StockPluginsTest() throws IOException {
    plugins = start();
  }

  private StockPlugins start() throws IOException {
    return StockPlugins.start(
        0,
        (family, name) ->
            name.equals("erouter0") ? Optional.of(new RowId(family, 1)) : Optional.empty(),
        (row, sequence, report, age) -> reports.add(report) && rows.add(row));
  }

  @BeforeEach
  void nothingYet() {
    assertEquals(0, plugins.counters().messages());
  }

  @AfterEach
  void close() throws IOException {
    plugins.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), plugins.port());
    socket.setSoTimeout(5000);
    assertArrayEquals(
        HexFormat.of().parseHex("0053500000510000"), socket.getInputStream().readNBytes(8));
    return socket;
  }

  private static void within(java.util.concurrent.Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).until(condition);
  }

  @Test
  void capturedStreams_sayWhatTheClientSaid() throws IOException {
    for (Sent sent : load()) {
      reports.clear();
      try (Socket socket = connect()) {
        for (int from = 0; from < sent.stream().length; from += 700) { // in pieces
          int size = Math.min(700, sent.stream().length - from);
          socket.getOutputStream().write(sent.stream(), from, size);
          socket.getOutputStream().flush();
        }
        within(() -> !reports.isEmpty());
      }
      ClientReport.Outcome.Read direct =
          (ClientReport.Outcome.Read) UdhcpcReport.of(sent.argument(), sent.given(), "erouter0");
      LeaseReport expected = direct.report().report();
      LeaseReport ours = reports.get(0);
      assertEquals(expected.getClass(), ours.getClass(), sent.name());
      if (expected instanceof LeaseReport.Granted granted) {
        Lease4 wanted = (Lease4) granted.grant();
        Lease4 lease = (Lease4) ((LeaseReport.Granted) ours).grant();
        assertEquals(wanted.address(), lease.address(), sent.name());
        assertEquals(wanted.prefixLength(), lease.prefixLength(), sent.name());
        assertEquals(wanted.serverIdentifier(), lease.serverIdentifier(), sent.name());
        assertEquals(wanted.times(), lease.times(), sent.name());
        assertEquals(wanted.network().dnsServers(), lease.network().dnsServers(), sent.name());
      }
    }
    assertEquals(load().size(), plugins.counters().handedOver());
  }

  /**
   * A v4 and a v6 client run on the same interface: the version of the message says whose it is.
   */
  @Test
  void messageOfDibblersPlugin_isOfTheIpv6Row() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(load("streams-v6.json").get(0).stream());
      socket.getOutputStream().write(load().get(0).stream(), HELLO.length, 8 + 1720);
      within(() -> rows.size() == 2);
    }
    assertEquals(List.of(new RowId(Family.V6, 1), ROW), rows);
  }

  @Test
  void severalMessagesOnOneConnection_areTakenInOrder() throws IOException {
    byte[] bound = load().get(0).stream();
    try (Socket socket = connect()) {
      socket.getOutputStream().write(HELLO);
      for (int i = 0; i < 3; i++) {
        socket.getOutputStream().write(bound, HELLO.length, bound.length - HELLO.length);
      }
      within(() -> reports.size() == 3);
    }
  }

  @Test
  void wrongHandshakeOrLength_closesThatConnection_othersGoOn() throws IOException {
    for (String wrong :
        List.of(
            "0053510000500000",
            "0053500100500000",
            "0053500000510000",
            "474554202f20485454502f312e310d0a",
            "00535000005000000000000000100001",
            "0053500000500000ffffffffffffffff")) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(HexFormat.of().parseHex(wrong));
        assertEquals(-1, socket.getInputStream().read(), wrong);
      }
    }
    assertEquals(6, plugins.counters().refused().get("magic"));
    try (Socket socket = connect()) {
      socket.getOutputStream().write(load().get(0).stream());
      within(() -> reports.size() == 1);
    }
  }

  @Test
  void wrongSizeVersionOrInterface_isCountedAndSkipped() throws IOException {
    byte[] good = load().get(0).stream();
    byte[] otherVersion = good.clone();
    otherVersion[16 + 32] = 7;
    byte[] otherInterface = good.clone();
    otherInterface[16] = 'x';
    try (Socket socket = connect()) {
      socket.getOutputStream().write(HELLO);
      socket.getOutputStream().write(HexFormat.of().parseHex("0000000000000000"));
      socket.getOutputStream().write(HexFormat.of().parseHex("0000000000000006616263646566"));
      socket.getOutputStream().write(HexFormat.of().parseHex("0000000000010000"));
      socket.getOutputStream().write(new byte[1 << 16]);
      socket.getOutputStream().write(otherVersion, 8, otherVersion.length - 8);
      socket.getOutputStream().write(otherInterface, 8, otherInterface.length - 8);
      socket.getOutputStream().write(good, 8, good.length - 8);
      within(() -> reports.size() == 1);
    }
    Map<String, Long> refused = plugins.counters().refused();
    assertEquals(3, refused.get("size"));
    assertEquals(1, refused.get("version"));
    assertEquals(1, refused.get("interface"));
    assertEquals(6, plugins.counters().messages());
  }

  @Test
  void messageCutByTheEnd_isNone() throws IOException {
    byte[] bound = load().get(0).stream();
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bound, 0, bound.length - 1);
    }
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bound);
      within(() -> reports.size() == 1);
    }
    assertEquals(1, plugins.counters().messages());
  }

  private static List<Sent> load() throws IOException {
    return load("streams-v4.json");
  }

  static List<Sent> load(String file) throws IOException {
    List<Sent> all = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(
                StockPluginsTest.class.getResourceAsStream("/vectors/plugin-msg/" + file));
        JsonParser json = new JsonFactory().createParser(in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> fields = new HashMap<>();
        Map<String, String> given = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String key = json.currentName();
          if (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
              String name = json.currentName();
              json.nextToken();
              given.put(name, json.getText());
            }
          } else {
            fields.put(key, json.getText());
          }
        }
        all.add(
            new Sent(
                fields.getOrDefault("name", ""),
                fields.getOrDefault("argument", ""),
                Octets.parseHex(fields.getOrDefault("stream", "")).orElseThrow(),
                fields.getOrDefault("leaseInfo", ""),
                given));
      }
    }
    return all;
  }
}
