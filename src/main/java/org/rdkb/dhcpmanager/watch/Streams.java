package org.rdkb.dhcpmanager.watch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.view.ClientRow;
import org.rdkb.dhcpmanager.http.EventStream;
import org.rdkb.dhcpmanager.http.HttpAnswer;

/**
 * The pages that listen. What has changed is only noted by whoever says so; a thread of its own
 * reads those rows, a moment later and once for all pages. Without a page nothing is noted.
 */
final class Streams implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Streams.class);
  private static final int MOST_STREAMS = 16;
  private static final int MOST_ROWS = 4096;

  /** How many events wait for a page that is slow; rows need room as well. */
  private static final int MOST_EVENTS = 64;

  /** A step of a lease changes many values of its row; a person sees no difference. */
  private static final long TOGETHER_MILLIS = 50;

  private static final long BEAT_SECONDS = 5;
  private static final Pattern ROW =
      Pattern.compile("(Device\\.DHCPv[46]\\.Client\\.)([1-9][0-9]{0,8})(?:\\..*)?");

  private final Api api;
  private final Supplier<String> figures;
  private final List<EventStream> streams = new CopyOnWriteArrayList<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "watch");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Nobody listens yet.
   *
   * @param figures of all parts, as JSON; asked every few seconds while somebody listens
   */
  Streams(Api api, Supplier<String> figures) {
    this.api = api;
    this.figures = figures;
    var unused =
        worker.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
  }

  HttpAnswer open() {
    if (streams.size() >= MOST_STREAMS) {
      return Api.error(503, "more than " + MOST_STREAMS + " pages listen already");
    }
    return new HttpAnswer.Events(this::opened);
  }

  /** The page has read the rows before it listens, or does so now: it is told all of them. */
  private void opened(EventStream stream) {
    streams.add(stream);
    stream.send("status", "status", api.sentence());
    api.rows().forEach(row -> stream.send("row", row.path(), row(row)));
  }

  /** Something went to the bus. Never blocks. */
  void published(RecentEvents.Seen seen) {
    if (streams.isEmpty()) {
      return;
    }
    String data = Json.object(json -> EventText.write(json, seen));
    String subject = "event " + seen.number() % MOST_EVENTS;
    streams.forEach(stream -> stream.send("event", subject, data));
  }

  /** An element of the data model has changed. Never blocks. */
  void changed(String element) {
    if (streams.isEmpty()) {
      return;
    }
    Matcher row = ROW.matcher(element);
    if (row.matches()) {
      note(row.group(1) + row.group(2) + ".");
    }
  }

  private void note(String row) {
    synchronized (changed) {
      boolean first = changed.isEmpty();
      if (changed.size() < MOST_ROWS) {
        changed.add(row);
      }
      if (first && !worker.isShutdown()) {
        var unused = worker.schedule(this::tellAll, TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void tellAll() {
    List<String> rows;
    synchronized (changed) {
      rows = new ArrayList<>(changed);
      changed.clear();
    }
    try {
      rows.forEach(this::tell);
      String sentence = api.sentence();
      streams.forEach(stream -> stream.send("status", "status", sentence));
    } catch (RuntimeException fault) { // the pages then show what they have; the thread goes on
      log.error("WATCH-FAULT", fault);
    }
  }

  private void tell(String path) {
    String table = path.substring(0, path.lastIndexOf('.', path.length() - 2) + 1);
    List<ClientRow> found = api.rows(table, path);
    String name = found.isEmpty() ? "gone" : "row";
    String data =
        found.isEmpty()
            ? Json.object(json -> json.writeStringField("path", path))
            : row(found.get(0));
    streams.forEach(stream -> stream.send(name, path, data));
  }

  private static String row(ClientRow row) {
    return Json.object(json -> Json.row(json, row));
  }

  private void beat() {
    try {
      streams.removeIf(stream -> !stream.beat());
      if (!streams.isEmpty()) {
        String now = figures.get();
        streams.forEach(stream -> stream.send("figures", "figures", now));
      }
    } catch (RuntimeException fault) {
      log.error("WATCH-FAULT", fault);
    }
  }

  /** How many pages listen. */
  int count() {
    return streams.size();
  }

  @Override
  public void close() {
    worker.shutdownNow();
    streams.forEach(EventStream::close);
  }
}
