package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
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
      String error = "Device.DHCPv4.Server.X_DHCPMGR_LastError";
      lab.subscribe(error);
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
              .filter(line -> line.contains("SERVER-REFUSED reason=ROGUE_SERVER"))
              .count());
      BusObject told =
          BusObject.of(
              text("Class", "SECURITY"),
              text("Reason", "ROGUE_SERVER"),
              text("Action", "REJECT"),
              text("Count", "1"));
      Lab.within(5)
          .until(
              () ->
                  lab.events.stream()
                      .anyMatch(
                          event ->
                              event.element().equals(error)
                                  && event.data().properties().equals(told.properties())));
      assertEquals("class=SECURITY reason=ROGUE_SERVER action=REJECT count=1", lab.get(error));
    }
  }

  private static BusProperty text(String name, String value) {
    return new BusProperty(name, BusValue.text(value));
  }

  @Test
  void addressThatAHostHas_isNotOffered_andSitsOut() throws BusException, IOException {
    try (Lab lab = Lab.make("srvarp").with("server.conflictProbe=300").ready()) {
      DhcpServerIT.serve(lab);
      // A host of its own at the end of the client's cable, with the address that is next.
      isp(lab, "ip", "link", "add", "host0", "link", Topology.UPLINK, "type", "macvlan");
      isp(lab, "ip", "address", "add", "10.77.0.3/24", "dev", "host0");
      isp(lab, "ip", "link", "set", "host0", "up");
      try (DhcpServerIT.Client client = new DhcpServerIT.Client(lab, "one", "02:00:00:00:00:01")) {
        assertEquals("10.77.0.4", client.awaitAddress());
      }
      assertEquals(1, logged(lab, "SERVER-CONFLICT address=10.77.0.3 "));
    }
  }

  @Test
  void addressThatNobodyHas_isOfferedAfterTheProbe() throws BusException, IOException {
    try (Lab lab = Lab.make("srvfree").with("server.conflictProbe=300").ready()) {
      DhcpServerIT.serve(lab);
      try (DhcpServerIT.Client client = new DhcpServerIT.Client(lab, "one", "02:00:00:00:00:01")) {
        assertEquals("10.77.0.3", client.awaitAddress());
      }
      assertEquals(0, logged(lab, "SERVER-NOT-PROBED"));
    }
  }

  @Test
  void sameRequestAgain_getsTheSameOctets_anotherExchangeDoesNot()
      throws BusException, IOException {
    try (Lab lab = Lab.make("srvsame").ready()) {
      DhcpServerIT.serve(lab);
      assertEquals("2 5 same 5 other", isp(lab, "python3", "-c", CLIENT, Topology.UPLINK, "again"));
      assertEquals(1, logged(lab, "SERVER-REPEATED "));
    }
  }

  @Test
  void rapidCommit_isAnAckToADiscover_andTheLeaseStands() throws BusException, IOException {
    try (Lab lab = Lab.make("srvrapid").with("server.rapidCommit=true").ready()) {
      String pool = DhcpServerIT.serve(lab);
      assertEquals("5 rapid", isp(lab, "python3", "-c", CLIENT, Topology.UPLINK, "rapid"));
      lab.awaitValue(pool + "Client.1.Active", "true", 5);
    }
  }

  private static String isp(Lab lab, String... command) throws IOException {
    return lab.topology.run(lab.topology.inIsp(command)).strip();
  }

  private static long logged(Lab lab, String words) {
    return Lab.lines(lab.managerLog()).stream().filter(line -> line.contains(words)).count();
  }

  /** A client that says what types it gets, and whether an answer is as the one before. */
  private static final String CLIENT =
      """
      import socket, struct, sys
      link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      link.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
      link.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, sys.argv[1].encode())
      link.bind(('0.0.0.0', 68))
      link.settimeout(5)
      def ask(xid, secs, options):
          head = struct.pack('!4BIHH', 1, 1, 6, 0, xid, secs, 0x8000)
          fixed = head + bytes(16) + bytes([2, 0, 0, 0, 0, 9]) + bytes(202)
          magic = bytes([99, 130, 83, 99])
          link.sendto(fixed + magic + options + bytes([255]), ('255.255.255.255', 67))
          answer = link.recv(2000)
          while struct.unpack('!I', answer[4:8])[0] != xid or answer[0] != 2:
              answer = link.recv(2000)
          return answer
      def options(answer):
          at, found = 240, {}
          while answer[at] != 255:
              found[answer[at]] = answer[at + 2:at + 2 + answer[at + 1]]
              at += 2 + answer[at + 1]
          return found
      kind = lambda answer: options(answer)[53][0]
      if sys.argv[2] == 'rapid':
          ack = ask(7, 0, bytes([53, 1, 1, 80, 0]))
          print(kind(ack), 'rapid' if 80 in options(ack) else 'slow')
      else:
          offer = ask(7, 0, bytes([53, 1, 1]))
          server = bytes([54, 4]) + options(offer)[54]
          wanted = bytes([53, 1, 3, 50, 4]) + offer[16:20] + server
          first, again, other = ask(7, 0, wanted), ask(7, 4, wanted), ask(8, 0, wanted)
          print(kind(offer), kind(first), 'same' if again == first else 'differs',
                kind(other), 'same' if other == first else 'other')
      """;

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
