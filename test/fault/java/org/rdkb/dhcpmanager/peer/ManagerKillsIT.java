package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/**
 * T13: the manager is killed again and again, in the middle of sets and renewals, at times before
 * it has even started. Each time the next one finds what was acknowledged, the clients that there
 * were, and the leases that the server knows of.
 */
class ManagerKillsIT {
  private static final int KILLS = Boolean.getBoolean("test.full") ? 200 : 3;
  private static final long SEED = 4;
  private static final int LATEST_MILLIS = 300;
  private static final int EARLY_MILLIS = 1200;

  /** What is set in one request, again and again: it is there as a whole or not at all. */
  private record Wanted(String alias, boolean enable) {}

  private static final List<String> LINKS = List.of(Topology.WAN, "wan1", "wan2", "wan3");
  private static final String LAST = Lab.CLIENTS + "4.";

  private final Random random = new Random(SEED);
  private Wanted acknowledged = new Wanted("cpe-1", true);
  private Wanted asked = acknowledged;

  @Test
  void killedDuringAStorm_losesNothing_andStartsNoSecondClient()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("storm")) {
      LINKS.stream().skip(1).forEach(lab::addMacvlan);
      lab.startServer();
      lab.ready();
      List<Long> steady = bindAll(lab);
      Figures figures = new Figures();
      try (LeaseStorm storm = new LeaseStorm(steady)) {
        for (int kill = 1; kill <= KILLS; kill++) {
          killWhileItSets(lab, kill);
          if (kill % 3 == 0) {
            lab.startManager();
            assertFalse(lab.manager().waitFor(random.nextInt(EARLY_MILLIS), TimeUnit.MILLISECONDS));
            lab.killManager();
          }
          restart(lab, figures);
          storm.calm(true); // a client that is told twice begins anew, and has no lease meanwhile
          check(lab, steady, "kill " + kill);
          storm.calm(false);
        }
        assertTrue(storm.gusts() > KILLS, "no storm");
      }
      System.out.println(figures.table());
      check(lab, steady, "after the storm");
    }
  }

  private static void restart(Lab lab, Figures figures) throws IOException {
    LogTail log = LogTail.fromNow(lab.managerLog());
    long begun = System.currentTimeMillis();
    lab.ready();
    String ready = log.await("READY ", 5);
    figures.add("manager: killed in a storm, rows on the bus", LogTail.millis(ready) - begun);
    long found = System.currentTimeMillis() - begun;
    figures.add("manager: killed in a storm, found by a consumer", found);
  }

  private static List<Long> bindAll(Lab lab) throws BusException {
    for (int i = 0; i < LINKS.size(); i++) {
      String row = Lab.CLIENTS + (i + 1) + ".";
      if (i > 0) {
        lab.bus().addRow(Lab.CLIENTS, "row-" + (i + 1));
      }
      lab.set(row + "Interface", LINKS.get(i), row + "Enable", "true");
      lab.awaitValue(row + "DHCPStatus", "Bound", 20);
    }
    List<Long> steady = new ArrayList<>();
    LINKS.stream().limit(LINKS.size() - 1L).forEach(link -> steady.addAll(lab.clientsOn(link)));
    assertEquals(LINKS.size() - 1, steady.size());
    return steady;
  }

  /** Sets until the manager is killed, which happens at some moment of it. */
  private void killWhileItSets(Lab lab, int kill) throws InterruptedException {
    Executor soon =
        CompletableFuture.delayedExecutor(random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> killed =
        CompletableFuture.runAsync(() -> lab.manager().destroyForcibly(), soon);
    try {
      for (int i = 0; !killed.isDone(); i++) {
        asked = new Wanted("storm-" + kill + "-" + i, random.nextBoolean());
        lab.set(
            Lab.ROW + "Alias", asked.alias(), LAST + "Enable", Boolean.toString(asked.enable()));
        acknowledged = asked;
      }
    } catch (BusException ended) {
      assertTrue(lab.manager().waitFor(5, TimeUnit.SECONDS), ended::toString);
    }
    killed.join();
    lab.killManager();
  }

  private void check(Lab lab, List<Long> steady, String when) throws IOException {
    String alias = lab.get(Lab.ROW + "Alias");
    Wanted found = new Wanted(alias, Boolean.parseBoolean(lab.get(LAST + "Enable")));
    assertTrue(found.equals(acknowledged) || found.equals(asked), when + ": " + found);
    acknowledged = found;
    asked = found;
    String last = LINKS.get(LINKS.size() - 1);
    if (found.enable()) {
      awaitLease(lab, LAST);
      assertEquals(1, lab.clientsOn(last).size(), when);
    } else {
      lab.awaitValue(LAST + "Status", "Disabled", 5);
      Lab.within(5).until(() -> lab.clientsOn(last).isEmpty() && address(lab, last).isEmpty());
    }
    List<Long> others = new ArrayList<>(lab.clients());
    others.removeAll(lab.clientsOn(last));
    assertEquals(steady.stream().sorted().toList(), others, when + ": other clients");
    for (int i = 0; i < LINKS.size(); i++) {
      boolean bound = i < LINKS.size() - 1 || found.enable();
      checkLease(lab, LINKS.get(i), Lab.CLIENTS + (i + 1) + ".", bound, when);
    }
    assertEquals(0, lab.zombies());
  }

  /** Once nothing of it waits, row, kernel and server agree about the lease. */
  private static void checkLease(Lab lab, String link, String row, boolean bound, String when) {
    Lab.within(20).alias(when + ": spool of " + row).until(() -> !isWaiting(lab, link));
    if (bound) {
      awaitLease(lab, row);
    } else {
      lab.awaitValue(row + "DHCPStatus", "Init", 20);
    }
    String expected = bound ? leaseOfTheServer(lab, link) : "";
    lab.awaitValue(row + "IPAddress", expected, 5);
    Lab.within(5)
        .alias(when + ": address of " + link)
        .until(() -> address(lab, link), org.hamcrest.Matchers.equalTo(expected));
  }

  /** Renewing after T1 is as good: on a slow machine a round takes long. */
  private static void awaitLease(Lab lab, String row) {
    Lab.within(20)
        .alias(row + " has a lease")
        .until(() -> List.of("Bound", "Renewing").contains(lab.get(row + "DHCPStatus")));
  }

  /** The addresses that the kernel has on a link: one, or none. */
  private static String address(Lab lab, String link) {
    List<String> lines = lab.addresses(link).lines().toList();
    return lines.stream()
        .map(line -> line.replaceAll(".* inet ([0-9.]+)/.*", "$1"))
        .collect(Collectors.joining(" "));
  }

  private static String leaseOfTheServer(Lab lab, String link) {
    String hardwareAddress = lab.hardwareAddress(link);
    return Lab.lines(lab.folder().resolve("isp.leases")).stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words[1].equals(hardwareAddress))
        .map(words -> words[2])
        .findFirst()
        .orElse("none");
  }

  private static boolean isWaiting(Lab lab, String link) {
    Path spool = lab.folder().resolve("run/spool/v4-" + (LINKS.indexOf(link) + 1));
    String[] names = spool.toFile().list((folder, name) -> name.matches("\\d+"));
    return names != null && names.length > 0;
  }
}
