package org.rdkb.dhcpmanager.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where things are.
 *
 * @param runFolder absolute; each row gets a folder of its own in it, mode 0700
 * @param spoolFolder absolute; as the run folder, for messages of plugins
 * @param plugins what the programs run at each event
 * @param monitor where the plugin reaches us: {@code host:port} or {@code unix:/path}
 * @param programs where udhcpc may be, absolute paths, the first that exists is taken
 * @param dibblers where dibbler-client may be, likewise
 * @param choice which program serves which family
 * @param duid what DHCPv6 clients show
 * @param stateFolder absolute; where a DUID outlives a reboot that has to
 * @param arpProbe how long udhcpc looks for an offered address on the link; zero: not
 * @param user whom clients run as, in a cell each; absent: as we are, and as free, but for what
 *     would be in our way
 */
public record ProcessSettings(
    Path runFolder,
    Path spoolFolder,
    ClientPlugins plugins,
    String monitor,
    List<Path> programs,
    List<Path> dibblers,
    ClientChoice choice,
    ClientDuid duid,
    Path stateFolder,
    Duration arpProbe,
    Optional<ClientUser> user) {
  /** Where distributions put it. */
  public static final List<Path> USUAL_PROGRAMS =
      List.of(
          Path.of("/sbin/udhcpc"),
          Path.of("/usr/sbin/udhcpc"),
          Path.of("/bin/udhcpc"),
          Path.of("/usr/bin/udhcpc"));

  /** Where distributions put dibbler-client. */
  public static final List<Path> USUAL_DIBBLERS =
      List.of(Path.of("/usr/sbin/dibbler-client"), Path.of("/sbin/dibbler-client"));

  /**
   * With udhcpc, dibbler-client where distributions put it, the plugins of all beside udhcpc's,
   * DUID-LL and no probe.
   *
   * @param runFolder absolute
   * @param spoolFolder absolute
   * @param plugin of udhcpc, absolute
   * @param monitor where the plugin reaches us
   * @param programs where udhcpc may be
   */
  public ProcessSettings(
      Path runFolder, Path spoolFolder, Path plugin, String monitor, List<Path> programs) {
    this(
        runFolder,
        spoolFolder,
        ClientPlugins.in(plugin.resolveSibling(""))
            .with(plugin, plugin.resolveSibling("dibbler.sh")),
        monitor,
        programs,
        USUAL_DIBBLERS,
        ClientChoice.USUAL,
        ClientDuid.LINK_LAYER,
        runFolder,
        Duration.ZERO,
        Optional.empty());
  }

  public ProcessSettings {
    dibblers = List.copyOf(dibblers);
    programs = List.copyOf(programs);
    for (Path path : List.of(runFolder, spoolFolder, stateFolder)) {
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException(path + " must be absolute");
      }
    }
  }

  /**
   * The same with another user.
   *
   * @param other whom clients run as
   * @return with it
   */
  public ProcessSettings as(ClientUser other) {
    return new ProcessSettings(
        runFolder,
        spoolFolder,
        plugins,
        monitor,
        programs,
        dibblers,
        choice,
        duid,
        stateFolder,
        arpProbe,
        Optional.of(other));
  }
}
