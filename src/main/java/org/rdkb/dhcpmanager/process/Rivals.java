package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.linux.ProcessIdentity;

/**
 * Other udhcpc processes on an interface of our network namespace: two clients on one interface
 * take each other's lease.
 */
final class Rivals {
  private Rivals() {}

  /**
   * One of them.
   *
   * @param identity which process
   * @param arguments how it was started
   */
  record Rival(ProcessIdentity identity, UdhcpcArguments arguments) {

    /** Whether an earlier run of ours started it: its pid file is in one of our row folders. */
    boolean isOurs(Path runFolder) {
      return arguments
          .pidFile()
          .map(Path::of)
          .filter(file -> file.startsWith(runFolder) && file.endsWith("pid"))
          .isPresent();
    }
  }

  static List<Rival> on(String linuxInterface) throws IOException {
    Optional<Path> ownNamespace = networkNamespace("thread-self");
    List<Rival> rivals = new ArrayList<>();
    for (int pid : ProcessIdentity.pids()) {
      Optional<UdhcpcArguments> arguments = UdhcpcArguments.parse(ProcessIdentity.argv(pid));
      if (arguments.isEmpty()
          || !arguments.get().linuxInterface().equals(linuxInterface)
          || !networkNamespace(Integer.toString(pid)).equals(ownNamespace)) {
        continue;
      }
      ProcessIdentity.read(pid)
          .ifPresent(identity -> rivals.add(new Rival(identity, arguments.get())));
    }
    return rivals;
  }

  private static Optional<Path> networkNamespace(String process) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc", process, "ns", "net")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
