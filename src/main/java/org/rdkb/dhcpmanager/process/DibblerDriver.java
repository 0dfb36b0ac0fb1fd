package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientLaunch;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.linux.Capability;
import org.rdkb.dhcpmanager.linux.Confinement;
import org.rdkb.dhcpmanager.linux.Pidfd;
import org.rdkb.dhcpmanager.linux.ProcessIdentity;
import org.rdkb.dhcpmanager.linux.Signal;
import org.rdkb.dhcpmanager.linux.UntrustedFiles;

/**
 * dibbler-client, in the foreground and with {@code -w}: a folder in the row's is its working
 * folder, where a link to its configuration, its pid file, its DUID and its own notes are, so that
 * any number of them run beside each other. Its script is a link in the row's folder: dibbler hands
 * on no environment of ours, so the script finds the row by its own name.
 *
 * @param places where the program may be
 * @param plugin what it runs at each event
 * @param frame the program that frames and hands over what the plugin was told
 * @param monitor where the frame reaches us
 * @param duid what it shows
 * @param stateFolder where a DUID that cannot be made again is remembered
 */
record DibblerDriver(
    List<Path> places, Path plugin, Path frame, String monitor, ClientDuid duid, Path stateFolder)
    implements ClientDriver {
  private static final Logger log = LogManager.getLogger(DibblerDriver.class);
  private static final String WORK = "dibbler";
  private static final String CONFIGURATION = "client.conf";
  private static final String SCRIPT = "plugin";
  private static final String DUID = "client-duid";
  private static final byte[] WAKE_UP = {(byte) 255};
  private static final int MOST_BYTES = 64 * 1024;
  private static final Path SYSTEM_CONFIGURATION = Path.of("/etc/dibbler/client.conf");
  private static final Pattern ANY_INTERFACE = Pattern.compile("(?m)^\\s*iface\\b");

  @Override
  public String program() {
    return "dibbler-client";
  }

  @Override
  public String prepare(RowFolder folder, ClientLaunch launch) throws IOException {
    String linuxInterface = launch.configuration().linuxInterface();
    if (!DibblerConfiguration.canName(linuxInterface)) {
      return "dibbler-client cannot be told of an interface named " + linuxInterface;
    }
    folder.replace(CONFIGURATION, text(folder, launch.row(), launch.configuration()));
    folder.replace("ways", folder.spool() + "\n" + monitor + "\n" + frame + "\n");
    folder.link(SCRIPT, plugin);
    // dibbler shows what is in this file, whatever its configuration says, and makes it if absent.
    Map<String, String> shown =
        shownDuid(folder, launch).map(text -> Map.of(DUID, text)).orElse(Map.of());
    folder.renewWithin(
        WORK,
        shown,
        Map.of(
            CONFIGURATION,
            folder.path().resolve(CONFIGURATION),
            // What it prints is in the output file; its own log would say the same once more.
            "client.log",
            Path.of("/dev/null")));
    return "";
  }

  private Optional<String> shownDuid(RowFolder folder, ClientLaunch launch) throws IOException {
    return switch (duid.kind()) {
      case LINK_LAYER -> read(duidFile(folder)).filter(this::isOfKind);
      case LINK_LAYER_TIME ->
          new RememberedDuid(stateFolder.resolve("duid_" + launch.row()))
              .of(launch.configuration().linuxInterface(), this::isOfKind);
      case ENTERPRISE -> Optional.empty();
    };
  }

  private boolean isOfKind(String text) {
    return text.startsWith(duid.kind().head());
  }

  private static Path duidFile(RowFolder folder) {
    return work(folder).resolve(DUID);
  }

  private static Path work(RowFolder folder) {
    return folder.path().resolve(WORK);
  }

  private String text(RowFolder folder, RowId row, ClientConfiguration configuration) {
    return DibblerConfiguration.text(
        folder.path().resolve(SCRIPT), row.instance(), duid, configuration);
  }

  @Override
  public List<String> argv(Path program, RowFolder folder, ClientLaunch launch) {
    return List.of(program.toString(), "run", "-w", work(folder).toString());
  }

  /** It writes resolv.conf and ntp.conf as soon as a server names one, asked or not. */
  @Override
  public Confinement confinement(RowFolder folder) {
    return Confinement.READ_ONLY_ETC;
  }

  /**
   * It looks whether somebody has its address already (RFC 8415 section 18.2.10.1) by setting it.
   */
  @Override
  public Set<Capability> rights() {
    return Set.of(Capability.NET_RAW, Capability.NET_BIND_SERVICE, Capability.NET_ADMIN);
  }

  @Override
  public List<Path> writable(RowFolder folder) {
    return List.of(work(folder));
  }

  @Override
  public boolean isClientOf(RowFolder folder, List<String> argv) {
    return workingFolder(argv).filter(work(folder)::equals).isPresent();
  }

  @Override
  public boolean serves(
      List<String> argv, RowFolder folder, RowId row, ClientConfiguration configuration) {
    return read(folder.path().resolve(CONFIGURATION))
        .filter(text(folder, row, configuration)::equals)
        .isPresent();
  }

  @Override
  public boolean isOn(String linuxInterface, List<String> argv) {
    if (!isDibbler(argv)) {
      return false;
    }
    Path file =
        workingFolder(argv).map(DibblerDriver::configurationIn).orElse(SYSTEM_CONFIGURATION);
    String text = read(file).orElse("");
    // Without a word about interfaces it works on all that there are.
    return !ANY_INTERFACE.matcher(text).find()
        || Pattern.compile("(?m)^\\s*iface\\s+\"?" + Pattern.quote(linuxInterface) + "\"?[\\s{]")
            .matcher(text)
            .find();
  }

  @Override
  public boolean isOurs(Path runFolder, ProcessIdentity identity, List<String> argv) {
    return workingFolder(argv)
        .map(Path::getParent)
        .map(Path::getParent)
        .filter(runFolder::equals)
        .isPresent();
  }

  /** Of ours it is a link to the one in the folder above. */
  private static Path configurationIn(Path work) {
    Path ours = work.resolveSibling(CONFIGURATION);
    return work.endsWith(WORK) && Files.exists(ours) ? ours : work.resolve(CONFIGURATION);
  }

  private static boolean isDibbler(List<String> argv) {
    return argv.size() > 1 && Path.of("/" + argv.get(0)).endsWith("dibbler-client");
  }

  private static Optional<Path> workingFolder(List<String> argv) {
    int option = argv.indexOf("-w");
    return isDibbler(argv) && option > 0 && option + 1 < argv.size()
        ? Optional.of(Path.of(argv.get(option + 1)))
        : Optional.empty();
  }

  private static Optional<String> read(Path file) {
    try {
      byte[] octets = UntrustedFiles.read(file, MOST_BYTES);
      return Optional.of(new String(octets, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * TERM makes it send RELEASE, always; who wants it to end without one has to kill it. For a
   * renewal RDK-B has patched in USR2, which ends any other dibbler: that one is told by a
   * RECONFIGURE.
   */
  @Override
  public boolean signal(Pidfd client, RowFolder folder, String linuxInterface, ClientSignal signal)
      throws IOException {
    return switch (signal) {
      case RENEW ->
          ProcessIdentity.catches(client.pid(), Signal.USR2)
              ? client.signal(Signal.USR2)
              : SelfReconfigure.of(duidFile(folder), linuxInterface).send();
      case RELEASE -> release(client, linuxInterface);
      case TERMINATE, KILL -> client.signal(Signal.KILL);
    };
  }

  /**
   * Its handler of TERM sets a flag, which its loop reads before it waits for packets, for seconds:
   * a signal between the two is not seen before a packet comes. So one comes: of one octet, 255,
   * which dibbler knows as its own word for "wake up" and no DHCPv6 message bears.
   */
  private static boolean release(Pidfd client, String linuxInterface) throws IOException {
    boolean signalled = client.signal(Signal.TERM);
    try {
      ClientSocket.send(linuxInterface, WAKE_UP);
    } catch (IOException asleep) {
      log.debug(
          "CLIENT-NOT-WOKEN pid={} if={} reason={}",
          client.pid(),
          linuxInterface,
          asleep.getMessage());
    }
    return signalled;
  }
}
