package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/**
 * What plugins say gets lost, comes twice, in another order, or from a client that is dead: the
 * kernel and who listens on the bus have each lease once, the newest last.
 */
class PluginMessagesIT {
  private static final long LEASE_UPDATE = 3;
  private static final String FIRST = "198.51.100.201";
  private static final String SECOND = "198.51.100.202";
  private static final String THIRD = "198.51.100.203";

  @Test
  void lostTwiceAndInAnotherOrder_countOnceEach_theNewestLast()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("voice")) {
      PluginVoice voice = bound(lab);
      LogTail log = LogTail.fromNow(lab.managerLog());
      long next = voice.done() + 2; // one before it was lost for good

      byte[] first = voice.bound(next, FIRST);
      voice.toSpool(next, first); // the socket's copy was lost
      awaitAddress(lab, FIRST);
      voice.toSocket(first);
      log.await("sequence=" + next + " verdict=DUPLICATE", 5);
      voice.toSpool(next, first);
      Lab.within(5).until(() -> voice.done() == next);

      byte[] second = voice.bound(next + 1, SECOND);
      byte[] third = voice.bound(next + 2, THIRD);
      voice.toSocket(third); // the spool's copy was lost: a full disk
      awaitAddress(lab, THIRD);
      voice.toSocket(second);
      log.await("sequence=" + (next + 1) + " verdict=DUPLICATE", 5);
      voice.toSpool(next + 1, second);
      Lab.within(5).until(() -> voice.done() == next + 2 && nothingWaits(lab));

      assertEquals(THIRD, lab.get(Lab.ROW + "IPAddress"));
      assertEquals(List.of(FIRST, THIRD), told(lab));
      assertOnly(lab, THIRD);
    }
  }

  @Test
  void replayedFromADeadClient_isRefused() throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("ghost")) {
      PluginVoice dead = bound(lab);
      String address = lab.get(Lab.ROW + "IPAddress");
      LogTail log = LogTail.fromNow(lab.managerLog());
      ProcessHandle.of(lab.clients().get(0)).orElseThrow().destroyForcibly();
      log.await("CLIENT-STARTED row=v4-1", 5);
      lab.awaitValue(Lab.ROW + "X_DHCPMGR_Restarts", "1", 5);
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 20);
      Lab.within(5).until(lab::isStored);

      long next = dead.done() + 1;
      dead.toSocket(dead.bound(next, FIRST));
      log.await("MESSAGE-REFUSED reason=token origin=socket", 5);
      dead.toSpool(next, dead.bound(next, FIRST));
      Path aside = lab.folder().resolve("run/spool/v4-1/.refused." + next);
      Lab.within(5).until(() -> Files.exists(aside));
      assertEquals(List.of(), told(lab));
      assertEquals(address, lab.get(Lab.ROW + "IPAddress"));
      assertOnly(lab, address);

      dead.takeToken(); // the number is not used up for the client that lives
      dead.toSpool(next + 1, dead.bound(next + 1, SECOND));
      awaitAddress(lab, SECOND);
    }
  }

  @Test
  void brokerIsAway_leasesAreInForceAllTheSame_andTheNextOneIsTold()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("nobus");
        BrokerProcess first =
            BrokerProcess.start(
                lab.folder().resolve("broker.log"), List.of(), lab.address().toString())) {
      first.serving();
      PluginVoice voice = bound(lab);
      long next = voice.done() + 1;
      first.kill();
      voice.toSpool(next, voice.bound(next, FIRST));
      awaitAddress(lab, FIRST);
      voice.toSpool(next + 1, voice.bound(next + 1, SECOND));
      awaitAddress(lab, SECOND);
      Lab.within(5).until(() -> voice.done() == next + 1);

      // By itself the manager runs one when none has served for 5 s.
      lab.awaitValue(Lab.ROW + "IPAddress", SECOND, 30);
      lab.events.clear();
      voice.toSpool(next + 2, voice.bound(next + 2, THIRD));
      awaitAddress(lab, THIRD);
      Lab.within(10).until(() -> told(lab).equals(List.of(THIRD)));
      assertOnly(lab, THIRD);
    }
  }

  /** A row with a lease that is stored; what comes later is noted in the lab's events. */
  private static PluginVoice bound(Lab lab) throws BusException, IOException {
    lab.startServer();
    lab.ready();
    lab.bind(Lab.ROW);
    Lab.within(5).until(lab::isStored);
    lab.subscribe(Lab.ROW + "Events");
    lab.subscribe(Lab.ROW + "IPAddress");
    return new PluginVoice(lab);
  }

  /** The addresses that subscribers heard of, each with a lease that is new. */
  private static List<String> told(Lab lab) {
    List<String> addresses =
        lab.events.stream()
            .filter(event -> event.element().equals(Lab.ROW + "IPAddress"))
            .flatMap(event -> event.data().value("value").stream())
            .map(value -> ((BusValue.Text) value).value())
            .toList();
    long updates = lab.messageTypes(Lab.ROW).stream().filter(type -> type == LEASE_UPDATE).count();
    assertEquals(addresses.size(), updates, addresses.toString());
    return addresses;
  }

  private static void awaitAddress(Lab lab, String address) {
    Lab.within(10)
        .alias("kernel has " + address)
        .until(() -> lab.addresses().contains("inet " + address + "/"));
  }

  private static void assertOnly(Lab lab, String address) throws IOException {
    assertEquals(1, lab.addresses().split("inet ", -1).length - 1, lab.addresses());
    assertEquals(1, lab.clients().size());
    assertEquals(List.of(lab.clients().get(0)), lab.clientsOn(Topology.WAN));
    String stored = Files.readString(lab.folder().resolve("state/dhcpLease_1_v4"));
    assertTrue(stored.contains("\naddress=" + address + "\n"), stored);
  }

  private static boolean nothingWaits(Lab lab) {
    String[] names =
        lab.folder()
            .resolve("run/spool/v4-1")
            .toFile()
            .list((folder, name) -> name.matches("\\d+"));
    return names != null && names.length == 0;
  }
}
