package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.LinkPlace;
import org.rdkb.dhcpmanager.linux.NetworkNamespace;
import org.rdkb.dhcpmanager.linux.ProcessIdentity;

/**
 * Other processes of a client program on an interface of one network namespace: two clients of a
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

  static List<Rival> on(LinkPlace place, List<ClientDriver> drivers, Path runFolder)
      throws IOException {
    Optional<String> namespace = namespace(place);
    List<Rival> rivals = new ArrayList<>();
    for (int pid : ProcessIdentity.pids()) {
      List<String> argv = ProcessIdentity.argv(pid);
      for (ClientDriver driver : drivers) {
        if (driver.isOn(place.name(), argv)
            && NetworkNamespace.identity(Integer.toString(pid)).equals(namespace)) {
          ProcessIdentity.read(pid)
              .map(found -> new Rival(found, driver, driver.isOurs(runFolder, found, argv)))
              .ifPresent(rivals::add);
        }
      }
    }
    return rivals;
  }

  private static Optional<String> namespace(LinkPlace place) {
    return NetworkNamespace.identity(
        place.isElsewhere() ? place.namespace() : "/proc/thread-self/ns/net");
  }

  /** Whether a process is in the namespace of a place; true if that cannot be seen. */
  static boolean isIn(LinkPlace place, int pid) {
    Optional<String> its = NetworkNamespace.identity(Integer.toString(pid));
    return place.isElsewhere()
        ? its.isPresent() && its.equals(namespace(place))
        : its.isEmpty() || its.equals(namespace(place));
  }
}
