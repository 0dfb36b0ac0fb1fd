package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.ClientLaunch;
import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LinkPlace;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.linux.Cell;
import org.rdkb.dhcpmanager.linux.Confinement;
import org.rdkb.dhcpmanager.linux.Exit;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.Pidfd;
import org.rdkb.dhcpmanager.linux.PidfdWatch;
import org.rdkb.dhcpmanager.linux.ProcessIdentity;
import org.rdkb.dhcpmanager.linux.ProcessSpawn;
import org.rdkb.dhcpmanager.linux.Signal;
import org.rdkb.dhcpmanager.linux.SpawnRequest;
import org.rdkb.dhcpmanager.linux.SpawnResult;

/**
 * Runs client programs for the rows, one for each family. A client outlives us: it has a session of
 * its own, writes to a file, and what is needed to recognise it is in the row's run folder.
 */
public final class ProcessLauncher implements ClientLauncher, AutoCloseable {
  private static final Logger log = LogManager.getLogger(ProcessLauncher.class);
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";
  private static final Duration OUTPUT_CHECK = Duration.ofSeconds(5);
  private static final Duration TERMINATE_BOUND = Duration.ofSeconds(2);
  private static final Duration LOADING = Duration.ofMillis(2);
  private static final int LOADING_TRIES = 50;
  private static final int LAST_WORDS = 3;
  private static final Duration KILL_BOUND = Duration.ofSeconds(1);

  private final ProcessSettings settings;
  private final TokenListener tokens;
  private final LinkNames names;
  private final PidfdWatch watch;
  private final Map<ClientProcess, Tracked> running = new ConcurrentHashMap<>();

  /** Those of each family, the chosen one first: what another one of ours has left must go. */
  private final Map<Family, List<ClientDriver>> drivers;

  private record Tracked(RowId row, String linuxInterface, Pidfd pidfd) {}

  private ProcessLauncher(ProcessSettings settings, TokenListener tokens, LinkNames names)
      throws LinuxException {
    this.settings = settings;
    this.names = names;
    this.tokens = tokens;
    this.drivers =
        Map.of(
            Family.V4, ClientDrivers.of(Family.V4, settings),
            Family.V6, ClientDrivers.of(Family.V6, settings));
    this.watch = PidfdWatch.start("children", OUTPUT_CHECK, this::trimOutputs);
  }

  /**
   * Starts the thread that watches clients, all of which are in our network namespace.
   *
   * @param settings where things are
   * @param tokens learns the token of each client before that client can speak
   * @return ready, without any client
   * @throws IOException when this kernel cannot watch processes
   */
  public static ProcessLauncher open(ProcessSettings settings, TokenListener tokens)
      throws IOException {
    return open(settings, tokens, Optional::of);
  }

  /**
   * Starts the thread that watches clients.
   *
   * @param settings where things are
   * @param tokens learns the token of each client before that client can speak
   * @param names how links elsewhere are called
   * @return ready, without any client
   * @throws IOException when this kernel cannot watch processes
   */
  public static ProcessLauncher open(
      ProcessSettings settings, TokenListener tokens, LinkNames names) throws IOException {
    ProcessLauncher launcher = new ProcessLauncher(settings, tokens, names);
    launcher.endUnrecorded();
    return launcher;
  }

  /**
   * Ends clients that an earlier run of ours had started and not yet noted when it was killed: no
   * row would take them over, and one that is disabled by now would never look for them.
   */
  private void endUnrecorded() throws IOException {
    for (int pid : ProcessIdentity.pids()) {
      List<String> argv = ProcessIdentity.argv(pid);
      Optional<RowId> row = rowOf(argv);
      Optional<ClientDriver> driver = row.flatMap(id -> starter(id, argv));
      if (driver.isPresent() && folder(row.get()).readClient().isEmpty()) {
        Optional<Pidfd> held = Pidfd.open(pid);
        // First the grip, then the look.
        if (held.isPresent() && ProcessIdentity.argv(pid).equals(argv)) {
          log.warn("CLIENT-UNRECORDED row={} pid={} is ended", row.get(), pid);
          end(held.get(), driver.get());
        } else {
          held.ifPresent(Pidfd::close);
        }
      }
    }
  }

