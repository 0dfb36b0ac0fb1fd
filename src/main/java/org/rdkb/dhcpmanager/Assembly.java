package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.attach.Attachments;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.ClientEvents;
import org.rdkb.dhcpmanager.bus.CountedProvider;
import org.rdkb.dhcpmanager.bus.DataModelProvider;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.core.attach.AttachCounters;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.CheckExtent;
import org.rdkb.dhcpmanager.core.attach.ForwardingRule;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientEvent;
import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.ClientNotice;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.ClientRecord;
import org.rdkb.dhcpmanager.core.client.ClientState;
import org.rdkb.dhcpmanager.core.client.Diagnosis;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.Idle;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.LinkPlace;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.core.client.RdkSystemEvents;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.StandaloneSystemEvents;
import org.rdkb.dhcpmanager.core.client.Standing;
import org.rdkb.dhcpmanager.core.client.SystemEvent;
import org.rdkb.dhcpmanager.core.client.SystemEvents;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.dbus.Dbus;
import org.rdkb.dhcpmanager.extension.host.Extensions;
import org.rdkb.dhcpmanager.kernel.KernelCanGateway;
import org.rdkb.dhcpmanager.kernel.LinkMaker;
import org.rdkb.dhcpmanager.kernel.LinkWatches;
import org.rdkb.dhcpmanager.kernel.PlacedInstaller;
import org.rdkb.dhcpmanager.kernel.RoutePolicy;
import org.rdkb.dhcpmanager.plugin.Acknowledging;
import org.rdkb.dhcpmanager.plugin.ClientTokens;
import org.rdkb.dhcpmanager.plugin.LeaseMonitor;
import org.rdkb.dhcpmanager.plugin.MonitorAddress;
import org.rdkb.dhcpmanager.plugin.MonitorPlace;
import org.rdkb.dhcpmanager.plugin.MonitorStartException;
import org.rdkb.dhcpmanager.plugin.StockPlugins;
import org.rdkb.dhcpmanager.probe.Diagnoses;
import org.rdkb.dhcpmanager.process.ClientPlugins;
import org.rdkb.dhcpmanager.process.ProcessLauncher;
import org.rdkb.dhcpmanager.process.ProcessSettings;
import org.rdkb.dhcpmanager.process.SyseventTool;
import org.rdkb.dhcpmanager.process.TokenListener;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.row.ClientPorts;
import org.rdkb.dhcpmanager.row.RowOwner;
import org.rdkb.dhcpmanager.server.ServerError;
import org.rdkb.dhcpmanager.store.AttachmentsFile;
import org.rdkb.dhcpmanager.store.LeaseFiles;
import org.rdkb.dhcpmanager.store.LeaseListener;
import org.rdkb.dhcpmanager.store.ReadyMarker;
import org.rdkb.dhcpmanager.store.ResolverFile;
import org.rdkb.dhcpmanager.store.RowsFile;
import org.rdkb.dhcpmanager.store.StateFolder;
import org.rdkb.dhcpmanager.store.SystemEventFiles;
import org.rdkb.dhcpmanager.store.backup.SealedTarget;
import org.rdkb.dhcpmanager.store.history.LeaseHistory;
import org.rdkb.dhcpmanager.tr181.AfterBoot;
import org.rdkb.dhcpmanager.tr181.Bindings;
import org.rdkb.dhcpmanager.tr181.ClientConfigurations;
import org.rdkb.dhcpmanager.tr181.ClientRows;
import org.rdkb.dhcpmanager.tr181.DataModel;
import org.rdkb.dhcpmanager.tr181.DeclaredLinks;
import org.rdkb.dhcpmanager.tr181.Done;
import org.rdkb.dhcpmanager.tr181.InterfaceMap;
import org.rdkb.dhcpmanager.tr181.LiveChanges;
import org.rdkb.dhcpmanager.tr181.LogLevel;
import org.rdkb.dhcpmanager.tr181.ModelChange;
import org.rdkb.dhcpmanager.tr181.Outcome;
import org.rdkb.dhcpmanager.tr181.Profile;
import org.rdkb.dhcpmanager.tr181.RelayConfigurations;
import org.rdkb.dhcpmanager.tr181.RowChange;
import org.rdkb.dhcpmanager.tr181.RowTree;
import org.rdkb.dhcpmanager.tr181.Schema;
import org.rdkb.dhcpmanager.tr181.ServedPools;
import org.rdkb.dhcpmanager.tr181.ServerConfigurations;
import org.rdkb.dhcpmanager.tr181.StartSummary;

/**
 * All parts, wired to each other: the one place that knows every shell. Started in the order of
 * {@link #start}, stopped in the reverse order.
 */
