package org.rdkb.dhcpmanager;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.NotifySocket;
import org.rdkb.dhcpmanager.linux.SteadyTime;

/**
 * Tells the service manager that started us how we are (sd_notify(3)): ready, reloading, stopping,
 * and, as often as it wants to hear it, alive. Alive means that the owner of the rows answered a
 * question asked since the last time: a thread {@code main} that merely ticks proves nothing. For
 * {@code main} alone; without a service manager every method does nothing.
 */
final class ServiceNotices implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(ServiceNotices.class);
  private static final String ADDRESS = "NOTIFY_SOCKET";
  private static final String WATCHDOG = "WATCHDOG_USEC";
  private static final String WATCHED = "WATCHDOG_PID";
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

  /** A question, its answer, and one of both late: still in time. */
  private static final int TURNS_PER_WATCHDOG = 4;

  private final @Nullable NotifySocket socket;
  private final Optional<Duration> watchdog;
  private final AtomicBoolean answered = new AtomicBoolean();
  private boolean asked;
  private String lastCondition = "";
  private boolean isHeard = true;

  private ServiceNotices(@Nullable NotifySocket socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /**
   * To whom this environment says; what makes no sense in it is logged and nobody is told.
   *
   * @param environment of this process
   */
  static ServiceNotices to(Map<String, String> environment) {
    String address = environment.getOrDefault(ADDRESS, "");
    if (address.isEmpty()) {
      return new ServiceNotices(null, Optional.empty());
    }
    try {
      return new ServiceNotices(NotifySocket.open(address), watchdog(environment));
    } catch (LinuxException refused) {
      log.warn("SERVICE-NOTICES-LOST reason={}", refused.getMessage());
      return new ServiceNotices(null, Optional.empty());
    }
  }

  /** How often we are to be heard of; the variable may be meant for a process that started us. */
  private static Optional<Duration> watchdog(Map<String, String> environment) {
    String own = Long.toString(ProcessHandle.current().pid());
    String text = environment.getOrDefault(WATCHDOG, "");
    if (text.isEmpty() || !environment.getOrDefault(WATCHED, own).equals(own)) {
      return Optional.empty();
    }
    try {
      long micros = Long.parseLong(text);
      if (micros > 0) {
        return Optional.of(Duration.of(micros, TimeUnit.MICROSECONDS.toChronoUnit()));
      }
    } catch (NumberFormatException notANumber) {
      // Told below.
    }
    log.warn("SERVICE-NOTICES-LOST reason={} is no number of microseconds", WATCHDOG);
    return Optional.empty();
  }

  /** Every row is on the bus; or a reload is over. */
  void ready(String condition) {
    lastCondition = condition;
    send("READY=1\nSTATUS=" + condition + "\n");
  }

  /** A sentence for {@code systemctl status}; sent if it is another one. */
  void condition(String condition) {
    if (!condition.equals(lastCondition)) {
      lastCondition = condition;
      send("STATUS=" + condition + "\n");
    }
  }

  /** The settings are read again; {@link #ready} follows. */
  void reloading() {
    long micros = TimeUnit.NANOSECONDS.toMicros(SteadyTime.awakeNanos());
    send("RELOADING=1\nMONOTONIC_USEC=" + micros + "\n");
  }

  /** The end was asked for. */
  void stopping() {
    send("STOPPING=1\nSTATUS=stopping\n");
  }

  /** How long {@code main} may wait for its next {@link #turn}. */
  Duration pause(Duration most) {
    Duration wanted = watchdog.map(bound -> bound.dividedBy(TURNS_PER_WATCHDOG)).orElse(most);
    Duration atLeast = wanted.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wanted;
    return atLeast.compareTo(most) < 0 ? atLeast : most;
  }

  /**
   * Passes an answer on as a sign of life, and asks again. A question that is not answered stays
   * the only one, so a stuck owner has one of ours in its mailbox.
   *
   * @param ask puts the question to the owner of the rows, which runs what it is given; false if it
   *     could not be put
   */
  void turn(Predicate<Runnable> ask) {
    if (watchdog.isEmpty()) {
      return;
    }
    if (answered.compareAndSet(true, false)) {
      asked = false;
      send("WATCHDOG=1\n");
    }
    if (!asked) {
      asked = ask.test(() -> answered.set(true));
    }
  }

  private void send(String text) {
    if (socket == null) {
      return;
    }
    try {
      socket.send(text);
      isHeard = true;
    } catch (LinuxException failure) {
      if (isHeard) {
        log.warn("SERVICE-NOTICES-LOST reason={}", failure.getMessage());
      }
      isHeard = false;
    }
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.close();
    }
  }
}
