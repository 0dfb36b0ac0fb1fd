package org.rdkb.dhcpmanager;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdkb.dhcpmanager.cli.PremisesFinder;
import org.rdkb.dhcpmanager.cli.RunOptions;
import org.rdkb.dhcpmanager.cli.doctor.Premises;
import org.rdkb.dhcpmanager.plugin.MonitorAddress;
import org.rdkb.dhcpmanager.process.ClientUser;
import org.rdkb.dhcpmanager.process.ProcessSettings;
import org.rdkb.dhcpmanager.server.etcd.EtcdAccess;

/** Where the manager of this machine has its things, by its settings. */
final class Installation implements PremisesFinder {
  private static final String USUAL_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

  private static String lackingUser(Settings settings) throws IOException {
    String name = settings.clientUser().orElse(ClientUser.USUAL_NAME);
    return Places.isRoot() && ClientUser.of(name).isEmpty() ? name : "";
  }

  @Override
  public Optional<EtcdAccess> fleet(Optional<Path> config) throws IOException {
    return settings(config, Optional.empty()).serverEtcd();
  }

  private static Settings settings(Optional<Path> config, Optional<Path> state) throws IOException {
    try {
      return Daemon.settings(
          new RunOptions(config, state, Optional.empty(), Optional.empty(), Optional.empty()));
    } catch (SettingsException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  @Override
  public Premises find(Optional<Path> config, Optional<Path> state) throws IOException {
    Settings settings = settings(config, state);
    Places places = new Places(settings);
    OptionalInt port =
        settings.monitorAddress() instanceof MonitorAddress.Tcp tcp && tcp.port() != 0
            ? OptionalInt.of(tcp.port())
            : OptionalInt.empty();
    return new Premises(
        places.state(),
        places.runUnmade(),
        port,
        settings.udhcpcPath().map(List::of).orElse(ProcessSettings.USUAL_PROGRAMS),
        settings.dibblerPath().map(List::of).orElse(ProcessSettings.USUAL_DIBBLERS),
        Home.file("plugins", "udhcpc.sh"),
        Path.of("/proc"),
        Path.of("/sys"),
        Arrays.stream(
                System.getenv().getOrDefault("PATH", USUAL_PATH).split(File.pathSeparator, -1))
            .map(Path::of)
            .toList(),
        lackingUser(settings));
  }
}