final class Assembly implements AutoCloseable, ClientRows {
  private static final Logger log = LogManager.getLogger(Assembly.class);
  private static final Duration CLIENTS_STOP = Duration.ofMillis(1500);
  private static final Path STOCK_UDHCPC_PLUGIN = Path.of("/usr/bin/dhcpmgr_udhcpc_plugin");
  private static final Path STOCK_DIBBLER_PLUGIN = Path.of("/usr/bin/dhcpmgr_dibbler_plugin");
  private static final int OUTPUT_LINES = 5;
  private static final Duration ROWS_READY = Duration.ofSeconds(5);

  private final InstantSource wallClock;
  private final SteadyClock clock;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final ClientTokens tokens = new ClientTokens();
  private final Announcements announcements = new Announcements();
  private final MessagePath messagePath = new MessagePath(System::nanoTime);
  private final LeaseTally tally = new LeaseTally();
  private final StartRecord startRecord;
  private volatile Settings settings;
  private final LogControl logControl = LogControl.open();
  private final Object resolverTurn = new Object();
  private volatile Optional<ResolverFile> resolver = Optional.empty();

  // Assigned once, by the starting thread, while threads of earlier parts run already.
  private volatile SystemEvents systemEvents = SystemEvents.NONE;
  private volatile @Nullable DataModel model;
  private volatile @Nullable RowOwner rows;
  private volatile @Nullable ProcessLauncher launcher;
  private volatile @Nullable Extensions extensions;
  private volatile @Nullable LeaseMonitor monitor;
  private volatile @Nullable Attachments attachments;
  private volatile @Nullable LinkWatches linkWatches;
  private volatile @Nullable ContainerClients containerClients;
  private volatile @Nullable Diagnoses diagnoses;
  private volatile @Nullable Upkeep upkeep;
  private volatile @Nullable StateFolder stateFolder;
  private volatile @Nullable AddressServer addressServer;

  private Assembly(Settings settings, InstantSource wallClock) {
    this.settings = settings;
    this.wallClock = wallClock;
    this.clock = new SteadyClock(wallClock);
    this.resolver = settings.resolverToWrite().map(ResolverFile::new);
    this.startRecord = new StartRecord(wallClock.instant(), System::nanoTime);
  }

  /** Starts everything; on failure what was started is stopped again. */
  static Assembly start(Settings settings, InstantSource wallClock) throws IOException {
    Assembly assembly = new Assembly(settings, wallClock);
    try {
      assembly.assemble();
      return assembly;
    } catch (IOException | RuntimeException failure) {
      assembly.close();
      throw failure;
    }
  }

