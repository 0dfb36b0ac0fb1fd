package org.rdkb.dhcpmanager.cli.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where the manager of this machine has its things, as {@code run} would find them.
 *
 * @param state rows and leases
 * @param run tokens, spool, client output
 * @param monitorPort where plugins send to on loopback; absent: a unix socket
 * @param udhcpcs where udhcpc may be, the first that exists is taken
 * @param dibblers where dibbler-client may be, likewise
 * @param plugin what udhcpc has to execute
 * @param proc the process file system
 * @param sys the device file system
 * @param path folders of programs
 * @param lackingUser whom clients should run as, and who does not exist; empty: he does, or nobody
 *     could become him
 */
public record Premises(
    Path state,
    Path run,
    OptionalInt monitorPort,
    List<Path> udhcpcs,
    List<Path> dibblers,
    Path plugin,
    Path proc,
    Path sys,
    List<Path> path,
    String lackingUser) {
  public Premises {
    udhcpcs = List.copyOf(udhcpcs);
    dibblers = List.copyOf(dibblers);
    path = List.copyOf(path);
  }
}
