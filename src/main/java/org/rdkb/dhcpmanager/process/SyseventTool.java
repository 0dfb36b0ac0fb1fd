package org.rdkb.dhcpmanager.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.SystemEvent;
import org.rdkb.dhcpmanager.core.client.SystemEvents;
import org.rdkb.dhcpmanager.linux.Exit;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.Pidfd;
import org.rdkb.dhcpmanager.linux.ProcessSpawn;
import org.rdkb.dhcpmanager.linux.Signal;
import org.rdkb.dhcpmanager.linux.SpawnRequest;
import org.rdkb.dhcpmanager.linux.SpawnResult;

/**
 * RDK-B's {@code sysevent set NAME VALUE}: one short-lived process for each event, in order, on a
 * thread of its own, so that a daemon that does not answer holds up no lease. A tool that takes
 * longer than 2 s is killed; what does not fit into the queue is lost, and said so.
 */
public final class SyseventTool implements SystemEvents, AutoCloseable {
  private static final Logger log = LogManager.getLogger(SyseventTool.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(1);
  private static final Path NOWHERE = Path.of("/dev/null");
  private static final int MOST_WAITING = 1024;

  private final Path tool;
  private final BlockingQueue<Optional<SystemEvent>> waiting =
      new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread = new Thread(this::run, "system-events");

  private SyseventTool(Path tool) {
    this.tool = tool;
    thread.setDaemon(true);
  }

  /**
   * Starts the thread; whether the tool is there shows with the first event.
   *
   * @param tool absolute path
   * @return running until {@link #close}
   */
  public static SyseventTool start(Path tool) {
    SyseventTool started = new SyseventTool(tool);
    started.thread.start();
    return started;
  }

  @Override
  public void fire(SystemEvent event) {
    if (!waiting.offer(Optional.of(event))) {
      log.error("SYSTEM-EVENT-LOST name={} reason={} events wait", event.name(), MOST_WAITING);
    }
  }

  private void run() {
    try {
      Optional<SystemEvent> next = waiting.take();
      while (next.isPresent()) {
        Optional<String> failure = set(next.get());
        if (failure.isPresent()) {
          log.error("SYSTEM-EVENT-LOST name={} reason={}", next.get().name(), failure.get());
        } else {
          log.info("SYSTEM-EVENT name={} value={}", next.get().name(), next.get().value());
        }
        next = waiting.take();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> set(SystemEvent event) {
    List<String> argv = List.of(tool.toString(), "set", event.name(), event.value());
    SpawnResult result = ProcessSpawn.spawn(new SpawnRequest(argv, Map.of(), NOWHERE));
    if (result instanceof SpawnResult.Started started) {
      try (Pidfd process = started.process()) {
        return awaitEnd(process);
      } catch (LinuxException failure) {
        return Optional.of(String.valueOf(failure.getMessage()));
      }
    }
    return Optional.of(
        result instanceof SpawnResult.Refused refused ? refused.reason() : "no program " + tool);
  }

  private static Optional<String> awaitEnd(Pidfd process) throws LinuxException {
    Optional<Exit> exit = process.awaitExit(PATIENCE);
    if (exit.isPresent()) {
      return exit.filter(it -> !it.equals(new Exit.Status(0))).map(Exit::toString);
    }
    process.signal(Signal.KILL);
    process.awaitEnd(STOP_PATIENCE);
    return Optional.of("no end within " + PATIENCE.toSeconds() + " s");
  }

  /** Lets waiting events out for a second, and leaves the rest. */
  @Override
  public void close() {
    try {
      waiting.offer(Optional.empty(), STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      TimeUnit.MILLISECONDS.timedJoin(thread, STOP_PATIENCE.toMillis());
      if (thread.isAlive()) {
        log.warn("SYSTEM-EVENTS-LEFT count={}", waiting.size());
        thread.interrupt();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