  private void assemble() throws IOException {
    ReadyMarker ready = new ReadyMarker(settings.readyFile());
    ready.remove();
    Places places = new Places(settings);
    StateFolder state = StateFolder.open(places.state());
    open.push(state);
    state.sweep();
    int setAside = state.quarantined().size();
    Path run = places.run();
    // With the tokens, in memory: what waits here is worthless after a reboot, and wears no flash.
    Path spool = run.resolve("spool");
    RowsFile rowsFile = new RowsFile(state, Places.bootId());
    LeaseFiles leases =
        new LeaseFiles(
            state,
            new LeaseFiles.Clocks(clock::wallTime, clock::steadyTime, Places.bootId()),
            openHistory(state, run));
    stateFolder = state;
    startRecord.step("state folder");
    MonitorPlace place = new MonitorPlace(run.resolve("monitor"));
    MonitorAddress monitorAddress = place.settle(settings.monitorAddress());

    LinkWatches links = LinkWatches.start(this::linkChanged);
    linkWatches = links;
    open.push(links);
    PlacedInstaller kernel =
        PlacedInstaller.open(
            settings.profile() == Profile.RDK ? RoutePolicy.LEAVE : RoutePolicy.INSTALL);
    open.push(kernel);
    ProcessLauncher processes =
        ProcessLauncher.open(
            processSettings(places.state(), run, spool, monitorAddress), trust(), links::nameIn);
    launcher = processes;
    open.push(processes);
    if (settings.extensionsFolder().isPresent()) {
      extensions = Extensions.load(settings.extensionsFolder().get());
      open.push(extensions);
    }
    ClientLauncher clients = extensions == null ? processes : extensions.before(processes);
    systemEvents = openSystemEvents(run);
    Attachments attached = openAttachments(state);
    RowOwner owner =
        new RowOwner(
            clock,
            links::state,
            settings.linkDebounce(),
            new ClientPorts(
                clients,
                kernel,
                messagePath.timed(leases),
                this::publish,
                systemEvents,
                settings.profile() == Profile.RDK
                    ? new RdkSystemEvents()
                    : new StandaloneSystemEvents()),
            this::rowChanged);
    rows = owner;
    addressServer = openServer(places.state().resolve("server"));
    addressServer.errors().tell(report -> announcements.publish(ServerEvents.of(report)));
    open.push(addressServer);
    model = openModel(rowsFile, places.bus());
    logControl.use(LogLevel.in(dataModel().tree()));
    attached.declare(DeclaredLinks.of(dataModel().tree()));
    follow(dataModel().tree());
    startRecord.step("configuration");
    recover(owner, clients, leases, links);
    startRecord.step("leases and clients");

    monitor =
        new LeaseMonitor(monitorAddress, spool, tokens, this::reported, wallClock, acknowledging());
    try {
      monitor.start();
    } catch (MonitorStartException failure) {
      Telemetry.monitorNotStarted();
      throw new IOException(failure.getMessage(), failure);
    }
    open.push(monitor);
    place.note(monitorAddress);
    if (settings.stockPlugins()) {
      open.push(
          StockPlugins.start(
              StockPlugins.PORT,
              tokens::rowOn,
              (row, sequence, report, age) ->
                  report(row, new ClientEvent.LeaseReported(report), () -> {})));
    }
    owner.start();
    open.push(owner);
    owner.awaitBegun(ROWS_READY);
    startRecord.step("lease monitor and rows");
    updateResolver(); // a lease may have ended while nobody was here
    openDriver();
    configureServer();
    Provider provider = new DataModelProvider(dataModel(), settings.leaseInfo6());
    Optional<CountedProvider> counted =
        settings.watch().isPresent()
            ? Optional.of(new CountedProvider(provider))
            : Optional.empty();
    Bus opened = openBus(places.bus(), run, counted.<Provider>map(c -> c).orElse(provider));
    open.push(opened);
    Diagnoses made = Diagnoses.of(clock, () -> troubleOf(opened));
    diagnoses = made;
    open.push(made);
    startRecord.step("bus");
    Consumer<BusEvent> watched =
        counted.map(calls -> openWatch(run, provider, calls, opened)).orElse(event -> {});
    announcements.to(watched.andThen(openDbus(provider)).andThen(opened::publish));
    startRecord.over(Math.max(0, state.quarantined().size() - setAside));
    upkeep = new Upkeep(new Upkeep.Keepers(dataModel(), owner, state, leases, processes, monitor));
    ready.create();
    open.push(ready::remove);
    log.info(
        "READY component={} rows={} after={} ms",
        settings.busComponent(),
        owner.snapshots().size(),
        startRecord.summary().millis());
  }

  private Optional<Acknowledging> acknowledging() throws IOException {
    Optional<Path> file = settings.acknowledge().keyFile();
    Optional<SecretKey> key =
        file.isPresent() ? Optional.of(SealedTarget.key(file.get())) : Optional.empty();
    return settings.acknowledge().address().map(address -> new Acknowledging(address, key));
  }

  /** Not one class of it is loaded where no history is wanted. */
  private LeaseListener openHistory(StateFolder state, Path run) {
    if (settings.historyBounds().isEmpty()) {
      return LeaseListener.NONE;
    }
    LeaseHistory history =
        LeaseHistory.start(state, run, settings.historyBounds().get(), wallClock);
    open.push(history);
    return history;
  }

  private AddressServer openServer(Path folder) throws IOException {
    if (settings.serverEtcd().isEmpty()) {
      return new AddressServer(folder, settings.serverAnswering(), clock, Sharing.NONE);
    }
    SharedLeases leases = SharedLeases.open(settings.serverEtcd().get(), folder, clock);
    open.push(leases);
    return new AddressServer(
        folder,
        settings.serverAnswering(),
        clock,
        new Sharing(leases::over, leases::trouble, leases::figures));
  }

  private Attachments openAttachments(StateFolder state) throws IOException {
    LinkMaker kernel = LinkMaker.open();
    open.push(kernel);
    KernelCanGateway gateway = new KernelCanGateway();
    open.push(gateway);
    Attachments opened =
        new Attachments(
            new Attachments.Ports(
                kernel,
                gateway,
                new AttachmentsFile(state, Places.bootId()),
                (linuxInterface, reason) -> rowOwner().linkAwaited(linuxInterface, reason),
                InstantSource.system()),
            settings.attach().switches());
    attachments = opened;
    open.push(opened);
    return opened;
  }

