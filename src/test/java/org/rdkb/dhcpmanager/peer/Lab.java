package org.rdkb.dhcpmanager.peer;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.cli.demo.Topology;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * A gateway with the real manager as a process of its own, an ISP, and a consumer on the bus.
 * Closing it removes everything; so does the janitor if the test dies.
 */
final class Lab implements AutoCloseable {
  /** How much slower a machine may be that does other things too. */
  private static final int BUSY = 3;

  static final String CLIENTS = "Device.DHCPv4.Client.";
  static final String ROW = CLIENTS + "1.";
  private static final Path HOME = Path.of("").toAbsolutePath();

  final Topology topology;
  final List<ReceivedEvent> events = new CopyOnWriteArrayList<>();
  private final List<String> settings = new ArrayList<>(List.of("profile=standalone"));
  private final List<String> before = new ArrayList<>();
  private final List<BusConsumer.Subscription> subscriptions = new ArrayList<>();
  private final List<Process> servers = new ArrayList<>();
  private long rogues;
  private Optional<Process> manager = Optional.empty();
  private Path home = HOME;
  private int boots;
  private String classPath = System.getProperty("java.class.path");
  private String program = "org.rdkb.dhcpmanager.Main";
  private Optional<BusConsumer> bus = Optional.empty();

  private final String isp;
  private final String gateway;

  private Lab(Topology topology, String gateway, String isp) {
    this.topology = topology;
    this.gateway = gateway;
    this.isp = isp;
  }

  /** Two namespaces named after the test; nothing runs in them yet. */
  static Lab make(String name) throws IOException {
    // Tests run in several processes at once, and two may think of the same name.
    String own = name + "-" + ProcessHandle.current().pid();
    String isp = "isp-" + own;
    String gateway = "gw-" + own;
    return new Lab(Topology.create(HOME, gateway, isp), gateway, isp);
  }

  /** Plugins and settings of another folder than the checkout's. */
  Lab at(Path otherHome) {
    home = otherHome;
    return this;
  }

  /** The manager is started by this command, which becomes it. */
  Lab by(String... command) {
    before.addAll(List.of(command));
    return this;
  }

  /** No library whose path has this word, before the manager starts. */
  Lab without(String library) {
    classPath =
        Arrays.stream(classPath.split(":", -1))
            .filter(jar -> !jar.contains(library))
            .collect(Collectors.joining(":"));
    return this;
  }

  /** A line of the settings file, before the manager starts. */
  Lab with(String setting) {
    String key = setting.substring(0, setting.indexOf('=') + 1);
    settings.removeIf(line -> line.startsWith(key));
    settings.add(setting);
    return this;
  }

  Path folder() {
    return topology.folder();
  }

  /** The namespace that the manager lives in. */
  String gatewayName() {
    return gateway;
  }

  Path managerLog() {
    return folder().resolve("manager.log");
  }

  Path serverLog() {
    return folder().resolve("server.log");
  }

  BusAddress address() {
    return BusAddress.parse("unix://" + folder().resolve("bus"));
  }

