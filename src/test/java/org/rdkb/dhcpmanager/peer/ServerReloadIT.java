package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** T45, K01 to K05: reloads while clients are served; 1 in 3 is invalid, 1 in 3 changes nothing. */
class ServerReloadIT {
  private static final int ROUNDS = Boolean.getBoolean("test.full") ? 334 : 6;

  private static long logged(Lab lab, String words) {
    return Lab.lines(lab.managerLog()).stream().filter(line -> line.contains(words)).count();
  }

  private static void reload(Lab lab, List<String> settings) throws IOException {
    Files.write(lab.folder().resolve("dhcpmgr.properties"), settings);
    long before = logged(lab, "SETTINGS-RELOADED ");
    lab.signalManager("HUP");
    Lab.within(10).until(() -> logged(lab, "SETTINGS-RELOADED ") > before);
  }

  @Test
  void reloadsUnderLoad_eachEndsWithOneLine_noRequestIsLost_noLeaseEither()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("srvreload").ready()) {
      String pool = DhcpServerIT.serve(lab);
      Path file = lab.folder().resolve("dhcpmgr.properties");
      List<String> settings = Files.readAllLines(file);
      long configured = logged(lab, "SERVER-CONFIGURED ");
      Path stop = lab.folder().resolve("stop");
      Path told = lab.folder().resolve("load.told");
      Process load =
          lab.topology.start(
              lab.topology.inIsp("python3", "-c", LOAD, Topology.UPLINK, stop.toString()), told);
      Lab.within(10).until(() -> Lab.lines(told).contains("bound"));
      for (int round = 0; round < ROUNDS; round++) {
        settings.removeIf(line -> line.startsWith("server.declineTime="));
        settings.add("server.declineTime=" + (700 + round));
        reload(lab, settings);
        reload(lab, settings);
        settings.add("server.gracePeriod=soon");
        reload(lab, settings);
        settings.remove(settings.size() - 1);
      }
      Files.createFile(stop);
      assertTrue(load.waitFor(20, TimeUnit.SECONDS));

      String applied =
          "SETTINGS-RELOADED outcome=APPLIED applied=[server.declineTime] newStart=[] ";
      assertEquals(ROUNDS, logged(lab, applied));
      assertEquals(ROUNDS, logged(lab, "SETTINGS-RELOADED outcome=UNCHANGED "));
      assertEquals(ROUNDS, logged(lab, "SETTINGS-RELOADED outcome=REFUSED "));
      assertEquals(ROUNDS, logged(lab, ": server.gracePeriod: 'soon' is no number"));
      // Only those that change something reach the server, and only what they change.
      assertEquals(configured + ROUNDS, logged(lab, "SERVER-CONFIGURED "));
      assertEquals(ROUNDS, logged(lab, "server=[timing] subnets=[] options=[] security=same "));
      String summary = Lab.lines(told).get(1);
      assertTrue(summary.matches("asked (\\d+) answered \\1 moved 0"), summary);
      assertEquals("8", lab.get(pool + "ClientNumberOfEntries"));
    }
  }

  @Test
  void manySignals_becomeFewReloads_andTheLastFileIsInForce() throws IOException {
    try (Lab lab = Lab.make("srvhup").ready()) {
      Path file = lab.folder().resolve("dhcpmgr.properties");
      List<String> settings = Files.readAllLines(file);
      for (int i = 0; i < 20; i++) {
        settings.removeIf(line -> line.startsWith("server.declineTime="));
        settings.add("server.declineTime=" + (700 + i));
        Files.write(file, settings);
        lab.signalManager("HUP");
      }
      reload(lab, settings);
      Lab.within(10)
          .until(() -> logged(lab, "SETTINGS-RELOAD-ASKED ") == logged(lab, "SETTINGS-RELOADED "));
      long before = logged(lab, "outcome=UNCHANGED");
      reload(lab, settings);
      assertEquals(before + 1, logged(lab, "outcome=UNCHANGED"));
    }
  }

  /** Eight clients that ask again and again for the address that they have, each time anew. */
  private static final String LOAD =
      """
      import os, socket, struct, sys
      link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      link.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
      link.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, sys.argv[1].encode())
      link.bind(('0.0.0.0', 68))
      link.settimeout(5)
      xid, asked, answered, moved = 0, 0, 0, 0
      def ask(client, options):
          global xid
          xid += 1
          head = struct.pack('!4BIHH', 1, 1, 6, 0, xid, 0, 0x8000)
          fixed = head + bytes(16) + bytes([2, 0, 0, 0, 1, client]) + bytes(202)
          magic = bytes([99, 130, 83, 99])
          link.sendto(fixed + magic + options + bytes([255]), ('255.255.255.255', 67))
          try:
              while True:
                  answer = link.recv(2000)
                  if answer[0] == 2 and struct.unpack('!I', answer[4:8])[0] == xid:
                      return answer
          except socket.timeout:
              return None
      server = socket.inet_aton('10.77.0.1')
      have = {}
      for client in range(8):
          offer = ask(client, bytes([53, 1, 1]))[16:20]
          have[client] = ask(client, bytes([53, 1, 3, 54, 4]) + server + bytes([50, 4]) + offer)[16:20]
      print('bound', flush=True)
      while not os.path.exists(sys.argv[2]):
          for client, address in have.items():
              asked += 1
              answer = ask(client, bytes([53, 1, 3, 50, 4]) + address)
              answered += answer is not None
              moved += answer is not None and answer[16:20] != address
      print('asked', asked, 'answered', answered, 'moved', moved, flush=True)
      """;
}
