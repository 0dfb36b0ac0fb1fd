package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientLaunch;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.linux.Capability;
import org.rdkb.dhcpmanager.linux.Confinement;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.Pidfd;
import org.rdkb.dhcpmanager.linux.ProcessIdentity;
import org.rdkb.dhcpmanager.linux.Signal;

/**
 * udhcpc: all that it is told is in its arguments.
 *
 * @param places where the program may be
 * @param plugin what it runs at each event
 * @param arpProbe how long an offered address is looked for on the link; zero: not
 */
record UdhcpcDriver(List<Path> places, Path plugin, Duration arpProbe) implements ClientDriver {

  @Override
  public String program() {
    return "udhcpc";
  }

  @Override
  public String prepare(RowFolder folder, ClientLaunch launch) throws IOException {
    folder.give(folder.pidFile().getFileName().toString());
    return "";
  }

  @Override
  public List<String> argv(Path program, RowFolder folder, ClientLaunch launch) {
    return UdhcpcCommand.argv(
        program,
        folder.pidFile(),
        plugin,
        arpProbe,
        launch.configuration(),
        launch.requestedAddress());
  }

  @Override
  public Confinement confinement(RowFolder folder) {
    return Confinement.NONE;
  }

  /** Frames until it has an address, then a socket of port 68. */
  @Override
  public Set<Capability> rights() {
    return Set.of(Capability.NET_RAW, Capability.NET_BIND_SERVICE);
  }

  @Override
  public List<Path> writable(RowFolder folder) {
    return List.of(folder.pidFile());
  }

  @Override
  public boolean worksElsewhere() {
    return true;
  }

  /** What we start names the row's pid file; nothing else is ours to signal. */
  @Override
  public boolean isClientOf(RowFolder folder, List<String> argv) {
    return pidFile(argv).filter(folder.pidFile()::equals).isPresent();
  }

  @Override
  public boolean serves(
      List<String> argv, RowFolder folder, RowId row, ClientConfiguration configuration) {
    List<String> wanted =
        argv(Path.of(argv.get(0)), folder, new ClientLaunch(row, configuration, Optional.empty()));
    return wanted.equals(UdhcpcCommand.withoutRequestedAddress(argv));
  }

  @Override
  public boolean isOn(String linuxInterface, List<String> argv) {
    return UdhcpcArguments.parse(argv)
        .filter(arguments -> arguments.linuxInterface().equals(linuxInterface))
        .isPresent();
  }

  @Override
  public boolean isOurs(Path runFolder, ProcessIdentity identity, List<String> argv) {
    return pidFile(argv)
        .filter(file -> file.startsWith(runFolder) && file.endsWith("pid"))
        .isPresent();
  }

  private static Optional<Path> pidFile(List<String> argv) {
    return UdhcpcArguments.parse(argv).flatMap(UdhcpcArguments::pidFile).map(Path::of);
  }

  @Override
  public boolean signal(Pidfd client, RowFolder folder, String linuxInterface, ClientSignal signal)
      throws LinuxException {
    return client.signal(
        switch (signal) {
          case RENEW -> Signal.USR1;
          case RELEASE -> Signal.USR2;
          case TERMINATE -> Signal.TERM; // without -R, udhcpc releases nothing
          case KILL -> Signal.KILL;
        });
  }
}
