package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.cli.DaemonRunner;
import org.rdkb.dhcpmanager.cli.ExitCode;
import org.rdkb.dhcpmanager.cli.RunOptions;

/**
 * Runs the manager in the foreground until a signal ends it: SIGTERM and SIGINT stop in order, a
 * second one at once, SIGHUP reads the settings again.
 */
final class Daemon implements DaemonRunner {
  private static final Logger log = LogManager.getLogger(Daemon.class);
  private static final Path SYSTEM_FILE = Path.of("/etc/dhcpmgr/dhcpmgr.properties");
  private static final int AT_ONCE = 130;

  /** What a signal asks for. A second stop never gets here. */
  private enum Request {
    STOP,
    RELOAD
  }

  /** What the manager is busy with. */
  private enum Work {
    STARTING("it waits until the start is over"),
    SERVING("it begins"),
    RELOADING("it waits until another one is over");

    private final String meaning;

    Work(String meaning) {
      this.meaning = meaning;
    }
  }

  private static final Duration UPKEEP = Duration.ofSeconds(5);

  private final InstantSource wallClock;
  private final BlockingQueue<Request> requests = new ArrayBlockingQueue<>(4);
  private long upkeepDue = System.nanoTime() + UPKEEP.toNanos();
  private Work work = Work.STARTING;
  private boolean stopping;

  Daemon(InstantSource wallClock) {
    this.wallClock = wallClock;
  }

  @Override
  public int run(RunOptions options) {
    Signals.on("TERM", this::stop);
    Signals.on("INT", this::stop);
    Signals.on("HUP", this::reload);
    Path file = settingsFile(options.config());
    Settings settings;
    try {
      settings = settings(options);
    } catch (SettingsException refused) {
      log.error("SETTINGS-REFUSED {}", refused.getMessage());
      return ExitCode.USAGE;
    }
    try (ServiceNotices notices = ServiceNotices.to(System.getenv());
        Assembly assembly = Assembly.start(settings, wallClock)) {
      notices.ready(assembly.condition());
      begin(Work.SERVING);
      serve(assembly, notices, options, file);
      notices.stopping();
      return ExitCode.OK;
    } catch (IOException failure) {
      log.error("START-FAILED {}", failure.getMessage());
      return ExitCode.PREREQUISITES;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    }
  }

  /** The settings that a run with these options would start with. */
  static Settings settings(RunOptions options) throws SettingsException {
    return with(options, SettingsFile.load(settingsFile(options.config())));
  }

  private void serve(Assembly assembly, ServiceNotices notices, RunOptions options, Path file)
      throws InterruptedException {
    Request request = next(assembly, notices);
    while (request == Request.RELOAD) {
      notices.reloading();
      begin(Work.RELOADING);
      long begun = System.nanoTime();
      ReloadOutcome outcome = reload(assembly, options, file);
      log.info(
          "SETTINGS-RELOADED {} after={} ms", outcome, (System.nanoTime() - begun) / 1_000_000);
      begin(Work.SERVING);
      notices.ready(assembly.condition());
      request = next(assembly, notices);
    }
    log.info("STOPPING");
  }

  /** One at a time, on this thread; the settings are read whole before any of them counts. */
  private static ReloadOutcome reload(Assembly assembly, RunOptions options, Path file) {
    try {
      return assembly.reload(with(options, SettingsFile.load(file)));
    } catch (SettingsException refused) {
      log.error("SETTINGS-KEPT the old ones stay in force: {}", refused.getMessage());
      assembly.settingsRefused();
      return ReloadOutcome.REFUSED;
    }
  }

  private synchronized void begin(Work next) {
    work = next;
  }

  /** Between requests, this thread is the one that thinks of upkeep and of the watchdog. */
  private Request next(Assembly assembly, ServiceNotices notices) throws InterruptedException {
    Duration pause = notices.pause(UPKEEP);
    @Nullable Request request = null;
    while (request == null) {
      if (System.nanoTime() - upkeepDue >= 0) {
        upkeepDue = System.nanoTime() + UPKEEP.toNanos();
        assembly.upkeep();
        notices.condition(assembly.condition());
      }
      notices.turn(assembly::askRows);
      request = requests.poll(pause.toNanos(), TimeUnit.NANOSECONDS);
    }
    return request;
  }

  private synchronized void stop() {
    if (stopping) {
      Runtime.getRuntime().halt(AT_ONCE);
    }
    stopping = true;
    requests.clear();
    requests.add(Request.STOP);
  }

  private synchronized void reload() {
    if (stopping) {
      return;
    }
    if (requests.contains(Request.RELOAD)) {
      log.info("SETTINGS-RELOAD-JOINED a reload is waiting already");
    } else {
      log.info("SETTINGS-RELOAD-ASKED {}", work.meaning);
      requests.add(Request.RELOAD);
    }
  }

  /** The file that was named, else that of the system, else that of the checkout. */
  static Path settingsFile(Optional<Path> config) {
    return config.orElseGet(
        () -> Files.exists(SYSTEM_FILE) ? SYSTEM_FILE : Home.file("etc", "dhcpmgr.properties"));
  }

  /** The command line decides over the file. */
  private static Settings with(RunOptions options, Settings file) throws SettingsException {
    Map<SettingKey, String> said = new EnumMap<>(SettingKey.class);
    options.bus().ifPresent(bus -> said.put(SettingKey.BUS_ADDRESS, bus));
    options.profile().ifPresent(profile -> said.put(SettingKey.PROFILE, profile));
    options
        .state()
        .ifPresent(path -> said.put(SettingKey.STATE_FOLDER, path.toAbsolutePath().toString()));
    options
        .run()
        .ifPresent(path -> said.put(SettingKey.RUN_FOLDER, path.toAbsolutePath().toString()));
    return file.with(said);
  }
}
