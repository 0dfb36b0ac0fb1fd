package org.rdkb.dhcpmanager.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept from a program that was written to run a whole machine. It costs the right to mount
 * (CAP_SYS_ADMIN), unless it is {@link #NONE}.
 *
 * @param readOnly folders that it may read and not write
 * @param replaced folders that it finds under a name of the system, and what it finds there instead
 * @param network what it may do to addresses, routes and links
 * @param cell more than that; absent: it is otherwise as free as we are
 */
public record Confinement(
    List<Path> readOnly, Map<Path, Path> replaced, Network network, Optional<Cell> cell) {
  /** Whatever its user may. */
  public static final Confinement NONE =
      new Confinement(List.of(), Map.of(), Network.CONFIGURES, Optional.empty());

  /** It sees the system's configuration and cannot change it. */
  public static final Confinement READ_ONLY_ETC =
      new Confinement(List.of(Path.of("/etc")), Map.of(), Network.CONFIGURES, Optional.empty());

  /** What a program may do to the network. */
  public enum Network {
    /** As its user may. */
    CONFIGURES,
    /** It may send and receive, and change nothing (no CAP_NET_ADMIN). */
    USES
  }

  /** Takes copies. */
  public Confinement {
    readOnly = List.copyOf(readOnly);
    replaced = Map.copyOf(replaced);
  }

  /**
   * The same, in a cell.
   *
   * @param where which
   * @return with it
   */
  public Confinement in(Cell where) {
    return new Confinement(readOnly, replaced, network, Optional.of(where));
  }

  /**
   * Whether we have the right to make mounts apart from the others, and the root folder is a mount
   * (that of a plain chroot is not).
   *
   * @return false without root
   */
  public static boolean isPossible() {
    return ConfinedThread.isPossible();
  }
}
