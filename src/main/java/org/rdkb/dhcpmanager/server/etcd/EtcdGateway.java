package org.rdkb.dhcpmanager.server.etcd;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * etcd by its JSON gateway (v3.4 and later), over whichever node answers. A call takes 3 s at most,
 * one node 1 s of it. Any thread may call.
 */
final class EtcdGateway implements Store {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int PAGE = 1000;
  private static final int LONGEST_REASON = 200;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int SERVER_FAULT = 500;

  private final EtcdAccess access;
  private final @Nullable String password;
  private final HttpClient http;
  private final AtomicInteger node = new AtomicInteger();
  private volatile @Nullable String token;

  /**
   * Connects when it is first asked.
   *
   * @throws IOException if a file of the access cannot be used
   */
  EtcdGateway(EtcdAccess access) throws IOException {
    this.access = access;
    this.password =
        access.login().isPresent() ? Secrets.password(access.login().get().passwordFile()) : null;
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            2,
            2,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(1024),
            task -> {
              Thread thread = new Thread(task, "fleet-http-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(threads);
    if (access.endpoints().stream().anyMatch(each -> "https".equals(each.getScheme()))) {
      builder.sslContext(Secrets.context(access.tls()));
    }
    http = builder.build();
  }

  /** A definite no: asking another node makes no sense. */
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String reason) {
      super(reason);
    }
  }