  Process startManager() throws IOException {
    Path file = folder().resolve("dhcpmgr.properties");
    if (settings.stream().noneMatch(line -> line.startsWith("ready.file="))) {
      settings.add("ready.file=" + readyFile()); // the usual one is everybody's
    }
    Files.write(file, settings);
    List<String> command = otherBoot();
    command.addAll(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-Ddhcpmgr.home=" + home,
            "-Ddhcpmgr.log=debug",
            "-Dtest.step=" + folder().resolve("step"),
            "-Dlog4j2.configurationFile=" + HOME.resolve("etc/log4j2.xml"),
            "-cp",
            classPath,
            program,
            "run"));
    command.addAll(List.of("--bus", address().toString(), "--config", file.toString()));
    command.addAll(List.of("--state", folder().resolve("state").toString()));
    command.addAll(List.of("--run", folder().resolve("run").toString()));
    Process started =
        topology.start(topology.inGateway(command.toArray(String[]::new)), managerLog());
    manager = Optional.of(started);
    return started;
  }

  Path readyFile() {
    return folder().resolve("ready");
  }

  private List<String> otherBoot() throws IOException {
    List<String> command = new ArrayList<>();
    if (boots > 0) {
      Path id = Files.writeString(folder().resolve("boot-id"), "boot-" + boots + "\n");
      String script = HOME.resolve("test/peer/other-boot.sh").toString();
      command.addAll(List.of("unshare", "-m", "--propagation", "unchanged", script, id.toString()));
    }
    return command;
  }

  /**
   * As a power failure does: the manager and its clients are gone, so are the run folder and what
   * the kernel had; the disk stays. The next manager sees another boot.
   */
  void reboot() throws IOException, InterruptedException {
    killManager();
    clients().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    within(5).until(() -> clients().isEmpty());
    try (Stream<Path> run = Files.walk(folder().resolve("run"))) {
      for (Path path : run.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    Files.deleteIfExists(readyFile());
    run("ip", "address", "flush", "dev", Topology.WAN);
    boots++;
  }

  /** The manager runs and its rows are on the bus. */
  Lab ready() throws IOException {
    try {
      startManager();
      awaitReady();
      if (bus.isPresent()) { // since before the manager ended: it has to find the new one
        within(10)
            .ignoreExceptions()
            .until(() -> !get("Device.DHCPv4.ClientNumberOfEntries").isEmpty());
      }
      return this;
    } catch (IOException | RuntimeException failure) {
      close(); // nobody has it yet who would
      throw failure;
    }
  }

  void awaitReady() {
    within(20).until(() -> lines(managerLog()).stream().anyMatch(l -> l.contains("READY ")));
  }

  /** Kills the manager as a crash would, and waits for its end. */
  void killManager() throws InterruptedException {
    Process victim = manager.orElseThrow();
    victim.destroyForcibly();
    victim.waitFor(5, TimeUnit.SECONDS);
    Files.exists(managerLog());
    try {
      Files.writeString(managerLog(), "");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends the manager a signal by its name; busybox, because a minimal Debian has no kill. */
  void signalManager(String name) {
    run("busybox", "kill", "-" + name, Long.toString(javaPid()));
  }

  Process manager() {
    return manager.orElseThrow();
  }

  void startServer() throws IOException {
    servers.add(topology.startDnsmasq(serverLog()));
    within(5).until(() -> Files.exists(serverLog()) && !lines(serverLog()).isEmpty());
  }

  /** Kea with leases of 20 s, T1 at 6 s and T2 at 12 s: dnsmasq grants no less than 120 s. */
  void startKea() throws IOException {
    List<String> kea =
        topology.inIsp(
            "env",
            "KEA_LOCKFILE_DIR=none",
            "KEA_PIDFILE_DIR=" + folder(),
            "kea-dhcp4",
            "-c",
            HOME.resolve("test/peer/kea-isp.json").toString());
    servers.add(topology.start(kea, serverLog()));
    within(10).until(() -> serverLines("DHCP4_STARTED") > 0);
  }

  /**
   * Kea for IPv6: addresses and prefixes preferred for 20 s, valid for 30 s, T1 at 8 s.
   *
   * @param without a key of the subnet to leave out: {@code pools}, {@code pd-pools}; empty: none
   */
  void startKea6(String without) throws IOException {
    startKea6(
        shipped ->
            without.isEmpty()
                ? shipped
                : shipped.replaceAll("\"" + without + "\": \\[[^\\]]*\\],?", ""));
  }

  /** The same with another configuration. */
  void startKea6(UnaryOperator<String> edit) throws IOException {
    long starts = serverLines("DHCP6_STARTED");
    awaitUplink();
    servers.add(topology.startKea6(edit, serverLog()));
    within(10).until(() -> serverLines("DHCP6_STARTED") > starts);
  }

  /** Servers open no socket on a link whose link-local address is tentative. */
  private void awaitUplink() {
    awaitLinkLocal(Topology.UPLINK);
  }

  /** The ISP's end of a cable has a link-local address that can be used. */
  void awaitLinkLocal(String linuxInterface) {
    within(10).until(() -> topology.hasLinkLocal(linuxInterface));
  }

  /**
   * dibbler-server with folders of its own: its DUID and what it grants are as with Kea.
   *
   * @param memory where it remembers its clients: a name; a new one has met nobody
   */
  void startDibblerServer(String memory) throws IOException {
    topology.run(
        topology.inIsp(
            "ip", "address", "replace", "2001:db8:1::1/64", "dev", Topology.UPLINK, "nodad"));
    Path own = folder().resolve(memory);
    Files.createDirectories(own.resolve("etc"));
    Files.createDirectories(own.resolve("lib"));
    Files.writeString(own.resolve("lib/server-duid"), "00:02:00:00:7e:d9:0a:0b:0c:0d");
    Files.copy(
        HOME.resolve("test/peer/dibbler-isp.conf"),
        own.resolve("etc/server.conf"),
        StandardCopyOption.REPLACE_EXISTING);
    awaitUplink();
    long starts = serverLines("Creating multicast");
    List<String> server =
        topology.inIsp(
            "unshare",
            "-m",
            HOME.resolve("test/peer/dibbler-server.sh").toString(),
            own.toString());
    servers.add(topology.start(server, serverLog()));
    within(10).until(() -> serverLines("Creating multicast") > starts);
  }

  void startRogue(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("python3", HOME.resolve("test/peer/rogue.py").toString()));
    command.addAll(List.of("--interface", Topology.UPLINK));
    command.addAll(Arrays.asList(arguments));
    servers.add(topology.start(topology.inIsp(command.toArray(String[]::new)), serverLog()));
    long expected = ++rogues;
    within(5).until(() -> serverLines("\"ready\"") == expected);
  }

  void stopServers() throws InterruptedException {
    for (Process server : servers) {
      server.destroy();
      server.waitFor(5, TimeUnit.SECONDS);
    }
    servers.clear();
  }

  BusConsumer bus() {
    if (bus.isEmpty()) {
      try {
        bus = Optional.of(Peer.connect(address(), new PeerName("lab", "lab"), Optional.empty()));
      } catch (IOException | BusException failure) {
        throw new IllegalStateException(failure);
      }
    }
    return bus.get();
  }

  void subscribe(String event) throws BusException {
    subscriptions.add(bus().subscribe(new SubscribeRequest(event, false), events::add));
  }

  /** The present value comes first, as an event. */
  void subscribeWithInitialValue(String event) throws BusException {
    subscriptions.add(bus().subscribe(new SubscribeRequest(event, true), events::add));
  }

  /** The messages of the Events of a row, in order. */
  List<Long> messageTypes(String row) {
    return events.stream()
        .filter(event -> event.element().equals(row + "Events"))
        .flatMap(event -> event.data().value("MsgType").stream())
        .map(value -> ((BusValue.Whole) value).value())
        .toList();
  }

  void set(String... pathsAndValues) throws BusException {
    List<BusProperty> all = new ArrayList<>();
    for (int i = 0; i < pathsAndValues.length; i += 2) {
      all.add(new BusProperty(pathsAndValues[i], BusValue.text(pathsAndValues[i + 1])));
    }
    bus().set(all);
  }

  String get(String path) {
    try {
      return text(bus().get(List.of(path)).get(0).value());
    } catch (BusException refused) {
      throw new IllegalStateException(path + ": " + refused.reason(), refused);
    }
  }

  private static String text(BusValue value) {
    if (value instanceof BusValue.Text text) {
      return text.value();
    }
    if (value instanceof BusValue.Bool bool) {
      return Boolean.toString(bool.value());
    }
    if (value instanceof BusValue.Whole whole) {
      return Long.toString(whole.value());
    }
    if (value instanceof BusValue.DateTime moment) {
      return moment.value().map(Object::toString).orElse("");
    }
    return value.toString();
  }

  /** The row gets the gateway's interface and is enabled in one set. */
  void enable(String row) throws BusException {
    set(row + "Interface", Topology.WAN, row + "Enable", "true");
  }

  void awaitValue(String path, String wanted, int seconds) {
    within(seconds)
        .alias(path + " = " + wanted)
        .ignoreExceptions() // while a consumer finds a restarted manager again
        .until(() -> get(path), org.hamcrest.Matchers.equalTo(wanted));
  }

  void bind(String row) throws BusException {
    enable(row);
    awaitValue(row + "DHCPStatus", "Bound", 20);
  }

  /** Whether row 1 is bound and nothing of it waits in the spool. */
  boolean isStored() {
    String[] waiting =
        folder().resolve("run/spool/v4-1").toFile().list((d, n) -> n.matches("\\d+"));
    return addresses().contains("inet ")
        && Files.exists(folder().resolve("state/dhcpLease_1_v4"))
        && waiting != null
        && waiting.length == 0;
  }

  /**
   * Sets the wall clock of this lab's managers, of which the first must not have started yet.
   *
   * @param step how far from the machine's own
   */
  void stepWallClock(Duration step) throws IOException {
    program = "org.rdkb.dhcpmanager.SteppedWallClock";
    Path fresh = Files.writeString(folder().resolve("step.new"), step.toSeconds() + "\n");
    Files.move(fresh, folder().resolve("step"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** One more cable between the two sides; both ends are up, the ISP's has no address. */
  void addCable(String wan, String uplink) throws IOException {
    run("ip", "link", "add", wan, "type", "veth", "peer", "name", uplink, "netns", isp);
    run("ip", "link", "set", wan, "up");
    topology.run(topology.inIsp("ip", "link", "set", uplink, "up"));
  }

  /** One more interface of the gateway on the cable that there is, with an address of its own. */
  void addMacvlan(String name) {
    run("ip", "link", "add", name, "link", Topology.WAN, "type", "macvlan", "mode", "bridge");
    run("ip", "link", "set", name, "up");
  }

  /** As the server sees it: six pairs of hexadecimal digits. */
  String hardwareAddress(String linuxInterface) {
    String shown = run("ip", "-oneline", "link", "show", "dev", linuxInterface);
    return shown.replaceAll("(?s).*link/ether ([0-9a-f:]+) .*", "$1");
  }

  /** What the kernel has on the gateway's interface. */
  String addresses() {
    return addresses(Topology.WAN);
  }

  String addresses(String linuxInterface) {
    return run("ip", "-4", "-oneline", "address", "show", "dev", linuxInterface);
  }

  String routes() {
    return run("ip", "-4", "route");
  }

  String run(String... command) {
    try {
      return topology.run(topology.inGateway(command));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Pids of this lab's udhcpc processes. Zombies have no command line; a client's own child looks
   * like a client until it has become the plugin.
   */
  List<Long> clients() {
    return ProcessHandle.allProcesses()
        .filter(process -> isClient(process.pid()))
        .filter(process -> process.parent().filter(p -> isClient(p.pid())).isEmpty())
        .map(ProcessHandle::pid)
        .sorted()
        .toList();
  }

  /** Those that serve an interface. */
  List<Long> clientsOn(String linuxInterface) {
    return clients().stream()
        .filter(pid -> command(pid).contains("\0" + linuxInterface + "\0"))
        .toList();
  }

  private boolean isClient(long pid) {
    String command = command(pid);
    boolean started = command.contains("udhcpc\0") || command.contains("dhcpcd\0");
    if (started && command.contains(folder().toString())) {
      return true;
    }
    return command.matches("(?s)dhcpcd: [^\\[].*") && isInGateway(pid);
  }

  /** The client that the manager has noted for a row, such as {@code v4-1}. */
  long clientOf(String row) throws IOException {
    return Files.readAllLines(folder().resolve("run").resolve(row).resolve("client")).stream()
        .filter(line -> line.startsWith("pid="))
        .mapToLong(line -> Long.parseLong(line.substring("pid=".length())))
        .findFirst()
        .orElseThrow();
  }

  /** All of a program's processes that were told of this lab's folder. */
  List<Long> processes(String program) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> command(pid).contains(program + "\0"))
        .filter(pid -> command(pid).contains(folder().toString()))
        .toList();
  }

  /** dhcpcd's own helpers: they must not outlive it. */
  List<Long> helpers() {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> command(pid).startsWith("dhcpcd: ") && isInGateway(pid))
        .filter(pid -> !isClient(pid))
        .sorted()
        .toList();
  }

  /** dhcpcd writes over its command line: what is left to know it by is where it is. */
  private boolean isInGateway(long pid) {
    try {
      Object gateway = Files.getAttribute(Path.of("/run/netns", this.gateway), "unix:ino");
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "ns", "net"))
          .toString()
          .equals("net:[" + gateway + "]");
    } catch (IOException gone) {
      return false;
    }
  }

  /** Its words, each followed by NUL; empty if it is gone. */
  private static String command(long pid) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }

  /** Children of the manager that have ended and were not waited for. */
  long zombies() {
    return ProcessHandle.of(javaPid()).stream()
        .flatMap(ProcessHandle::children)
        .filter(child -> status(child.pid()).contains("State:\tZ"))
        .count();
  }

  int descriptors() {
    String[] open = Path.of("/proc", Long.toString(javaPid()), "fd").toFile().list();
    return open == null ? -1 : open.length;
  }

  /** nsenter and setsid exec, so the process that we started is the manager itself. */
  long javaPid() {
    return manager.orElseThrow().pid();
  }

  private static String status(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "status"));
    } catch (IOException gone) {
      return "";
    }
  }

  static List<String> lines(Path file) {
    try {
      return Files.exists(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()
          : List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  long serverLines(String containing) {
    return lines(serverLog()).stream().filter(line -> line.contains(containing)).count();
  }

  /**
   * A wait for what comes soon; its bound tells a hang from a slow machine, and judges no speed.
   *
   * @param seconds that are ample on a machine which does nothing else
   */
  static ConditionFactory within(int seconds) {
    return await()
        .atMost(Duration.ofSeconds((long) seconds * BUSY))
        .pollInterval(Duration.ofMillis(20));
  }

  @Override
  public void close() {
    subscriptions.forEach(BusConsumer.Subscription::close);
    bus.ifPresent(BusConsumer::close);
    manager.ifPresent(Process::destroyForcibly);
    topology.close();
  }
}
