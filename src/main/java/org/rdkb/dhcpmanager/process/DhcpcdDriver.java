package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientLaunch;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.linux.Capability;
import org.rdkb.dhcpmanager.linux.Confinement;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.Pidfd;
import org.rdkb.dhcpmanager.linux.ProcessIdentity;
import org.rdkb.dhcpmanager.linux.Signal;

/**
 * dhcpcd, one process for one interface and one family, in the foreground. Its folders of the
 * system are one of the row's in its own view, so that any number of them, and the machine's own
 * one, run beside each other; it has no right to change the network, which is ours to do.
 *
 * @param family whose rows
 * @param places where the program may be
 * @param plugin what it runs at each event
 * @param monitor where the plugin reaches us
 */
record DhcpcdDriver(Family family, List<Path> places, Path plugin, String monitor)
    implements ClientDriver {
  private static final String CONFIGURATION = "dhcpcd.conf";
  private static final String NOTES = "dhcpcd";
  private static final String DUID = "duid";
  private static final int MOST_BYTES = 64 * 1024;
  private static final List<Path> SYSTEM_FOLDERS =
      List.of(Path.of("/run/dhcpcd"), Path.of("/var/lib/dhcpcd"));

  /** What it writes over its command line; its helpers have more words in brackets. */
  private static final Pattern TITLE =
      Pattern.compile("dhcpcd: (\\S+)((?: \\[ip4])?(?: \\[ip6])?)");

  @Override
  public String program() {
    return "dhcpcd";
  }

  @Override
  public String prepare(RowFolder folder, ClientLaunch launch) throws IOException {
    String trouble = DhcpcdConfiguration.trouble(family, launch.configuration());
    if (!trouble.isEmpty()) {
      return trouble;
    }
    folder.replace(CONFIGURATION, text(folder, launch.row(), launch.configuration()));
    for (Path folderOfTheSystem : SYSTEM_FOLDERS) {
      Files.createDirectories(folderOfTheSystem); // something must be there to be replaced
    }
    Path notes = folder.createWithin(NOTES);
    // What a former one knew of its lease is known to us, and better.
    try (DirectoryStream<Path> files = Files.newDirectoryStream(notes)) {
      for (Path file : files) {
        if (!file.endsWith(DUID)) {
          Files.deleteIfExists(file);
        }
      }
    }
    return "";
  }

  private String text(RowFolder folder, RowId row, ClientConfiguration configuration) {
    return DhcpcdConfiguration.text(row, folder, plugin, monitor, configuration);
  }

  @Override
  public List<String> argv(Path program, RowFolder folder, ClientLaunch launch) {
    List<String> argv = new ArrayList<>();
    argv.addAll(List.of(program.toString(), "-B", family == Family.V4 ? "-4" : "-6"));
    argv.addAll(List.of("-f", configuration(folder).toString()));
    launch.requestedAddress().ifPresent(address -> argv.addAll(List.of("-r", address.toString())));
    argv.add(launch.configuration().linuxInterface());
    return List.copyOf(argv);
  }

  private static Path configuration(RowFolder folder) {
    return folder.path().resolve(CONFIGURATION);
  }

  @Override
  public Confinement confinement(RowFolder folder) {
    Path notes = folder.path().resolve(NOTES);
    return new Confinement(
        List.of(Path.of("/etc")),
        Map.of(SYSTEM_FOLDERS.get(0), notes, SYSTEM_FOLDERS.get(1), notes),
        Confinement.Network.USES,
        Optional.empty());
  }

  /** Besides the network's: what it needs to take most rights from itself. */
  @Override
  public Set<Capability> rights() {
    return Set.of(
        Capability.NET_RAW,
        Capability.NET_BIND_SERVICE,
        Capability.SETUID,
        Capability.SETGID,
        Capability.SYS_CHROOT);
  }

  /** It reads and writes how the kernel treats the link, and does not start if it may not. */
  @Override
  public List<Path> writable(RowFolder folder) {
    return List.of(folder.path().resolve(NOTES), Path.of("/proc/sys/net"));
  }

  /** It has a user of its own and changes to it by itself; as any other it does not start. */
  @Override
  public boolean runsAsAnother() {
    return false;
  }

  @Override
  public boolean isClientOf(RowFolder folder, List<String> argv) {
    return argv.contains(configuration(folder).toString());
  }

  @Override
  public boolean isSame(List<String> started, List<String> seen) {
    return started.equals(seen) || isOn(started.get(started.size() - 1), seen);
  }

  @Override
  public boolean serves(
      List<String> argv, RowFolder folder, RowId row, ClientConfiguration wanted) {
    try (var in = Files.newInputStream(configuration(folder))) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
          .equals(text(folder, row, wanted));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * One that manages the whole machine does not count: which interfaces it leaves to others, its
   * command line does not say.
   */
  @Override
  public boolean isOn(String linuxInterface, List<String> argv) {
    if (argv.isEmpty()) {
      return false;
    }
    Matcher title = TITLE.matcher(argv.get(0));
    if (title.matches()) {
      return title.group(1).equals(linuxInterface)
          && title.group(2).contains(family == Family.V4 ? "[ip4]" : "[ip6]");
    }
    return Path.of("/" + argv.get(0)).endsWith("dhcpcd")
        && argv.get(argv.size() - 1).equals(linuxInterface)
        && !argv.contains(family == Family.V4 ? "-6" : "-4");
  }

  /** It does not show what it was started with, so our own notes have to say it. */
  @Override
  public boolean isOurs(Path runFolder, ProcessIdentity identity, List<String> argv) {
    try (DirectoryStream<Path> rows = Files.newDirectoryStream(runFolder)) {
      for (Path row : rows) {
        Optional<ClientFile> client = new RowFolder(row, row).readClient();
        if (client
            .filter(file -> file.pid() == identity.pid())
            .filter(file -> file.startTicks() == identity.startTicks())
            .isPresent()) {
          return true;
        }
      }
    } catch (IOException none) {
      return false;
    }
    return false;
  }

  @Override
  public void started(RowFolder folder, int pid) throws IOException {
    Helpers.note(folder, pid);
  }

  @Override
  public void sweep(RowFolder folder) throws IOException {
    Helpers.end(folder);
  }

  /** ALRM: releases and ends; TERM: ends without a word to the server. */
  @Override
  public boolean signal(Pidfd client, RowFolder folder, String linuxInterface, ClientSignal signal)
      throws LinuxException {
    return client.signal(
        switch (signal) {
          case RENEW -> Signal.USR1;
          case RELEASE -> Signal.ALRM;
          case TERMINATE -> Signal.TERM;
          case KILL -> Signal.KILL;
        });
  }
}
