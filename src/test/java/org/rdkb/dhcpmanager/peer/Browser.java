package org.rdkb.dhcpmanager.peer;

import static org.rdkb.dhcpmanager.peer.Lab.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A headless Chromium with one tab, over the Chrome DevTools Protocol. Its own profile, nothing of
 * its own on the network; loopback is all that it is sent to.
 */
final class Browser implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int SECONDS = 30;

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<Map<?, ?>>> waiting = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  private Browser(Process process, URI tab) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(tab, new Answers())
            .orTimeout(SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /** Starts one. Root may not use its sandbox; it opens nothing but pages of this test. */
  static Browser start(Path program, Path folder) throws IOException {
    Path profile = Files.createDirectories(folder.resolve("browser"));
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
            "--user-data-dir=" + profile,
            "--remote-debugging-address=127.0.0.1",
            "--remote-debugging-port=0",
            "about:blank");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("browser.log").toFile());
    Process process = builder.start();
    Path port = profile.resolve("DevToolsActivePort");
    try {
      within(SECONDS).until(() -> Lab.lines(port).size() >= 2);
      List<String> lines = Files.readAllLines(port);
      URI all = URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
      Browser whole = new Browser(process, all);
      Map<?, ?> target = whole.call("Target.createTarget", Map.of("url", "about:blank"));
      whole.socket.abort();
      String tab = "ws://127.0.0.1:" + lines.get(0) + "/devtools/page/" + target.get("targetId");
      Browser browser = new Browser(process, URI.create(tab));
      browser.call("Runtime.enable", Map.of());
      browser.call("Log.enable", Map.of());
      browser.call("Page.enable", Map.of());
      return browser;
    } catch (RuntimeException | IOException failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  /** What pages wrote to the console as errors, and what their policy forbade. */
  List<String> complaints() {
    return complaints;
  }

  void open(String address) {
    call("Page.navigate", Map.of("url", address));
  }

  /** A window of that size, on a desk or a phone, by day or by night. */
  void look(int width, int height, boolean phone, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** What an expression of the page is, as text. */
  String ask(String expression) {
    Map<?, ?> answer =
        call(
            "Runtime.evaluate",
            Map.of(
                "expression",
                "(async () => String(" + expression + "))()",
                "awaitPromise",
                true,
                "returnByValue",
                true));
    if (answer.get("exceptionDetails") != null) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return String.valueOf(((Map<?, ?>) answer.get("result")).get("value"));
  }

  /** Until an expression of the page is true. */
  void await(String expression) {
    within(SECONDS)
        .alias(expression)
        .ignoreExceptions() // while the page is being replaced
        .until(() -> ask(expression).equals("true"));
  }

  /** The whole page as a picture. */
  void picture(Path file) throws IOException {
    Map<?, ?> shot =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(String.valueOf(shot.get("data"))));
  }

  private Map<?, ?> call(String method, Map<String, ?> parameters) {
    int id = next.incrementAndGet();
    CompletableFuture<Map<?, ?>> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("id", id);
    request.put("method", method);
    request.put("params", parameters);
    try {
      socket.sendText(text(request), true).get(SECONDS, TimeUnit.SECONDS);
      Map<?, ?> said = answer.get(SECONDS, TimeUnit.SECONDS);
      if (said.get("error") != null) {
        throw new IllegalStateException(method + ": " + said.get("error"));
      }
      return (Map<?, ?>) said.get("result");
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException(method + " has no answer", failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  private void heard(String text) {
    Map<?, ?> said = (Map<?, ?>) value(text);
    if (said.get("id") instanceof Number id) {
      CompletableFuture<Map<?, ?>> answer = waiting.remove(id.intValue());
      if (answer != null) {
        answer.complete(said);
      }
      return;
    }
    boolean thrown = "Runtime.exceptionThrown".equals(said.get("method"));
    if (thrown || text.contains("\"level\":\"error\"") || text.contains("\"type\":\"error\"")) {
      complaints.add(text);
    }
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        heard(parts.toString());
        parts.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  private static String text(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Map<?, ?> members) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        json.writeFieldName(String.valueOf(member.getKey()));
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> elements) {
      json.writeStartArray();
      for (Object element : elements) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else {
      json.writeString(String.valueOf(value));
    }
  }

  private static Object value(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      return value(json);
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  private static Object value(JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          Object member = value(json);
          if (member != Null.NULL) {
            members.put(name, member);
          }
        }
        return members;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(json));
        }
        return elements;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        return json.getNumberValue();
      }
      case VALUE_NULL -> {
        return Null.NULL;
      }
      default -> {
        return json.getText();
      }
    }
  }

  private enum Null {
    NULL
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