  /** The row whose run folder a command line names. */
  private Optional<RowId> rowOf(List<String> argv) {
    Path runFolder = settings.runFolder();
    return argv.stream()
        .filter(word -> word.startsWith(runFolder + "/"))
        .map(word -> word.substring(runFolder.toString().length() + 1).split("/", 2)[0])
        .flatMap(name -> RowId.parse(name).stream())
        .findFirst();
  }

  private Optional<ClientDriver> starter(RowId row, List<String> argv) {
    return drivers(row).stream().filter(one -> one.isClientOf(folder(row), argv)).findFirst();
  }

  @Override
  public void launch(ClientLaunch launch, Listener listener) throws EffectException {
    RowId row = launch.row();
    ClientDriver driver = driver(row);
    LinkPlace place = placeOf(launch.configuration(), driver);
    ClientLaunch inside =
        new ClientLaunch(row, launch.configuration().on(place.name()), launch.requestedAddress());
    Path program =
        driver.places().stream()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new EffectException(
                        FailedEffect.START_NO_PROGRAM,
                        driver.program() + " is not installed: none of " + driver.places()));
    if (!Files.isExecutable(driver.plugin())) {
      throw new EffectException(
          FailedEffect.START_NO_PROGRAM,
          driver.plugin() + " cannot be executed, no lease would be told: chmod +x it");
    }
    try {
      RowFolder folder = folder(row);
      for (ClientDriver one : drivers(row)) {
        one.sweep(folder);
      }
      clearInterface(place, drivers(row));
      folder.create();
      folder.output().trim();
      tokens.trust(row, place.toString(), folder.writeNewToken());
      String trouble = driver.prepare(folder, inside);
      if (!trouble.isEmpty()) {
        throw new EffectException(FailedEffect.START_CONFIGURATION, trouble);
      }
      start(row, place, folder, driver.argv(program, folder, inside), listener);
    } catch (IOException e) {
      throw failed(driver.program() + " not started: " + e.getMessage());
    }
  }

  /** Where the client works, the link by its kernel name. */
  private LinkPlace placeOf(ClientConfiguration configuration, ClientDriver driver)
      throws EffectException {
    LinkPlace place = LinkPlace.of(configuration.linuxInterface());
    if (!place.isElsewhere()) {
      return place;
    }
    if (!driver.worksElsewhere()) {
      throw new EffectException(
          FailedEffect.START_CONFIGURATION,
          "Interface: " + driver.program() + " works in the manager's own namespace only");
    }
    return place.named(
        names.nameIn(place.toString()).orElseThrow(() -> failed("no interface " + place)));
  }

  private void start(
      RowId row, LinkPlace place, RowFolder folder, List<String> argv, Listener listener)
      throws EffectException, IOException {
    SpawnResult result =
        ProcessSpawn.spawn(
            new SpawnRequest(
                argv,
                environment(folder, place),
                folder.output().path(),
                confinement(driver(row), folder, Path.of(argv.get(0))),
                Optional.of(place.namespace()).filter(where -> !where.isEmpty())));
    if (result instanceof SpawnResult.NoSuchProgram missing) {
      throw new EffectException(
          FailedEffect.START_NO_PROGRAM, missing.program() + " is not installed");
    }
    if (result instanceof SpawnResult.Refused refused) {
      throw failed(driver(row).program() + " not started: " + refused.reason());
    }
    Pidfd pidfd = ((SpawnResult.Started) result).process();
    // Not waited for yet, so the number is still its own, even if it has ended already.
    long startTicks = ProcessIdentity.read(pidfd.pid()).map(ProcessIdentity::startTicks).orElse(0L);
    ClientProcess client = new ClientProcess(pidfd.pid(), startTicks);
    try {
      String executable = ProcessIdentity.executable(client.pid());
      folder.writeClient(new ClientFile(client.pid(), startTicks, bootId(), executable, argv));
      driver(row).started(folder, client.pid());
    } catch (IOException e) {
      // It runs all the same; after a restart of ours it will be replaced instead of taken over.
      log.warn("CLIENT-NOT-RECORDED row={} reason={}", row, e.getMessage());
    }
    log.info("CLIENT-STARTED row={} interface={} pid={}", row, place, client.pid());
    try {
      listener.started(client);
    } finally {
      track(new Tracked(row, place.name(), pidfd), client, listener);
    }
  }

  @Override
  public Optional<ClientProcess> adopt(
      RowId row, ClientConfiguration configuration, Listener listener) {
    RowFolder folder = folder(row);
    Optional<ClientFile> written = folder.readClient();
    if (written.isEmpty()) {
      return Optional.empty();
    }
    ClientFile file = written.get();
    try {
      Optional<ClientDriver> starter = starter(row, file.argv());
      if (starter.isEmpty()) {
        log.warn("CLIENT-FOREIGN row={} pid={} is no client of this row", row, file.pid());
        folder.removeClient();
        return Optional.empty();
      }
      Optional<Pidfd> held = hold(file, starter.get());
      if (held.isEmpty()) {
        log.info("CLIENT-GONE row={} pid={} ended while we were away", row, file.pid());
        starter.get().sweep(folder);
        folder.removeClient();
        return Optional.empty();
      }
      Pidfd pidfd = held.get();
      LinkPlace wanted = LinkPlace.of(configuration.linuxInterface());
      LinkPlace place = wanted.named(names.nameIn(wanted.toString()).orElse(""));
      if (!starter.get().equals(driver(row))
          || !Rivals.isIn(place, file.pid())
          || !driver(row).serves(file.argv(), folder, row, configuration.on(place.name()))) {
        log.info("CLIENT-OUTDATED row={} pid={} was started otherwise", row, file.pid());
        end(pidfd, starter.get());
        starter.get().sweep(folder);
        folder.removeClient();
        return Optional.empty();
      }
      ClientProcess client = new ClientProcess(file.pid(), file.startTicks());
      Optional<String> token = folder.readToken();
      if (token.isEmpty()) {
        log.info("CLIENT-MUTE row={} pid={} has lost its token", row, file.pid());
        end(pidfd, driver(row));
        folder.removeClient();
        return Optional.empty();
      }
      tokens.trust(row, place.toString(), token.get());
      log.info("CLIENT-ADOPTED row={} pid={}", row, client.pid());
      track(new Tracked(row, place.name(), pidfd), client, listener);
      return Optional.of(client);
    } catch (IOException e) {
      log.warn("CLIENT-NOT-ADOPTED row={} pid={} reason={}", row, file.pid(), e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void signal(ClientProcess client, ClientSignal signal) {
    Tracked tracked = running.get(client);
    if (tracked == null) {
      log.debug("CLIENT-SIGNAL-LATE pid={} signal={}", client.pid(), signal);
      return;
    }
    try {
      boolean sent =
          driver(tracked.row())
              .signal(tracked.pidfd(), folder(tracked.row()), tracked.linuxInterface(), signal);
      log.info(
          "CLIENT-SIGNAL row={} pid={} signal={} sent={}",
          tracked.row(),
          client.pid(),
          signal,
          sent);
    } catch (IOException e) {
      log.error("CLIENT-SIGNAL-REFUSED row={} reason={}", tracked.row(), e.getMessage());
    }
  }

  /**
   * The rows that have a run folder, whether or not they are configured.
   *
   * @return in no order; none if the run folder cannot be listed
   */
  public List<RowId> rows() {
    try (Stream<Path> folders = Files.list(settings.runFolder())) {
      return folders.flatMap(path -> RowId.parse(path.getFileName().toString()).stream()).toList();
    } catch (IOException | UncheckedIOException none) {
      log.debug("CLIENT-FOLDERS-UNKNOWN reason={}", none.toString());
      return List.of();
    }
  }

  @Override
  public void forget(RowId row) {
    tokens.distrust(row);
    try {
      folder(row).delete();
    } catch (IOException e) {
      log.warn("CLIENT-FILES-STAY row={} reason={}", row, e.getMessage());
    }
  }

  /**
   * What the row's client said last.
   *
   * @param row whose
   * @param lines how many lines at most
   * @return printable ASCII, oldest first; empty when there is nothing
   */
  public List<String> outputTail(RowId row, int lines) {
    return folder(row).output().tail(lines);
  }

  /** Ends the thread; clients go on, and a later run takes them over. */
  @Override
  public void close() {
    watch.close();
    running.clear();
  }

  private void track(Tracked tracked, ClientProcess client, Listener listener) {
    RowId row = tracked.row();
    running.put(client, tracked);
    watch.add(
        tracked.pidfd(),
        (pid, exit) -> {
          running.remove(client);
          String how = describe(exit, folder(row).output());
          log.info("CLIENT-EXITED row={} pid={} how={}", row, pid, describe(exit));
          if (exit instanceof Exit.Killed) {
            sweep(row); // one that ends by itself ends its helpers, once they have sent what they
            // have
          }
          forgetClient(row, client);
          listener.exited(client, how);
        });
  }

  /**
   * What said that it runs goes before anybody can start the next one. Its token stays until then:
   * what it reported last may not have been read yet.
   */
  private void forgetClient(RowId row, ClientProcess client) {
    try {
      folder(row).removeClient();
    } catch (IOException e) {
      log.warn("CLIENT-FILES-STAY row={} pid={} reason={}", row, client.pid(), e.getMessage());
    }
  }

  private void sweep(RowId row) {
    try {
      driver(row).sweep(folder(row));
    } catch (IOException e) {
      log.warn("CLIENT-HELPERS-STAY row={} reason={}", row, e.getMessage());
    }
  }

  /** Takes hold of the client that a file tells of, if it is provably the same process. */
  private static Optional<Pidfd> hold(ClientFile file, ClientDriver driver) throws IOException {
    if (!file.bootId().equals(bootId()) || file.pid() == ProcessHandle.current().pid()) {
      return Optional.empty();
    }
    // First the grip, then the look: what is seen now is what is held.
    Optional<Pidfd> pidfd = Pidfd.open(file.pid());
    if (pidfd.isEmpty()) {
      return Optional.empty();
    }
    ProcessIdentity recorded = new ProcessIdentity(file.pid(), file.startTicks());
    if (ProcessIdentity.read(file.pid()).equals(Optional.of(recorded))
        && driver.isSame(file.argv(), argv(pidfd.get()))
        && ProcessIdentity.executable(file.pid()).equals(file.executable())) {
      return pidfd;
    }
    pidfd.get().close();
    return Optional.empty();
  }

  /** A program that is being loaded has no command line yet, for some microseconds. */
  private static List<String> argv(Pidfd process) throws LinuxException {
    List<String> argv = ProcessIdentity.argv(process.pid());
    for (int i = 0; i < LOADING_TRIES && argv.isEmpty() && !process.awaitEnd(LOADING); i++) {
      argv = ProcessIdentity.argv(process.pid());
    }
    return argv;
  }

  /**
   * Ends clients of ours that nobody tracks any more; refuses to run beside one of somebody else.
   */
  private void clearInterface(LinkPlace place, List<ClientDriver> family)
      throws IOException, EffectException {
    for (Rivals.Rival rival : Rivals.on(place, family, settings.runFolder())) {
      ClientDriver driver = rival.driver();
      int pid = rival.identity().pid();
      ClientProcess client = new ClientProcess(pid, rival.identity().startTicks());
      if (running.containsKey(client)) {
        throw failed(driver.program() + " pid " + pid + " of another row runs on " + place);
      }
      if (!rival.isOurs()) {
        throw failed(driver.program() + " pid " + pid + ", not ours, runs on " + place);
      }
      log.warn("CLIENT-LEFTOVER interface={} pid={} is ended", place, pid);
      Optional<Pidfd> pidfd = Pidfd.open(pid);
      if (pidfd.isPresent()
          && ProcessIdentity.read(pid).equals(Optional.of(rival.identity()))
          && !end(pidfd.get(), driver)) {
        throw failed(driver.program() + " pid " + pid + " does not end and runs on " + place);
      }
    }
  }

  /** In kindness, then KILL; true when it has ended. Nothing is released. */
  private boolean end(Pidfd pidfd, ClientDriver driver) throws IOException {
    RowFolder none = new RowFolder(settings.runFolder(), settings.spoolFolder());
    try (pidfd) {
      return !driver.signal(pidfd, none, "", ClientSignal.TERMINATE)
          || pidfd.awaitEnd(TERMINATE_BOUND)
          || !pidfd.signal(Signal.KILL)
          || pidfd.awaitEnd(KILL_BOUND);
    }
  }

  private void trimOutputs() {
    for (Tracked tracked : running.values()) {
      try {
        if (folder(tracked.row()).output().trim()) {
          log.info("CLIENT-OUTPUT-TRIMMED row={}", tracked.row());
        }
      } catch (IOException e) {
        log.warn("CLIENT-OUTPUT-UNBOUNDED row={} reason={}", tracked.row(), e.getMessage());
      }
    }
  }

  /** Without a user for clients: what the program must be kept from, and no more. */
  private Confinement confinement(ClientDriver driver, RowFolder folder, Path program) {
    Confinement least = driver.confinement(folder);
    if (settings.user().isEmpty()) {
      return least;
    }
    ClientUser user = driver.runsAsAnother() ? settings.user().get() : ClientUser.ROOT;
    ClientPlugins plugins = settings.plugins();
    List<Path> writable = new ArrayList<>(driver.writable(folder));
    writable.add(folder.spool());
    return least.in(
        new Cell(
            user.user(),
            user.group(),
            driver.rights(),
            List.of(
                folder.path(),
                program,
                plugins.udhcpc(),
                plugins.dibbler(),
                plugins.dhcpcd(),
                plugins.frame()),
            writable,
            List.of(settings.stateFolder())));
  }

  private ClientDriver driver(RowId row) {
    return drivers(row).get(0);
  }

  private List<ClientDriver> drivers(RowId row) {
    return Objects.requireNonNull(drivers.get(row.family()));
  }

  private RowFolder folder(RowId row) {
    return new RowFolder(
        settings.runFolder().resolve(row.toString()),
        settings.spoolFolder().resolve(row.toString()),
        settings.user().filter(user -> driver(row).runsAsAnother()).orElse(ClientUser.ROOT));
  }

  /** Elsewhere nobody is to be reached but strangers, who must not learn the token. */
  private Map<String, String> environment(RowFolder folder, LinkPlace place) {
    return Map.of(
        "PATH",
        PATH,
        "DHCPMGR_ROW",
        folder.path().toString(),
        "DHCPMGR_SPOOL",
        folder.spool().toString(),
        "DHCPMGR_MONITOR",
        place.isElsewhere() ? "" : settings.monitor());
  }

  private static String describe(Exit exit, OutputFile output) {
    List<String> last = output.tail(LAST_WORDS);
    return describe(exit) + (last.isEmpty() ? "" : ": " + String.join(" | ", last));
  }

  private static String describe(Exit exit) {
    if (exit instanceof Exit.Status status) {
      return "exit code " + status.status();
    }
    if (exit instanceof Exit.Killed killed) {
      return "signal " + killed.signal();
    }
    return "gone";
  }

  private static String bootId() throws IOException {
    return Files.readString(BOOT_ID).strip();
  }

  private static EffectException failed(String reason) {
    return new EffectException(FailedEffect.START, reason);
  }
}