  /** Not one class of HTTP is loaded where no container engine is answered. */
  private void openDriver() throws IOException {
    Optional<Path> socket = settings.attach().driverSocket();
    if (socket.isPresent()) {
      Files.createDirectories(socket.get().getParent());
      ContainerClients clients = new ContainerClients(dataModel(), this);
      containerClients = clients;
      open.push(
          HttpDoors.driver(socket.get(), new ContainerLinks(dataModel(), attachments()), clients));
    }
  }

  private SystemEvents openSystemEvents(Path run) {
    return switch (settings.systemEventStore()) {
      case NONE -> SystemEvents.NONE;
      case FILES ->
          new SystemEventFiles(
              settings.systemEvents().folder().orElse(run.resolve("system-events")));
      case SYSEVENT -> {
        SyseventTool tool = SyseventTool.start(settings.systemEvents().tool());
        open.push(tool);
        yield tool;
      }
    };
  }

  /** Who watches is no reason not to serve: an address that cannot be had is said, no more. */
  private Consumer<BusEvent> openWatch(
      Path run, Provider provider, CountedProvider calls, Bus bus) {
    try {
      return HttpDoors.watch(
          settings.watch().orElseThrow(), run, provider, watched(run, calls, bus), open::push);
    } catch (IOException notServed) {
      log.error("WATCH-NOT-OPEN reason={}", notServed.getMessage());
      return event -> {};
    }
  }

  /** Not one class of its library is loaded where no D-Bus is wanted. */
  private Consumer<BusEvent> openDbus(Provider provider) {
    if (settings.dbusAddress().isPresent()) {
      try {
        Dbus dbus = Dbus.start(settings.dbusAddress().get(), provider);
        open.push(dbus);
        return dbus::publish;
      } catch (LinkageError missing) {
        log.error(
            "DBUS-NOT-OPEN reason=dbus-java is not on the class path: {}", missing.getMessage());
      }
    }
    return event -> {};
  }

  private WatchSources.Parts watched(Path run, CountedProvider calls, Bus bus) {
    return new WatchSources.Parts(
        Objects.requireNonNull(monitor),
        Objects.requireNonNull(addressServer),
        rowOwner(),
        Objects.requireNonNull(stateFolder),
        settings.historyBounds().map(bounds -> run),
        attachments(),
        messagePath,
        tally,
        startRecord,
        bus,
        calls,
        new Places(settings).bus().toString());
  }

  private Bus openBus(BusAddress address, Path run, Provider provider) throws IOException {
    PeerName name = new PeerName(settings.busComponent(), "dhcpmgr", Optional.of(run));
    try {
      return BusChoice.open(settings, address, name, provider);
    } catch (BusException refused) {
      throw new IOException(
          "bus " + address + ": " + refused.element() + ": " + refused.reason(), refused);
    }
  }

  private ProcessSettings processSettings(
      Path state, Path run, Path spool, MonitorAddress monitorAddress) throws IOException {
    return new ProcessSettings(
        run,
        spool,
        ClientPlugins.in(Home.file("plugins", ""))
            .with(
                plugin(STOCK_UDHCPC_PLUGIN, "udhcpc.sh"),
                plugin(STOCK_DIBBLER_PLUGIN, "dibbler.sh")),
        monitorAddress.forPlugins(),
        settings.udhcpcPath().map(List::of).orElse(ProcessSettings.USUAL_PROGRAMS),
        settings.dibblerPath().map(List::of).orElse(ProcessSettings.USUAL_DIBBLERS),
        settings.clients(),
        settings.duid(),
        state,
        settings.arpProbe(),
        ClientUsers.choose(settings.clientUser()));
  }

  private Path plugin(Path stock, String ours) {
    return settings.stockPlugins() && Files.isExecutable(stock)
        ? stock
        : Home.file("plugins", ours);
  }

  private DataModel openModel(RowsFile rowsFile, BusAddress address) throws IOException {
    SortedMap<String, String> defaults = defaultRows(address);
    return DataModel.open(
        Schema.shipped(),
        Bindings.shipped(),
        new DataModel.Ports(
            this,
            rowsFile,
            this::configured,
            ClientEvents.to(settings.busComponent(), announcements::publish)
                .andThen(this::modelChanged)
                .andThen(this::serverChanged),
            clock::instant,
            steady -> Optional.of(clock.wallTime(steady))),
        new DataModel.Settings(
            settings.profile(), new InterfaceMap(settings.interfaces()), defaults),
        declared(stored(rowsFile, defaults)));
  }

