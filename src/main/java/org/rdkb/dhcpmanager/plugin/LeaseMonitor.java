package org.rdkb.dhcpmanager.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The endpoint that client plugins report to. Any thread may call; reports go out on the monitor's
 * own. May be started and closed again and again.
 *
 * <p>Which numbers have been dealt with survives a restart in the row's spool folder: a message's
 * file stays until {@link #stored}, which first notes the number in {@code .done}. At start,
 * whatever is newer than that note is handed over again.
 */
public final class LeaseMonitor implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(LeaseMonitor.class);
  private static final Duration STOP_BOUND = Duration.ofSeconds(2);

  private final MonitorAddress address;
  private final Spool spool;
  private final TokenBook tokens;
  private final ReportSink sink;
  private final InstantSource wallClock;
  private final Optional<Acknowledging> acknowledging;
  private final Tally tally = new Tally();
  private @Nullable Running running;

  private record Running(
      ZContext context,
      Doorbell doorbell,
      MonitorLoop loop,
      SpoolWatch watch,
      Thread monitor,
      Thread spool,
      String forPlugins,
      Optional<String> trouble) {}

  /**
   * A monitor that does not run yet.
   *
   * @param address where to listen
   * @param spoolRoot the folder of the rows' spool folders; made, 0700, if it is absent
   * @param tokens who may report
   * @param sink where reports go
   * @param wallClock the clock that file times are of
   */
  public LeaseMonitor(
      MonitorAddress address,
      Path spoolRoot,
      TokenBook tokens,
      ReportSink sink,
      InstantSource wallClock) {
    this(address, spoolRoot, tokens, sink, wallClock, Optional.empty());
  }

  /**
   * The same with a door for senders that want an answer.
   *
   * @param address where to listen
   * @param spoolRoot the folder of the rows' spool folders
   * @param tokens who may report
   * @param sink where reports go
   * @param wallClock the clock that file times are of
   * @param acknowledging that door; absent: none
   */
  public LeaseMonitor(
      MonitorAddress address,
      Path spoolRoot,
      TokenBook tokens,
      ReportSink sink,
      InstantSource wallClock,
      Optional<Acknowledging> acknowledging) {
    this.acknowledging = acknowledging;
    this.wallClock = wallClock;
    this.address = address;
    this.spool = new Spool(spoolRoot.toAbsolutePath());
    this.tokens = tokens;
    this.sink = sink;
  }

  /**
   * Listens, and hands over what waits in the spool. The tokens of adopted clients must be known by
   * then: a message whose token nobody has is set aside.
   *
   * @throws MonitorStartException if the address is taken (naming by whom, where that can be known)
   *     or the spool cannot be used
   */
  public synchronized void start() throws MonitorStartException {
    if (running != null) {
      throw new IllegalStateException("monitor runs already");
    }
    ZContext context = new ZContext();
    try {
      running = assemble(context);
    } catch (ZMQException failed) {
      context.close();
      throw new MonitorStartException(explain(failed), failed);
    } catch (IOException failed) {
      context.close();
      throw new MonitorStartException("lease monitor cannot start: " + failed, failed);
    }
    running.monitor().start();
    running.spool().start();
    log.info("MONITOR-STARTED address={} spool={}", running.forPlugins(), spool.root());
    running
        .trouble()
        .ifPresent(
            reason ->
                log.warn(
                    "MONITOR-UNREACHABLE address={} reason={}; messages come by their files",
                    forPlugins(),
                    reason));
  }

  /**
   * Why plugins could not reach it when it was started: then messages come by their files only.
   *
   * @return absent if they could, or it does not run
   */
  public synchronized Optional<String> trouble() {
    return running == null ? Optional.empty() : running.trouble();
  }

  private Running assemble(ZContext context) throws IOException {
    context.setLinger(0);
    Files.createDirectories(
        spool.root(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Intake intake = open(context);
    Doorbell doorbell = new Doorbell(context);
    SpoolWatch watch;
    try {
      watch = new SpoolWatch(spool, doorbell, tally);
    } catch (IOException failed) {
      intake.close();
      throw failed;
    }
    Reception reception = new Reception(spool, tokens, sink, tally, wallClock);
    MonitorLoop loop =
        new MonitorLoop(context, doorbell, () -> open(context), intake, reception, tally);
    return new Running(
        context,
        doorbell,
        loop,
        watch,
        thread(loop, "monitor"),
        thread(watch, "spool"),
        intake.forPlugins(),
        trouble(intake.forPlugins()));
  }

  private Optional<String> trouble(String forPlugins) {
    if (!(address instanceof MonitorAddress.Tcp tcp)) {
      return Optional.empty();
    }
    int port = Integer.parseInt(forPlugins.substring(forPlugins.lastIndexOf(':') + 1));
    return Reachability.trouble(tcp.host(), port);
  }

  private Intake open(ZContext context) throws IOException {
    Intake plugins = openForPlugins(context);
    if (acknowledging.isEmpty()) {
      return plugins;
    }
    try {
      return new TwoDoors(plugins, AskedIntake.open(context, acknowledging.get()));
    } catch (ZMQException taken) {
      plugins.close();
      int port = acknowledging.get().address().port();
      throw new IOException(
          "port " + port + " of monitor.acknowledge is taken by " + PortOwner.describe(port),
          taken);
    }
  }

  private Intake openForPlugins(ZContext context) throws IOException {
    if (address instanceof MonitorAddress.Tcp tcp) {
      return TcpIntake.open(context, tcp);
    }
    return UnixIntake.open(context, (MonitorAddress.Unix) address);
  }

  private static Thread thread(Runnable work, String role) {
    Thread thread = new Thread(work, role);
    thread.setDaemon(true);
    return thread;
  }

  private String explain(ZMQException failed) {
    if (address instanceof MonitorAddress.Tcp tcp
        && failed.getErrorCode() == ZMQ.Error.EADDRINUSE.getCode()) {
      return "lease monitor cannot listen on "
          + tcp.forPlugins()
          + ": the port is taken by "
          + PortOwner.describe(tcp.port());
    }
    return "lease monitor cannot listen on " + address.forPlugins() + ": " + failed.getMessage();
  }

  /**
   * Where plugins find the monitor, for {@code DHCPMGR_MONITOR}.
   *
   * @return {@code host:port}, with the port really used while it runs, or {@code unix:/path}
   */
  public synchronized String forPlugins() {
    return running == null ? address.forPlugins() : running.forPlugins();
  }

  /**
   * The row's spool folder, for {@code DHCPMGR_SPOOL}; made, 0700, if it is absent. To be called
   * before a client is started.
   *
   * @param row the row
   * @return its folder
   * @throws IOException if it cannot be made
   */
  public Path prepare(RowId row) throws IOException {
    return spool.prepare(row);
  }

  /**
   * What a report led to is durable (or needs not be): its message and all before it are removed.
   *
   * @param row the row
   * @param sequence as handed over
   */
  public void stored(RowId row, long sequence) {
    try {
      if (spool.exists(row)) {
        spool.markDone(row, sequence);
      }
    } catch (IOException failed) {
      tally.spoolFailures.increment();
      log.warn("SPOOL-NOT-CLEARED row={} reason={}", row, failed.toString());
    }
  }

  /**
   * The rows that have a spool folder, whether or not they are configured.
   *
   * @return in no order; none if the spool cannot be listed
   */
  public List<RowId> rows() {
    try {
      return spool.rows();
    } catch (IOException | UncheckedIOException none) {
      log.debug("SPOOL-NOT-LISTED reason={}", none.toString());
      return List.of();
    }
  }

  /**
   * Removes a deleted row's spool folder. Absent is normal.
   *
   * @param row the deleted row
   */
  public void forget(RowId row) {
    try {
      spool.forget(row);
    } catch (IOException failed) {
      tally.spoolFailures.increment();
      log.warn("SPOOL-NOT-REMOVED row={} reason={}", row, failed.toString());
    }
  }

  /**
   * The counters now. They go on over a restart of the monitor.
   *
   * @return an immutable snapshot
   */
  public MonitorCounters counters() {
    return tally.snapshot();
  }

  /** Stops listening, frees the port, ends both threads. A second call does nothing. */
  @Override
  public synchronized void close() {
    Running stopping = running;
    if (stopping == null) {
      return;
    }
    running = null;
    stopping.loop().stop();
    try {
      stopping.watch().close();
    } catch (IOException failed) {
      log.warn("SPOOL-WATCH-NOT-CLOSED reason={}", failed.toString());
    }
    try (ZMQ.Socket button = stopping.doorbell().button()) {
      stopping.doorbell().ring(button, List.of());
      boolean monitorEnded = ended(stopping.monitor());
      boolean spoolEnded = ended(stopping.spool());
      if (!monitorEnded || !spoolEnded) {
        return; // its sockets belong to that thread; closing them here could crash it
      }
    }
    stopping.context().close();
    log.info("MONITOR-STOPPED");
  }

  private static boolean ended(Thread thread) {
    try {
      thread.join(STOP_BOUND.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.error("THREAD-NOT-STOPPED name={} bound={}", thread.getName(), STOP_BOUND);
    }
    return !thread.isAlive();
  }
}
