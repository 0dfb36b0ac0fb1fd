package org.rdkb.dhcpmanager.cli.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the demo needs to know of this machine.
 *
 * @param home root folder of the project
 * @param manager command that starts this program, without verb
 * @param wantedBus where the bus shall be; absent: the usual place, or the demo's folder if that is
 *     taken
 * @param usualBus the usual place
 * @param staying true: a live view after the walk, until Ctrl-C
 */
public record DemoPlan(
    Path home, List<String> manager, Optional<String> wantedBus, String usualBus, boolean staying) {
  /** Takes a copy of the list. */
  public DemoPlan {
    manager = List.copyOf(manager);
  }

  /** The same with the bus at a place of its own. */
  DemoPlan at(String bus) {
    return new DemoPlan(home, manager, Optional.of(bus), usualBus, staying);
  }
}
