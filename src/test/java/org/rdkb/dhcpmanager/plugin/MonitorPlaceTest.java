package org.rdkb.dhcpmanager.plugin;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Several managers on one machine, each with a run folder of its own. */
class MonitorPlaceTest {
  private static final MonitorAddress ANY = MonitorAddress.parse("tcp://127.0.0.1:0");
  private static final RowId ROW = new RowId(Family.V4, 1);
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;

  private static int port(MonitorAddress address) {
    return ((MonitorAddress.Tcp) address).port();
  }

  @Test
  void fixedAddresses_stayAsTheyAre_andAreNotedToo() throws IOException {
    MonitorPlace place = new MonitorPlace(folder.resolve("monitor"));
    for (String fixed : List.of("tcp://127.0.0.1:50399", "ipc:///run/x")) {
      MonitorAddress address = MonitorAddress.parse(fixed);
      assertEquals(address, place.settle(address));
      place.note(address);
      assertEquals(address.forPlugins() + "\n", Files.readString(folder.resolve("monitor")));
    }
  }

  @Test
  void chosenPort_isTheSameAfterARestart_unlessSomebodyTookIt() throws IOException {
    MonitorPlace place = new MonitorPlace(folder.resolve("monitor"));
    MonitorAddress first = place.settle(ANY);
    assertNotEquals(0, port(first));
    place.note(first);
    assertEquals(first, place.settle(ANY));
    try (ServerSocket taken = new ServerSocket(port(first), 1, InetAddress.getLoopbackAddress())) {
      assertNotEquals(port(first), port(place.settle(ANY)), taken::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "\n", "127.0.0.1:0\n", "127.0.0.1:70000\n", "127.0.0.1:99999999999\n",
        "192.0.2.1:4000\n", "[::1]:4000\n", "127.0.0.1:50324\n", "127.0.0.1:40000", "x\0y"
      })
  void noteThatMakesNoSense_isNotFollowed(String note) throws IOException {
    Path file = folder.resolve("monitor");
    Files.write(file, note.getBytes(StandardCharsets.ISO_8859_1));
    MonitorAddress settled = new MonitorPlace(file).settle(ANY);
    assertEquals("127.0.0.1", ((MonitorAddress.Tcp) settled).host());
    assertNotEquals(50_324, port(settled));
    assertNotEquals(0, port(settled));
  }

  /** Each finds its own by the file; neither hears the other's. */
  @Test
  void twoMonitors_hearTheirOwn() throws Exception {
    Manager one = new Manager(folder.resolve("one"));
    Manager two = new Manager(folder.resolve("two"));
    try (LeaseMonitor first = one.start();
        LeaseMonitor second = two.start();
        ZContext context = new ZContext()) {
      assertNotEquals(first.forPlugins(), second.forPlugins());
      for (Manager each : List.of(one, two)) {
        ZMQ.Socket plugin = context.createSocket(SocketType.PUSH);
        String where = Files.readString(each.run.resolve("monitor")).strip();
        plugin.connect("tcp://" + where);
        String text =
            "DHCPMGR 1 deconfig " + TOKEN + " " + (each == one ? 1 : 2) + "\ninterface=eth0\0";
        plugin.send(text.getBytes(StandardCharsets.US_ASCII));
      }
      await().until(() -> one.taken.size() + two.taken.size() == 2);
      assertEquals(List.of(1L), one.taken);
      assertEquals(List.of(2L), two.taken);
    }
  }

  /** As much of a manager as this takes. */
  private static final class Manager {
    final Path run;
    final List<Long> taken = new CopyOnWriteArrayList<>();

    Manager(Path run) {
      this.run = run;
    }

    LeaseMonitor start() throws IOException, MonitorStartException {
      Files.createDirectories(run);
      MonitorPlace place = new MonitorPlace(run.resolve("monitor"));
      MonitorAddress address = place.settle(ANY);
      ClientTokens tokens = new ClientTokens();
      tokens.trust(ROW, "eth0", TOKEN);
      LeaseMonitor monitor =
          new LeaseMonitor(
              address,
              run.resolve("spool"),
              tokens,
              (row, sequence, report, age) -> taken.add(sequence),
              InstantSource.system());
      monitor.start();
      place.note(address);
      return monitor;
    }
  }
}
