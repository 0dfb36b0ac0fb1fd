package org.rdkb.dhcpmanager.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.bus.view.ClientRow;
import org.rdkb.dhcpmanager.bus.view.Health;
import org.rdkb.dhcpmanager.http.HttpAddress;
import org.rdkb.dhcpmanager.http.HttpAnswer;
import org.rdkb.dhcpmanager.http.HttpRequest;
import org.rdkb.dhcpmanager.http.HttpServer;

/** Status page, API, metrics and health at one address. */
public final class Watch implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Watch.class);
  private static final int TOKEN_OCTETS = 24;

  private final Api api;
  private final Guard guard;
  private final Streams streams;
  private final Pages pages = new Pages();
  private final Insight insight;
  private final Sources sources;
  private final RecentEvents recent = new RecentEvents();
  private final InstantSource clock;
  private final AtomicLong refused = new AtomicLong();
  private final HttpServer server;

  private Watch(
      HttpAddress address,
      Optional<String> token,
      Provider provider,
      Sources sources,
      InstantSource clock)
      throws IOException {
    this.api = new Api(provider);
    this.guard = new Guard(token);
    this.sources = sources;
    this.clock = clock;
    this.insight = new Insight(api, sources, recent, clock);
    this.streams = new Streams(api, insight::figures);
    try {
      this.server = HttpServer.open("watch-http", address, this::answer);
    } catch (IOException | RuntimeException notServed) {
      streams.close();
      throw notServed;
    }
  }

  /**
   * Starts to serve.
   *
   * @param address where; on a port, changes need the token
   * @param tokenFile where a new token is left for the operator: mode 0600, replaced at each start
   * @param provider what is shown and changed
   * @param sources what other parts tell
   * @param clock the wall clock, to tell what is left of a lease
   * @return it serves already
   * @throws IOException if the address cannot be had or the file not be written
   */
  public static Watch start(
      HttpAddress address, Path tokenFile, Provider provider, Sources sources, InstantSource clock)
      throws IOException {
    Optional<String> token =
        address instanceof HttpAddress.Tcp ? Optional.of(newToken(tokenFile)) : Optional.empty();
    return new Watch(address, token, provider, sources, clock);
  }

  private static String newToken(Path file) throws IOException {
    byte[] octets = new byte[TOKEN_OCTETS];
    new SecureRandom().nextBytes(octets);
    String token = HexFormat.of().formatHex(octets);
    Files.deleteIfExists(file);
    // With its mode from the start: there is no moment at which others can open it.
    Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        .close();
    Files.writeString(file, token + "\n");
    return token;
  }

  /**
   * Something that the bus is told; pages hear of it soon. Never blocks.
   *
   * @param event as it goes to the bus
   */
  public void publish(BusEvent event) {
    streams.published(recent.add(clock.instant(), event));
    if (event instanceof BusEvent.RowAdded added) {
      streams.changed(added.element() + added.instance());
    } else if (event instanceof BusEvent.RowDeleted deleted) {
      streams.changed(deleted.element() + deleted.instance());
    } else {
      streams.changed(event.element());
    }
  }

  /**
   * Where it is served.
   *
   * @return with the port that was given, if any free one was asked for
   */
  public HttpAddress address() {
    return server.address();
  }

  private HttpAnswer answer(HttpRequest request) {
    Optional<HttpAnswer> refusal = guard.refusal(request);
    if (refusal.isPresent()) {
      refused.incrementAndGet();
      log.debug("WATCH-REFUSED method={} path={}", request.method(), request.path());
      return refusal.get();
    }
    if (request.path().equals(Api.ROOT + "events") && request.method().equals("GET")) {
      return streams.open();
    }
    if (request.path().startsWith(Api.ROOT)) {
      String what = request.path().substring(Api.ROOT.length());
      return insight.answer(what, request).orElseGet(() -> api.answer(what, request));
    }
    if (!request.method().equals("GET")) {
      return Api.error(405, "nothing but " + Api.ROOT + " takes changes");
    }
    return switch (request.path()) {
      case "/metrics" -> Metrics.answer(all(), sources.spreads(), request.header("accept"));
      case "/health" -> health();
      default -> pages.file(request.path()).orElseGet(() -> Api.error(404, "no such page"));
    };
  }

  private List<Figure> all() {
    List<Figure> all = new ArrayList<>(RowFigures.of(api.rows(), clock.instant()));
    all.addAll(sources.figures());
    all.addAll(ChildFigures.of(sources.children()));
    all.addAll(ProcessFigures.now());
    all.add(Figure.counter("dhcpmgr_bus_events", "Events handed to the bus", recent.count()));
    all.add(
        Figure.counter(
            "dhcpmgr_watch_refusals",
            "Requests without the token, or from another site",
            refused.get()));
    all.add(Figure.gauge("dhcpmgr_watch_pages", "Pages that listen for changes", streams.count()));
    return all;
  }

  /** 200 while the manager serves; whether its rows are well is in the text and in the metrics. */
  private HttpAnswer health() {
    List<ClientRow> rows = api.rows();
    Health health = Health.of(rows);
    return HttpAnswer.text(200, (health.isWell() ? "well: " : "serving: ") + health.sentence());
  }

  /** Ends it; pages notice. */
  @Override
  public void close() {
    streams.close();
    server.close();
  }
}
