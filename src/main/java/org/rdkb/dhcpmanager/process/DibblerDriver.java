package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientLaunch;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.linux.Confinement;
import org.rdkb.dhcpmanager.linux.Pidfd;
import org.rdkb.dhcpmanager.linux.ProcessIdentity;
import org.rdkb.dhcpmanager.linux.Signal;

/**
 * dibbler-client, in the foreground and with {@code -w}: the row's folder is its working folder,
 * where its configuration, its pid file, its DUID and its own notes are, so that any number of them
 * run beside each other. Its script is a link in that folder: dibbler hands on no environment of
 * ours, so the script finds the row by its own name.
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
    // What it prints is in the output file; its own log would say the same once more, for ever.
    folder.link("client.log", Path.of("/dev/null"));
    // A pid file with a number that somebody else has by now would keep it from starting.
    folder.remove("client.pid");
    folder.remove("client-AddrMgr.xml");
    placeDuid(folder, launch.row());
    return "";
  }

  /**
   * dibbler shows what is in this file, whatever its configuration says, and makes it if absent.
   */
  private void placeDuid(RowFolder folder, RowId row) throws IOException {
    switch (duid.kind()) {
      case LINK_LAYER -> forgetOther(folder.path().resolve(DUID));
      case LINK_LAYER_TIME -> {
        Path kept = stateFolder.resolve("duid_" + row);
        forgetOther(kept);
        folder.link(DUID, kept); // it writes through the link
      }
      case ENTERPRISE -> folder.remove(DUID);
    }
  }

  private void forgetOther(Path file) throws IOException {
    if (Files.isSymbolicLink(file)
        || !read(file).map(text -> text.startsWith(duid.kind().head())).orElse(true)) {
      Files.deleteIfExists(file);
    }
  }

  private String text(RowFolder folder, RowId row, ClientConfiguration configuration) {
    return DibblerConfiguration.text(
        folder.path().resolve(SCRIPT), row.instance(), duid, configuration);
  }

  @Override
  public List<String> argv(Path program, RowFolder folder, ClientLaunch launch) {
    return List.of(program.toString(), "run", "-w", folder.path().toString());
  }

  /** It writes resolv.conf and ntp.conf as soon as a server names one, asked or not. */
  @Override
  public Confinement confinement(RowFolder folder) {
    return Confinement.READ_ONLY_ETC;
  }

  @Override
  public boolean isClientOf(RowFolder folder, List<String> argv) {
    return workingFolder(argv).filter(folder.path()::equals).isPresent();
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
    Path file = workingFolder(argv).map(f -> f.resolve(CONFIGURATION)).orElse(SYSTEM_CONFIGURATION);
    String text = read(file).orElse("");
    // Without a word about interfaces it works on all that there are.
    return !ANY_INTERFACE.matcher(text).find()
        || Pattern.compile("(?m)^\\s*iface\\s+\"?" + Pattern.quote(linuxInterface) + "\"?[\\s{]")
            .matcher(text)
            .find();
  }

  @Override
  public boolean isOurs(Path runFolder, ProcessIdentity identity, List<String> argv) {
    return workingFolder(argv).map(Path::getParent).filter(runFolder::equals).isPresent();
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
    try (var in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
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
              : SelfReconfigure.of(folder.path(), linuxInterface).send();
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
