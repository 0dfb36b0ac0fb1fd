package org.rdkb.dhcpmanager.server;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The errors of the DHCPv4 server: each is counted by its class, and told with a log line and to a
 * listener, at most once in 10 s for each reason, with how many there were since. Any thread may
 * raise one. There are as many reasons as the program knows, whatever is sent to it.
 */
public final class ServerErrors {
  private static final Logger log = LogManager.getLogger(ServerErrors.class);
  private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

  /**
   * What a listener is told.
   *
   * @param error what went wrong
   * @param count how often since it was told last, this time included
   */
  public record Report(ServerError error, long count) {
    @Override
    public String toString() {
      return "class="
          + error.kind()
          + " reason="
          + error.reason()
          + " action="
          + error.action()
          + " count="
          + count;
    }
  }

  /** Of one reason. */
  private static final class Line {
    private long untold;
    private long told;
    private boolean first = true;

    /** How many there are to be told now; 0: not yet. */
    synchronized long raise(long times, long now) {
      untold += times;
      if (!first && now - told < INTERVAL) {
        return 0;
      }
      first = false;
      told = now;
      long count = untold;
      untold = 0;
      return count;
    }
  }

  private final Map<ServerError.Kind, LongAdder> kinds = new EnumMap<>(ServerError.Kind.class);
  private final Map<ServerError, Line> lines = new ConcurrentHashMap<>();
  private final LongSupplier nanos;
  private volatile Consumer<Report> listener = report -> {};
  private volatile String last = "";

  /**
   * Nothing has gone wrong yet.
   *
   * @param nanos a clock that only goes forward
   */
  public ServerErrors(LongSupplier nanos) {
    this.nanos = nanos;
    for (ServerError.Kind kind : ServerError.Kind.values()) {
      kinds.put(kind, new LongAdder());
    }
  }

  /**
   * Who is told.
   *
   * @param next must not block
   */
  public void tell(Consumer<Report> next) {
    listener = next;
  }

  /**
   * Something went wrong.
   *
   * @param error what
   * @param times how often, 1 or more
   */
  public void raise(ServerError error, long times) {
    adder(error.kind()).add(times);
    long count = lines.computeIfAbsent(error, any -> new Line()).raise(times, nanos.getAsLong());
    if (count > 0) {
      Report report = new Report(error, count);
      last = report.toString();
      log.warn("SERVER-ERROR {}", report);
      listener.accept(report);
    }
  }

  /**
   * How often.
   *
   * @param kind which class of errors
   * @return since the start
   */
  public long of(ServerError.Kind kind) {
    return adder(kind).sum();
  }

  /**
   * What was told last.
   *
   * @return class, reason, action and count; empty if nothing was
   */
  public String last() {
    return last;
  }

  private LongAdder adder(ServerError.Kind kind) {
    LongAdder adder = kinds.get(kind);
    if (adder == null) {
      throw new IllegalStateException(kind.name());
    }
    return adder;
  }
}