  /** With the links that the operator's file declares. */
  private SortedMap<String, String> declared(SortedMap<String, String> stored) throws IOException {
    try {
      return AttachmentDeclarations.in(
          settings.attach().file().orElse(Home.file("etc", "attachments.properties")), stored);
    } catch (SettingsException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  /** In RDK-B the platform's, if it has any. */
  private SortedMap<String, String> defaultRows(BusAddress address) throws IOException {
    SortedMap<String, String> platform =
        settings.profile() == Profile.RDK ? PlatformRows.read(address) : new TreeMap<>();
    return platform.isEmpty()
        ? DefaultRows.load(Home.file("etc", "default-rows.properties"))
        : platform;
  }

  private SortedMap<String, String> stored(RowsFile file, SortedMap<String, String> defaults) {
    RowsFile.Stored stored = file.load();
    startRecord.configuration(stored.condition().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    switch (stored.condition()) {
      case CURRENT, NEVER_STORED -> {}
      case FORMER -> log.warn("ROWS-FORMER the last change of the configuration was damaged");
      case LOST ->
          log.error("ROWS-LOST every version was damaged and is in quarantine; default rows");
    }
    if (settings.profile() != Profile.RDK) {
      return stored.values();
    }
    if (!stored.isOfThisBoot()) {
      log.info("ROWS-AWAIT-WAN-MANAGER this is another boot: no row is enabled until it says so");
      return PlatformRows.added(AfterBoot.untilWanManagerSays(stored.values()), defaults);
    }
    return PlatformRows.added(stored.values(), defaults);
  }

  /** Gives every row its first event: what is stored, what still runs. */
  private void recover(
      RowOwner owner, ClientLauncher clients, LeaseFiles leases, LinkWatches links) {
    List<RowId> configured = dataModel().clients();
    configured.forEach(row -> recover(row, owner, clients, leases, links));
    // Deleted, but we ended before their clients did: nobody else would end those.
    Stream.concat(Objects.requireNonNull(launcher).rows().stream(), leases.rows().stream())
        .distinct()
        .filter(row -> !configured.contains(row))
        .forEach(
            row -> {
              recover(row, owner, clients, leases, links);
              owner.end(row);
            });
  }

  private void recover(
      RowId row, RowOwner owner, ClientLauncher clients, LeaseFiles leases, LinkWatches links) {
    Instant now = clock.instant();
    ClientConfiguration configuration = configuration(row);
    LeaseFiles.Recalled recalled = leases.load(row);
    Optional<HeldLease> lease = recalled.record().lease();
    ClientRecord record =
        recalled.isOfThisBoot()
            ? recalled.record()
            : new ClientRecord(Optional.empty(), recalled.record().released());
    Optional<ClientProcess> client = clients.adopt(row, configuration, owner.listener(row));
    LinkState link = links.state(row.family(), configuration.linuxInterface());
    owner.begin(
        row,
        new ClientEvent.Recovered(
            configuration,
            link,
            record,
            client,
            lease
                .filter(held -> !held.isExpired(now))
                .flatMap(held -> v4(held))
                .map(Lease4::address)));
    startRecord.found(
        new StartRecord.Found(
            row,
            configuration.linuxInterface(),
            lease.map(held -> held.lease().headline()).orElse(""),
            client.isPresent(),
            recalled.repaired()),
        client);
    log.info(
        "RECOVERED row={} if={} lease={} client={}",
        row,
        configuration.linuxInterface(),
        lease.map(held -> held.lease().headline()).orElse("none"),
        client.map(process -> "adopted").orElse("none"));
  }

  private ClientConfiguration configuration(RowId row) {
    return ClientConfigurations.of(dataModel().tree(), row, new InterfaceMap(settings.interfaces()))
        .orElse(ClientConfiguration.EMPTY);
  }

  /** Puts into force what can change at run time; says what needs a new start. */
  ReloadOutcome reload(Settings changed) {
    Set<SettingKey> differences = settings.differences(changed);
    if (differences.isEmpty()) {
      log.info("SETTINGS-UNCHANGED");
      return ReloadOutcome.applied(differences);
    }
    Settings former = settings;
    Settings effective = former.withRunTimeKeysOf(changed);
    settings = effective; // rows that are told of another mapping look it up here
    if (differences.contains(SettingKey.INTERFACE)) {
      Outcome<Done> mapped = dataModel().mapInterfaces(new InterfaceMap(effective.interfaces()));
      if (mapped instanceof Outcome.Refused<Done> refused) {
        settings = former;
        log.error("SETTINGS-KEPT the old ones stay in force: {}", refused.refusal().reason());
        return ReloadOutcome.REFUSED;
      }
    }
    if (differences.contains(SettingKey.RESOLVER_FILE)
        || differences.contains(SettingKey.RESOLVER_WRITE)) {
      moveResolver(effective);
    }
    configureServer();
    Attachments attached = attachments;
    if (attached != null) {
      attached.use(effective.attach().switches());
    }
    for (SettingKey key : differences) {
      if (key.atRunTime() == SettingKey.AtRunTime.YES) {
        log.info("SETTINGS-APPLIED key={}", key.key());
      } else {
        log.info("SETTINGS-NEED-A-NEW-START key={}", key.key());
      }
    }
    return ReloadOutcome.applied(differences);
  }

  /** What is looked after every few seconds; the disk's part of it on the lanes of the rows. */
  void upkeep() {
    logControl.tellLeftOut();
    Upkeep looksAfter = upkeep;
    if (looksAfter != null) {
      looksAfter.turn(clock.instant(), settings.cleanupInterval());
      AddressServer server = addressServer;
      if (server != null) {
        settings.serverHosts().ifPresent(file -> looksAfter.writeNames(file, server::hostNames));
      }
      follow(dataModel().tree());
    }
  }

  /** Answered by the owner of the rows, if it still works; false if its mailbox is full. */
  boolean askRows(Runnable answer) {
    return rowOwner().ask(answer);
  }

  /** How many rows there are and hold a lease, for whoever lists the services of a machine. */
  String condition() {
    List<RowSnapshot> all = rowOwner().snapshots();
    Instant now = clock.instant();
    long leases = all.stream().filter(row -> row.lease(now).isPresent()).count();
    return all.size() + " rows, " + leases + " with a lease";
  }

  // Configuration → server, rows.

  /** Settings that nobody can read; the old ones stay in force. */
  void settingsRefused() {
    AddressServer server = addressServer;
    if (server != null) {
      server.errors().raise(ServerError.SETTINGS, 1);
    }
  }

  private void serverChanged(ModelChange change) {
    String path = pathOf(change);
    if (path.startsWith(ServerConfigurations.SERVER)
        || path.startsWith(RelayConfigurations.RELAY)) {
      configureServer();
    }
  }

  private static String pathOf(ModelChange change) {
    if (change instanceof ModelChange.ValueChanged changed) {
      return changed.path();
    }
    return change instanceof ModelChange.RowAdded added
        ? added.table()
        : ((ModelChange.RowDeleted) change).table();
  }

  private void configureServer() {
    AddressServer server = addressServer;
    if (server != null) {
      server.guard(settings.serverGuard());
      InterfaceMap interfaces = new InterfaceMap(settings.interfaces());
      server.configure(
          ServerConfigurations.of(dataModel().tree(), interfaces)
              .conducted(settings.serverConduct()));
      server.relay(RelayConfigurations.of(dataModel().tree(), interfaces));
    }
  }

  private void configured(RowChange change) {
    RowId row = change.row();
    follow(change.tree());
    messagePath.set(
        row, change.kind() != RowChange.Kind.DELETED && configurationIn(change).enable());
    switch (change.kind()) {
      case ADDED ->
          rowOwner()
              .begin(row, ClientEvent.Recovered.fresh(configurationIn(change), LinkState.ABSENT));
      case CHANGED -> rowOwner().configure(row, configurationIn(change));
      case DELETED -> {
        rowOwner().end(row);
        messagePath.forget(row);
        tally.forget(row);
      }
    }
  }

  /** The links of enabled rows in other namespaces, which nobody watches by themselves. */
  private void follow(RowTree tree) {
    Set<String> places = new HashSet<>();
    InterfaceMap interfaces = new InterfaceMap(settings.interfaces());
    for (RowId row : ClientConfigurations.rows(tree)) {
      ClientConfigurations.of(tree, row, interfaces)
          .filter(ClientConfiguration::enable)
          .map(ClientConfiguration::linuxInterface)
          .filter(place -> LinkPlace.of(place).isElsewhere())
          .ifPresent(places::add);
    }
    LinkWatches watches = linkWatches;
    if (watches != null && (!places.isEmpty() || watches.isElsewhere())) {
      watches.follow(places);
    }
  }

  private ClientConfiguration configurationIn(RowChange change) {
    return ClientConfigurations.of(
            change.tree(), change.row(), new InterfaceMap(settings.interfaces()))
        .orElse(ClientConfiguration.EMPTY);
  }

  private void linkChanged(Family family, String linuxInterface, LinkState state) {
    Attachments attached = attachments;
    if (attached != null) {
      attached.linkChanged(linuxInterface);
    }
    RowOwner owner = rows;
    if (owner != null) {
      owner.linkChanged(family, linuxInterface, state);
    }
  }

  // Plugins → rows.

  private TokenListener trust() {
    return new TokenListener() {
      @Override
      public void trust(RowId row, String linuxInterface, String token) {
        tokens.trust(row, linuxInterface, token);
      }

      @Override
      public void distrust(RowId row) {
        tokens.distrust(row);
      }
    };
  }

  private boolean reported(RowId row, long sequence, LeaseReport report, Duration age) {
    Runnable stored =
        () -> {
          LeaseMonitor receiving = monitor;
          if (receiving != null) {
            receiving.stored(row, sequence);
          }
        };
    ClientEvent.LeaseReported event = new ClientEvent.LeaseReported(report, sinceBoot(age));
    boolean accepted = report(row, event, messagePath.arrived(row, stored));
    if (!accepted) {
      messagePath.refused(row);
    }
    return accepted;
  }

  /** A spool does not outlive a boot: a wall clock that was set since makes nothing older. */
  private Duration sinceBoot(Duration age) {
    Duration sinceBoot = Duration.between(Instant.EPOCH, clock.instant());
    return age.compareTo(sinceBoot) > 0 ? sinceBoot : age;
  }

  private boolean report(RowId row, ClientEvent.LeaseReported report, Runnable stored) {
    Extensions judges = extensions;
    if (judges == null) {
      return rowOwner().report(row, report, stored);
    }
    // Asked before too: what a full row cannot take now is best kept in the spool.
    return rowOwner().accepts(row)
        && judges.judge(
            row,
            report.report(),
            judged ->
                rowOwner()
                    .report(row, new ClientEvent.LeaseReported(judged, report.age()), stored));
  }

  // Rows → bus.

  private void rowChanged(RowSnapshot before, RowSnapshot after) {
    messagePath.changed(before, after);
    Extensions listeners = extensions;
    if (listeners != null && !before.state().equals(after.state())) {
      listeners.changed(before, after);
    }
    ContainerClients containers = containerClients;
    if (containers != null) {
      containers.changed(after);
    }
    if (isInNeedOfItsLink(before.state(), after.state())) {
      attachments().need(after.state().standing().configuration().linuxInterface());
    }
    new LiveChanges(dataModel())
        .between(before, after)
        .forEach(ClientEvents.to(settings.busComponent(), announcements::publish));
  }

  /** Once told why it waits, a row hears from the kernel when its interface is there. */
  private static boolean isInNeedOfItsLink(ClientState before, ClientState after) {
    Standing standing = after.standing();
    return standing.link() == LinkState.ABSENT
        && standing.isClientWanted()
        && !(after instanceof Idle.WaitingForLink)
        && !before.equals(after);
  }

  private void publish(RowId row, ClientNotice notice) {
    tally.add(row, notice.kind());
    announcements.publish(ClientEvents.general(row, notice, settings.leaseInfo6()));
    if (settings.profile() == Profile.RDK) {
      Telemetry.published(row, notice);
    }
    updateResolver();
  }

  /** Rows that found nobody to make their interface may find somebody now. */
  private void declareLinks() {
    attachments().declare(DeclaredLinks.of(dataModel().tree()));
    rowOwner().snapshots().stream()
        .map(row -> row.state().standing())
        .filter(row -> row.link() == LinkState.ABSENT && row.isClientWanted())
        .forEach(row -> attachments().need(row.configuration().linuxInterface()));
  }

  private void modelChanged(ModelChange change) {
    if (change instanceof ModelChange.ValueChanged changed
        && changed.path().equals(LogLevel.PATH)) {
      logControl.use(changed.after().text());
    }
    if (DeclaredLinks.mayChangeBy(change)) {
      declareLinks();
    }
    if (settings.profile() == Profile.RDK) {
      Telemetry.changed(change);
      optionAdded(change);
    }
  }

  /** In RDK-B whoever looks after dibbler hears of a new option in this way. */
  private void optionAdded(ModelChange change) {
    if (change instanceof ModelChange.RowAdded added
        && added.table().matches("Device\\.DHCPv6\\.Client\\.[0-9]+\\.SentOption\\.")) {
      systemEvents.fire(new SystemEvent("dhcpv6_client-stop", ""));
      systemEvents.fire(new SystemEvent("dhcpv6_client-start", ""));
    }
  }

  private void moveResolver(Settings changed) {
    synchronized (resolverTurn) {
      resolver.ifPresent(former -> former.update(List.of()));
      resolver = changed.resolverToWrite().map(ResolverFile::new);
      updateResolver();
    }
  }

  /** Looks at the leases and writes them as one step: of two rows at once, the later look wins. */
  private void updateResolver() {
    synchronized (resolverTurn) {
      Instant now = clock.instant();
      resolver.ifPresent(
          file ->
              file.update(
                  rowOwner().snapshots().stream()
                      .flatMap(snapshot -> snapshot.lease(now).stream())
                      .filter(held -> !LinkPlace.of(held.linuxInterface()).isElsewhere())
                      .toList()));
    }
  }

  private static Optional<Lease4> v4(HeldLease held) {
    return held.lease() instanceof Lease4 lease ? Optional.of(lease) : Optional.empty();
  }

  // The rows as the data model sees them.

  @Override
  public RowSnapshot snapshot(RowId row) {
    return rowOwner().snapshot(row);
  }

  @Override
  public String clientOutput(RowId row) {
    ProcessLauncher running = launcher;
    return running == null ? "" : String.join("\n", running.outputTail(row, OUTPUT_LINES));
  }

  @Override
  public boolean accepts(RowId row) {
    return rowOwner().accepts(row);
  }

  @Override
  public boolean renew(RowId row) {
    return rowOwner().request(row, new ClientEvent.RenewRequested());
  }

  @Override
  public boolean release(RowId row) {
    return rowOwner().request(row, new ClientEvent.ReleaseRequested());
  }

  @Override
  public boolean restart(RowId row) {
    return rowOwner().request(row, new ClientEvent.RestartRequested());
  }

  @Override
  public List<RowSnapshot> snapshots() {
    return rowOwner().snapshots();
  }

  @Override
  public StartSummary start() {
    return startRecord.summary();
  }

  @Override
  public boolean diagnose(RowId row, Consumer<Diagnosis> answer) {
    Diagnoses able = diagnoses;
    return able != null && able.order(rowOwner().snapshot(row), answer);
  }

  /** Asked on a thread of a diagnosis; bounded as any call is. */
  private static String troubleOf(Bus bus) {
    try {
      bus.components();
      return "";
    } catch (BusException silent) {
      return silent.reason();
    }
  }

  @Override
  public boolean resetCounts(RowId row) {
    return rowOwner().resetCounts(row);
  }

  @Override
  public Optional<String> objection(RowId row, ClientConfiguration wanted) {
    Extensions rules = extensions;
    return rules == null ? Optional.empty() : rules.objection(row, wanted);
  }

  @Override
  public String extensions() {
    Extensions loaded = extensions;
    return loaded == null ? "" : loaded.condition();
  }

  @Override
  public ServedPools pools() {
    AddressServer server = addressServer;
    return server == null ? ServedPools.NONE : server;
  }

  @Override
  public String persistence() {
    StateFolder state = stateFolder;
    return state == null ? "" : state.persistence().condition();
  }

  @Override
  public AttachmentCondition attachment(AttachmentId id) {
    Attachments attached = attachments;
    return attached == null ? AttachmentCondition.unused() : attached.condition(id);
  }

  @Override
  public AttachCounters attachCounters() {
    Attachments attached = attachments;
    return attached == null ? AttachCounters.NONE : attached.counters();
  }

  @Override
  public List<ForwardingRule> attachForwarding() {
    Attachments attached = attachments;
    return attached == null ? List.of() : attached.forwarding();
  }

  @Override
  public boolean checkAttachments(CheckExtent extent) {
    return attachments().check(extent);
  }

  private Attachments attachments() {
    return Objects.requireNonNull(attachments);
  }

  private RowOwner rowOwner() {
    return Objects.requireNonNull(rows);
  }

  private DataModel dataModel() {
    return Objects.requireNonNull(model);
  }

  /** Refuses sets, ends the clients if told to, then stops in the reverse order. */
  @Override
  public void close() {
    DataModel configuration = model;
    if (configuration != null) {
      configuration.refuseChanges();
    }
    RowOwner owner = rows;
    if (owner != null) {
      stopClients(owner);
    }
    closeParts();
    log.info("STOPPED");
    logControl.close();
  }

  private void stopClients(RowOwner owner) {
    if (settings.onStop() == Settings.OnStop.STOP) {
      owner.stopClients(CLIENTS_STOP);
    } else {
      long kept =
          owner.snapshots().stream().filter(row -> row.state().client().isPresent()).count();
      log.info("CLIENTS-KEPT count={} they are adopted at the next start", kept);
    }
  }

  private void closeParts() {
    List<String> failures = new ArrayList<>();
    while (!open.isEmpty()) {
      AutoCloseable part = open.pop();
      try {
        part.close();
      } catch (Exception failure) {
        failures.add(part.getClass().getSimpleName() + ": " + failure);
      }
    }
    failures.forEach(failure -> log.warn("STOP-INCOMPLETE {}", failure));
  }
}
