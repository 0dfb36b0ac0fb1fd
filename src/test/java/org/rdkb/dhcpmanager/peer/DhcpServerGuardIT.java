package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** What the DHCPv4 server refuses, as its clients see it. */
class DhcpServerGuardIT {

  private static String hardware(Lab lab) throws IOException {
    return lab.topology
        .run(lab.topology.inIsp("ip", "-oneline", "link", "show", "dev", Topology.UPLINK))
        .replaceFirst("(?s).* link/ether ([0-9a-f:]{17}) .*", "$1");
  }

  /** The settings as they are, and one more; or without it. */
  private static void reload(Lab lab, String key, String value) throws IOException {
    Path file = lab.folder().resolve("dhcpmgr.properties");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.removeIf(line -> line.startsWith(key + "="));
    if (!value.isEmpty()) {
      lines.add(key + "=" + value);
    }
    Files.write(file, lines);
    long before = applied(lab, key);
    lab.signalManager("HUP");
    Lab.within(5).until(() -> applied(lab, key) > before);
  }

  private static long applied(Lab lab, String key) {
    return Lab.lines(lab.managerLog()).stream()
        .filter(line -> line.contains("SETTINGS-APPLIED key=" + key))
        .count();
  }

  private static boolean refused(Lab lab, String... words) {
    return Lab.lines(lab.managerLog()).stream()
        .filter(line -> line.contains("SERVER-REFUSED "))
        .anyMatch(line -> List.of(words).stream().allMatch(line::contains));
  }

  @Test
  void deniedWhileServed_renewalGetsANak_thenSilence_allowedAgain_isServed()
      throws BusException, IOException {
    try (Lab lab = Lab.make("srvdeny").ready()) {
      DhcpServerIT.serve(lab);
      String denied = "server.security.hardwareDeny";
      try (DhcpServerIT.Client client =
          new DhcpServerIT.Client(lab, "one", "02:00:00:00:00:01", "-A", "1")) {
        String address = client.awaitAddress();
        reload(lab, denied, hardware(lab));
        client.signal("USR1");
        Lab.within(10).until(() -> !client.told("nak").isEmpty());
        Lab.within(10)
            .until(() -> refused(lab, "reason=HARDWARE_ADDRESS", "type=DISCOVER", hardware(lab)));
        Files.delete(lab.folder().resolve("one.told"));
        reload(lab, denied, "");
        assertEquals(address, client.awaitAddress());
      }
    }
  }

  @Test
  void rogueServer_isSeen_whileOurOwnBroadcastsAreNot() throws BusException, IOException {
    try (Lab lab = Lab.make("srvrogue").with("server.security.snooping=true").ready()) {
      DhcpServerIT.serve(lab);
      try (DhcpServerIT.Client client =
          new DhcpServerIT.Client(lab, "one", "02:00:00:00:00:01", "-B")) {
        client.awaitAddress(); // answered by broadcast
      }
      lab.topology.run(
          lab.topology.inIsp("ip", "address", "replace", "10.77.0.66/24", "dev", Topology.UPLINK));
      lab.topology.run(lab.topology.inIsp("python3", "-c", OFFER, "10.77.0.66", Topology.UPLINK));
      Lab.within(5)
          .until(() -> refused(lab, "reason=ROGUE_SERVER", "type=OFFER", "server=10.77.0.66"));
      assertEquals(
          1,
          Lab.lines(lab.managerLog()).stream()
              .filter(line -> line.contains("reason=ROGUE_SERVER"))
              .count());
    }
  }

  /**
   * Sends an OFFER to everybody, as the server of its first argument, on the link of its second.
   */
  private static final String OFFER =
      """
      import socket, sys
      me = socket.inet_aton(sys.argv[1])
      fixed = bytes([2, 1, 6, 0]) + bytes(12) + me + bytes(8) + bytes([2, 0, 0, 0, 0, 9]) + bytes(202)
      options = bytes([99, 130, 83, 99, 53, 1, 2, 54, 4]) + me + bytes([51, 4, 0, 0, 1, 0, 255])
      link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      link.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
      link.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, sys.argv[2].encode())
      link.bind(('0.0.0.0', 67))
      link.sendto(fixed + options, ('255.255.255.255', 68))
      """;
}
