package org.rdkb.dhcpmanager.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.bus.ClientEvents;
import org.rdkb.dhcpmanager.bus.DataModelProvider;
import org.rdkb.dhcpmanager.bus.LeaseInfo6;
import org.rdkb.dhcpmanager.http.HttpAddress;
import org.rdkb.dhcpmanager.tr181.DataModel;
import org.rdkb.dhcpmanager.tr181.Leases;
import org.rdkb.dhcpmanager.tr181.ModelFixture;

@Timeout(60)
class WatchTest {
  private static final String ONE = ModelFixture.CLIENT + "1.";

  @TempDir private Path folder;
  private final ModelFixture fixture = new ModelFixture();
  private final DataModel model = fixture.open();
  private final FakeSources sources = new FakeSources();
  private final HttpClient http = HttpClient.newHttpClient();
  private Watch watch;
  private String base;
  private String token;
  private int saved;

  @BeforeEach
  void start() throws IOException {
    watch =
        Watch.start(
            HttpAddress.parse("tcp://127.0.0.1:0"),
            folder.resolve("watch-token"),
            new DataModelProvider(model, LeaseInfo6.Size.WITH_AFTR),
            sources,
            InstantSource.system());
    fixture.tell(change -> ClientEvents.to("test", watch::publish).accept(change));
    base = "http://127.0.0.1:" + ((HttpAddress.Tcp) watch.address()).port();
    token = Files.readString(folder.resolve("watch-token")).strip();
    saved = fixture.saved.size();
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path));
  }

  private HttpRequest.Builder change(String path, String json) {
    return to(path)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token)
        .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  private HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send(change(path, json));
  }

  @Test
  void status_saysWhatTheBusSays() throws IOException, InterruptedException {
    fixture.bind(1, Leases.lease(60));
    String said = get("/api/v1/status").body();
    assertTrue(said.contains("\"version\":1"), said);
    assertTrue(said.contains("\"path\":\"" + ONE + "\",\"state\":\"Bound\",\"bound\":true"), said);
    assertTrue(said.contains("\"IPAddress\":\"100.64.10.25\""), said);
    assertTrue(said.contains("\"persistence\":\"ok\""), said);
  }

  @Test
  void parameters_areReadByPath_andAnUnknownOneIsRefusedByName()
      throws IOException, InterruptedException {
    HttpResponse<String> one = get("/api/v1/parameters?path=" + ONE + "Enable");
    assertEquals(
        "{\"values\":[{\"name\":\"" + ONE + "Enable\",\"type\":\"boolean\",\"value\":false}]}",
        one.body());
    HttpResponse<String> unknown = get("/api/v1/parameters?path=Device.Nothing");
    assertEquals(404, unknown.statusCode());
    assertTrue(unknown.body().contains("\"element\":\"Device.Nothing\""), unknown.body());
    assertEquals(404, get("/api/v1/parameters").statusCode());
  }

  @Test
  void set_changesAllOrNothing() throws IOException, InterruptedException {
    HttpResponse<String> refused =
        post(
            "/api/v1/parameters",
            "{\"" + ONE + "Alias\":\"wan\",\"" + ONE + "Status\":\"Enabled\"}");
    assertEquals(409, refused.statusCode());
    assertTrue(refused.body().contains(ONE + "Status"), refused.body());
    assertFalse(get("/api/v1/parameters?path=" + ONE + "Alias").body().contains("wan"));
    HttpResponse<String> done =
        post("/api/v1/parameters", "{\"" + ONE + "Alias\":\"wan\",\"" + ONE + "Enable\":\"true\"}");
    assertEquals(200, done.statusCode(), done.body());
    assertTrue(get("/api/v1/parameters?path=" + ONE + "Alias").body().contains("\"wan\""));
    assertTrue(get("/api/v1/parameters?path=" + ONE + "Enable").body().contains("true"));
  }

  @Test
  void row_isAddedAndDeleted() throws IOException, InterruptedException {
    HttpResponse<String> added = post("/api/v1/rows", "{\"table\":\"Device.DHCPv4.Client.\"}");
    assertEquals(201, added.statusCode());
    assertEquals("{\"path\":\"Device.DHCPv4.Client.2.\"}", added.body());
    HttpResponse<String> deleted =
        send(
            to("/api/v1/rows?path=Device.DHCPv4.Client.2.")
                .header("Authorization", "Bearer " + token)
                .DELETE());
    assertEquals(200, deleted.statusCode(), deleted.body());
    assertEquals(404, get("/api/v1/parameters?path=Device.DHCPv4.Client.2.").statusCode());
  }

  @Test
  void method_isInvoked() throws IOException, InterruptedException {
    assertEquals(
        200,
        post("/api/v1/parameters", "{\"" + ONE + "Interface\":\"eth0\",\"" + ONE + "Enable\":true}")
            .statusCode());
    HttpResponse<String> renewed = post("/api/v1/invoke", "{\"method\":\"" + ONE + "Renew()\"}");
    assertEquals(200, renewed.statusCode(), renewed.body());
    assertEquals(List.of("renew v4-1"), fixture.requests);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the body must be a JSON object",
        "{} | nothing to set",
        "[] | the body must be a JSON object",
        "{\"a\":null} | 'a' must be a word",
        "{\"a\":{}} | 'a' must be a word",
        "{\"a\":1,\"a\":2} | 'a' comes twice",
        "{\"a\":1} x | the body is no JSON",
        "{\"a\" | the body is no JSON"
      })
  void malformedBody_isRefusedWithTheReason(String body, String reason)
      throws IOException, InterruptedException {
    HttpResponse<String> refused = post("/api/v1/parameters", body);
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body().contains(reason), refused.body());
    assertEquals(saved, fixture.saved.size());
  }

  @Test
  void changeWithoutTheToken_isRefused() throws IOException, InterruptedException {
    String set = "{\"" + ONE + "Alias\":\"wan\"}";
    HttpRequest.Builder without =
        to("/api/v1/parameters")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(set));
    HttpResponse<String> refused = send(without);
    assertEquals(401, refused.statusCode());
    assertFalse(refused.body().contains(token));
    String wrong = token.substring(0, token.length() - 1) + (token.endsWith("0") ? "1" : "0");
    assertEquals(401, send(without.setHeader("Authorization", "Bearer " + wrong)).statusCode());
    assertEquals(401, send(without.setHeader("Authorization", token)).statusCode());
    assertEquals(saved, fixture.saved.size());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("watch-token"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"})
  void pageOfAnotherSite_mayNotEvenRead(String origin) throws IOException, InterruptedException {
    assertEquals(403, send(to("/api/v1/status").header("Origin", origin)).statusCode());
    assertEquals(403, send(change("/api/v1/rows", "{}").header("Origin", origin)).statusCode());
  }

  @Test
  void nameThatIsNotLoopbacks_isRefused() throws IOException {
    try (SocketChannel channel =
        SocketChannel.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(base).getPort()))) {
      String request = "GET /api/v1/status HTTP/1.1\r\nHost: evil.example\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
      ByteBuffer answer = ByteBuffer.allocate(4096);
      channel.read(answer);
      String said = StandardCharsets.UTF_8.decode(answer.flip()).toString();
      assertTrue(said.startsWith("HTTP/1.1 421 "), said);
    }
  }

  @Test
  void formOfAnotherSite_isRefused() throws IOException, InterruptedException {
    HttpRequest.Builder form =
        to("/api/v1/rows")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{\"table\":\"Device.DHCPv4.Client.\"}"));
    assertEquals(415, send(form).statusCode());
  }

  @Test
  void page_isThere_andNothingElse() throws IOException, InterruptedException {
    HttpResponse<String> page = get("/");
    assertEquals(200, page.statusCode());
    assertTrue(
        page.headers()
            .firstValue("Content-Security-Policy")
            .orElse("")
            .startsWith("default-src 'none'"));
    assertTrue(get("/page.js").body().contains("EventSource"));
    assertEquals(200, get("/page.css").statusCode());
    for (String none : List.of("/page.html", "/watch-token", "/Watch.class", "/api/v1/", "/api")) {
      assertEquals(404, get(none).statusCode(), none);
    }
    assertEquals(405, post("/metrics", "{}").statusCode());
  }

  @Test
  void metrics_areTheRows_theOtherParts_andTheProcess() throws IOException, InterruptedException {
    fixture.bind(1, Leases.lease(60));
    HttpResponse<String> metrics = get("/metrics");
    String said = metrics.body();
    String labels = "{alias=\"cpe-1\",family=\"v4\",interface=\"\",row=\"1\"}";
    assertTrue(said.contains("dhcpmgr_client_bound" + labels + " 1.0"), said);
    assertTrue(said.contains("dhcpmgr_client_lease_left_seconds" + labels + " 60.0"), said);
    assertTrue(said.contains("# TYPE dhcpmgr_probe_total counter"), said);
    assertTrue(said.contains("dhcpmgr_probe_total 7.0"), said);
    assertTrue(said.contains("process_resident_memory_bytes "), said);
    String open =
        send(to("/metrics").header("Accept", "application/openmetrics-text; version=1.0.0")).body();
    OpenMetricsText read = OpenMetricsText.parse(open);
    assertEquals(7.0, read.samples.get("dhcpmgr_probe_total{}"));
    assertEquals(6.0, read.samples.get("dhcpmgr_probe_seconds_count{}"));
    assertEquals(5.0, read.samples.get("dhcpmgr_probe_seconds_bucket{le=0.1}"));
  }

  @Test
  void hostileNames_stayText_inJsonAndMetrics() throws IOException, InterruptedException {
    String name = "x<script>\\u0022\"\n</script>";
    sources.figures.add(
        new Figure("dhcpmgr_hostile", "A name", Figure.Kind.GAUGE, Map.of("alias", name), 1));
    sources.moments.add(new LeaseMoment(Instant.EPOCH, "obtained", "", name));
    OpenMetricsText read =
        OpenMetricsText.parse(
            send(to("/metrics").header("Accept", "application/openmetrics-text")).body());
    assertTrue(read.sampleNames().contains("dhcpmgr_hostile"));
    HttpResponse<String> history = get("/api/v1/history?row=" + ONE);
    assertEquals("application/json", history.headers().firstValue("Content-Type").orElse(""));
    assertTrue(history.body().contains("\\\"\\\\x0a</script>"), history.body());
  }

  @Test
  void viewsBehindTheModel_tellWhatTheirSourcesTell() throws IOException, InterruptedException {
    assertTrue(get("/api/v1/bus").body().contains("\"components\":[\"eRT.test\"]"));
    assertTrue(get("/api/v1/recovery").body().contains("\"client\":\"adopted\""));
    assertTrue(get("/api/v1/figures").body().contains("\"counts\":[3,2,1]"));
    sources.children.add(new Child(ONE, (int) ProcessHandle.current().pid(), 1, true));
    assertEquals("{\"processes\":[]}", get("/api/v1/processes").body(), "another process by then");
    String check = get("/api/v1/check?row=" + ONE).body();
    assertTrue(
        check.contains("\"verdict\":\"not asked\",\"reason\":\"the row is disabled\""), check);
    sources.historyTrouble = Optional.of("history.db: malformed");
    HttpResponse<String> history = get("/api/v1/history?row=" + ONE);
    assertEquals(503, history.statusCode());
    assertTrue(history.body().contains("history.db: malformed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "history?row=../../etc",
        "history?row=Device.DHCPv4.Client.0.",
        "check?row=Device.DHCPv4.Client.9.",
        "check?row=Device."
      })
  void unknownRow_isRefusedByName(String what) throws IOException, InterruptedException {
    assertEquals(404, get("/api/v1/" + what).statusCode());
    assertEquals(400, get("/api/v1/history?row=" + ONE + "&most=0").statusCode());
  }

  @Test
  void health_isOneLine() throws IOException, InterruptedException {
    HttpResponse<String> health = get("/health");
    assertEquals(200, health.statusCode());
    assertTrue(health.body().startsWith("well: The manager answers, but no row is enabled"));
  }

  @Test
  void listener_hearsOfEachChangedRow_ofNewAndDeletedOnes()
      throws IOException, InterruptedException {
    try (var lines =
        http.send(to("/api/v1/events").build(), HttpResponse.BodyHandlers.ofLines()).body()) {
      Iterator<String> stream = lines.iterator();
      assertTrue(next(stream, "status").contains("\"sentence\":"));
      assertTrue(next(stream, "row").contains("\"path\":\"" + ONE + "\""));
      post("/api/v1/parameters", "{\"" + ONE + "Alias\":\"wan\"}");
      String changed = next(stream, "row");
      while (!changed.contains("\"Alias\":\"wan\"")) {
        changed = next(stream, "row");
      }
      post("/api/v1/rows", "{\"table\":\"Device.DHCPv4.Client.\"}");
      while (!next(stream, "row").contains("\"path\":\"Device.DHCPv4.Client.2.\"")) {
        // rows come as they are found changed
      }
      model.deleteRow("Device.DHCPv4.Client.2.");
      assertEquals("{\"path\":\"Device.DHCPv4.Client.2.\"}", next(stream, "gone"));
    }
  }

  private static String next(Iterator<String> lines, String event) {
    while (!lines.next().equals("event: " + event)) {
      // another event, or a beat
    }
    return lines.next().substring("data: ".length());
  }

  @Test
  void listeners_areBounded() throws IOException, InterruptedException {
    List<HttpResponse<InputStream>> open = new ArrayList<>();
    int status = 200;
    for (int i = 0; i < 20 && status == 200; i++) {
      HttpResponse<InputStream> one =
          http.send(to("/api/v1/events").build(), HttpResponse.BodyHandlers.ofInputStream());
      status = one.statusCode();
      open.add(one);
    }
    assertEquals(503, status);
    assertEquals(17, open.size());
    for (HttpResponse<InputStream> one : open) {
      one.body().close();
    }
  }
}