  private JsonTree call(String path, Map<String, ?> body) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    IOException last = new IOException("no etcd node");
    for (int i = 0; i <= access.endpoints().size() && System.nanoTime() < deadline; i++) {
      int which = node.get();
      URI endpoint = access.endpoints().get(Math.floorMod(which, access.endpoints().size()));
      try {
        return JsonTree.parse(text(endpoint, path, body));
      } catch (RefusedException | InterruptedIOException definite) {
        throw definite;
      } catch (IOException failed) {
        last = new IOException(endpoint + ": " + reason(failed), failed);
        node.compareAndSet(which, which + 1);
      }
    }
    throw last;
  }

  private static String reason(IOException failed) {
    String message = failed.getMessage();
    return message == null ? failed.getClass().getSimpleName() : message;
  }

  private String text(URI endpoint, String path, Map<String, ?> body) throws IOException {
    HttpResponse<String> answer = send(request(endpoint, path, body, true));
    if (answer.statusCode() != OK && isLogin(answer) && password != null) {
      token = null;
      answer = send(request(endpoint, path, body, true));
    }
    if (answer.statusCode() == OK) {
      return answer.body();
    }
    String why = answer.statusCode() + " " + printable(answer.body());
    if (answer.statusCode() < SERVER_FAULT) {
      throw new RefusedException(why);
    }
    throw new IOException(why);
  }

  private static boolean isLogin(HttpResponse<String> answer) {
    return answer.statusCode() == UNAUTHORIZED || answer.body().contains("invalid auth token");
  }

  private static String printable(String text) {
    String line = text.replaceAll("[^ -~]", " ").strip();
    return line.substring(0, Math.min(LONGEST_REASON, line.length()));
  }

  private HttpRequest request(URI endpoint, String path, Map<String, ?> body, boolean bounded)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonTree.write(body)));
    if (bounded) {
      request.timeout(ANSWER);
    }
    if (password != null) {
      request.header("Authorization", login(endpoint));
    }
    return request.build();
  }

  private String login(URI endpoint) throws IOException {
    String known = token;
    if (known != null || password == null) {
      return String.valueOf(known);
    }
    String user = access.login().map(EtcdAccess.Login::user).orElse("");
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/v3/auth/authenticate"))
            .header("Content-Type", "application/json")
            .timeout(ANSWER)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    JsonTree.write(Map.of("name", user, "password", password))))
            .build();
    HttpResponse<String> answer = send(request);
    String fresh =
        answer.statusCode() == OK ? JsonTree.parse(answer.body()).at("token").text() : "";
    if (fresh.isEmpty()) {
      throw answer.statusCode() < SERVER_FAULT
          ? new RefusedException("login as " + user + " was refused")
          : new IOException("login failed: " + answer.statusCode());
    }
    token = fresh;
    return fresh;
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }

  @Override
  public long grant(long seconds) throws IOException {
    return positive(call("/v3/lease/grant", Map.of("TTL", seconds)).at("ID").number(), "lease");
  }

  private static long positive(long number, String what) throws IOException {
    if (number == 0) {
      throw new IOException("etcd names no " + what);
    }
    return number;
  }

  @Override
  public long keepAlive(long life) throws IOException {
    return Math.max(
        0, call("/v3/lease/keepalive", Map.of("ID", life)).at("result").at("TTL").number());
  }

  @Override
  public long left(long life) throws IOException {
    return Math.max(0, call("/v3/lease/timetolive", Map.of("ID", life)).at("TTL").number());
  }

  @Override
  public Outcome commit(Transaction transaction) throws IOException {
    List<Map<String, ?>> compare = new ArrayList<>();
    for (Condition each : transaction.conditions()) {
      compare.add(
          each instanceof Condition.Revision wanted
              ? Map.of(
                  "key",
                  encoded(each.key()),
                  "target",
                  "MOD",
                  "result",
                  "EQUAL",
                  "mod_revision",
                  wanted.revision())
              : Map.of(
                  "key",
                  encoded(each.key()),
                  "target",
                  "VALUE",
                  "result",
                  "EQUAL",
                  "value",
                  encoded(((Condition.Value) each).value())));
    }
    List<Map<String, ?>> success = new ArrayList<>();
    for (Operation each : transaction.operations()) {
      success.add(
          each instanceof Operation.Put put
              ? Map.of(
                  "request_put",
                  Map.of(
                      "key", encoded(put.key()),
                      "value", encoded(put.value()),
                      "lease", put.life()))
              : Map.of(
                  "request_delete_range", Map.of("key", encoded(((Operation.Delete) each).key()))));
    }
    List<Map<String, ?>> failure = new ArrayList<>();
    for (String key : transaction.otherwise()) {
      failure.add(Map.of("request_range", Map.of("key", encoded(key))));
    }
    JsonTree answer =
        call("/v3/kv/txn", Map.of("compare", compare, "success", success, "failure", failure));
    boolean done = answer.at("succeeded").text().equals("true");
    List<Entry> found = new ArrayList<>();
    if (!done) {
      for (JsonTree each : answer.at("responses").elements()) {
        for (JsonTree pair : each.at("response_range").at("kvs").elements()) {
          found.add(entry(pair));
        }
      }
    }
    return new Outcome(
        done, positive(answer.at("header").at("revision").number(), "revision"), found);
  }

  @Override
  public Listing list(String prefix) throws IOException {
    List<Entry> all = new ArrayList<>();
    String from = encoded(prefix);
    long revision = 0;
    boolean more = true;
    while (more) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("key", from);
      body.put("range_end", after(prefix));
      body.put("limit", PAGE);
      if (revision > 0) {
        body.put("revision", revision);
      }
      JsonTree answer = call("/v3/kv/range", body);
      if (revision == 0) {
        revision = positive(answer.at("header").at("revision").number(), "revision");
      }
      for (JsonTree pair : answer.at("kvs").elements()) {
        all.add(entry(pair));
      }
      more = answer.at("more").text().equals("true") && !all.isEmpty();
      if (more) {
        from = encoded(all.get(all.size() - 1).key() + "\0");
      }
    }
    return new Listing(all, revision);
  }

  /** One JSON object a line, until it is closed by either side. */
  InputStream watch(String prefix, long from) throws IOException {
    int which = node.get();
    URI endpoint = access.endpoints().get(Math.floorMod(which, access.endpoints().size()));
    Map<String, ?> wanted =
        Map.of("key", encoded(prefix), "range_end", after(prefix), "start_revision", from);
    try {
      HttpResponse<InputStream> answer =
          http.send(
              request(endpoint, "/v3/watch", Map.of("create_request", wanted), true),
              HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() != OK) {
        answer.body().close();
        token = null;
        throw new IOException("watch: " + answer.statusCode());
      }
      return answer.body();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    } catch (IOException failed) {
      node.compareAndSet(which, which + 1);
      throw failed;
    }
  }

  /** How one node stands, in words; it is asked itself. */
  String state(URI endpoint) {
    try {
      JsonTree answer = JsonTree.parse(text(endpoint, "/v3/maintenance/status", Map.of()));
      String self = answer.at("header").at("member_id").text();
      String leader = answer.at("leader").text();
      if (leader.isEmpty() || leader.equals("0")) {
        return "no leader";
      }
      return leader.equals(self) ? "leader" : "follower";
    } catch (IOException failed) {
      return "no answer";
    }
  }

  static Entry entry(JsonTree pair) throws IOException {
    return new Entry(
        decoded(pair.at("key").text()),
        decoded(pair.at("value").text()),
        pair.at("mod_revision").number(),
        pair.at("lease").number());
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) throws IOException {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new IOException("etcd's answer is no base64", malformed);
    }
  }

  /** The first key behind all that begin with a text that ends with a slash. */
  private static String after(String prefix) {
    return encoded(prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1));
  }
}
