package org.rdkb.dhcpmanager.process;

import java.nio.file.Path;
import java.util.List;
import org.rdkb.dhcpmanager.core.client.Family;

/**
 * Which program serves which family.
 *
 * @param v4 for IPv4 rows
 * @param v6 for IPv6 rows
 * @param dhcpcds where dhcpcd may be, absolute paths, the first that exists is taken
 */
public record ClientChoice(ClientProgram v4, ClientProgram v6, List<Path> dhcpcds) {
  /** Where distributions put dhcpcd. */
  public static final List<Path> USUAL_DHCPCDS =
      List.of(Path.of("/usr/sbin/dhcpcd"), Path.of("/sbin/dhcpcd"));

  /** udhcpc and dibbler-client. */
  public static final ClientChoice USUAL =
      new ClientChoice(ClientProgram.UDHCPC, ClientProgram.DIBBLER, USUAL_DHCPCDS);

  /** Checks that each speaks its family. */
  public ClientChoice {
    dhcpcds = List.copyOf(dhcpcds);
    if (!v4.speaks(Family.V4) || !v6.speaks(Family.V6)) {
      throw new IllegalArgumentException(v4 + " for IPv4, " + v6 + " for IPv6");
    }
  }

  ClientProgram of(Family family) {
    return family == Family.V4 ? v4 : v6;
  }
}
