package org.rdkb.dhcpmanager.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Where a program lives that is trusted with little: it writes in few places, finds nothing of what
 * is closed to others, has few rights and can never get more (no_new_privs). It takes root to make
 * one.
 *
 * <p>A path whose folders are closed to others is made reachable: the topmost closed folder is
 * replaced, for the program, by an empty one in which there is nothing but what is named here.
 *
 * @param user the program's, 0 for root
 * @param group the program's
 * @param rights all that it may do beyond any other user
 * @param visible what it reads, although a folder above may be closed; absent ones do not matter
 * @param writable where it writes; all else is read-only. They exist
 * @param hidden folders that it finds empty, or not at all
 */
public record Cell(
    int user,
    int group,
    Set<Capability> rights,
    List<Path> visible,
    List<Path> writable,
    List<Path> hidden) {
  /** Takes copies. */
  public Cell {
    rights = Set.copyOf(rights);
    visible = List.copyOf(visible);
    writable = List.copyOf(writable);
    hidden = List.copyOf(hidden);
    if (user < 0 || group < 0) {
      throw new IllegalArgumentException("no user " + user + " or group " + group);
    }
  }
}
