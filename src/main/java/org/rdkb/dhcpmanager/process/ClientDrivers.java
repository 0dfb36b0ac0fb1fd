package org.rdkb.dhcpmanager.process;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.core.client.Family;

/** The drivers of a family. */
final class ClientDrivers {
  private ClientDrivers() {}

  /** All of them, the chosen one first. */
  static List<ClientDriver> of(Family family, ProcessSettings settings) {
    ClientProgram chosen = settings.choice().of(family);
    return Stream.of(ClientProgram.values())
        .filter(program -> program.speaks(family))
        .sorted(Comparator.comparing(program -> program != chosen))
        .map(program -> driver(program, family, settings))
        .toList();
  }

  private static ClientDriver driver(
      ClientProgram program, Family family, ProcessSettings settings) {
    return switch (program) {
      case UDHCPC ->
          new UdhcpcDriver(settings.programs(), settings.plugins().udhcpc(), settings.arpProbe());
      case DIBBLER ->
          new DibblerDriver(
              settings.dibblers(),
              settings.plugins().dibbler(),
              settings.plugins().frame(),
              settings.monitor(),
              settings.duid(),
              settings.stateFolder());
      case DHCPCD ->
          new DhcpcdDriver(
              family, settings.choice().dhcpcds(), settings.plugins().dhcpcd(), settings.monitor());
    };
  }
}
