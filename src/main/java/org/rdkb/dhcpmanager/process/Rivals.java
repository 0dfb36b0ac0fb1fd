package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.linux.ProcessIdentity;

/**
 * Other processes of a client program on an interface of our network namespace: two clients of a
 * family on one interface take each other's lease.
 */
final class Rivals {
  private Rivals() {}

  /**
   * One of them.
   *
   * @param identity which process
   * @param driver whose program it is
   * @param isOurs whether an earlier run of ours started it
   */
  record Rival(ProcessIdentity identity, ClientDriver driver, boolean isOurs) {}

  static List<Rival> on(String linuxInterface, List<ClientDriver> drivers, Path runFolder)
      throws IOException {
    Optional<Path> ownNamespace = networkNamespace("thread-self");
    List<Rival> rivals = new ArrayList<>();
    for (int pid : ProcessIdentity.pids()) {
      List<String> argv = ProcessIdentity.argv(pid);
      for (ClientDriver driver : drivers) {
        if (driver.isOn(linuxInterface, argv)
            && networkNamespace(Integer.toString(pid)).equals(ownNamespace)) {
          ProcessIdentity.read(pid)
              .map(found -> new Rival(found, driver, driver.isOurs(runFolder, found, argv)))
              .ifPresent(rivals::add);
        }
      }
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
