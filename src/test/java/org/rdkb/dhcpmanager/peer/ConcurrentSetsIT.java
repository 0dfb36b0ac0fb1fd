package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;

/** T36: many writers at once; bounded here, longer by flag. */
class ConcurrentSetsIT {
  private static final boolean FULL = Boolean.getBoolean("test.full");
  private static final int WRITERS = FULL ? 32 : 8;
  private static final long SECONDS = FULL ? 600 : 10;
  private static final int ROWS = 4;

  /** What a writer did: its own option's last value, and how many sets were taken. */
  private record Outcome(String option, String lastValue, int sets) {}

  @Test
  void manyWriters_noDeadlock_lastCommitStands_atMostOneClientEach()
      throws BusException, IOException, InterruptedException, ExecutionException {
    try (Lab lab = Lab.make("writers")) {
      lab.startServer();
      for (int n = 1; n < ROWS; n++) {
        lab.addCable("wan" + n, "uplink" + n);
      }
      lab.ready();
      List<String> rows = new ArrayList<>();
      for (int n = 0; n < ROWS; n++) {
        rows.add(n == 0 ? Lab.ROW : Lab.CLIENTS + lab.bus().addRow(Lab.CLIENTS, "") + ".");
        lab.set(rows.get(n) + "Interface", "wan" + n);
      }
      List<Outcome> outcomes = write(lab, rows);

      for (Outcome outcome : outcomes) {
        assertTrue(outcome.sets() > 10, () -> "starved: " + outcome);
        assertEquals(
            outcome.lastValue(),
            lab.get(outcome.option() + "Value").toLowerCase(Locale.ROOT),
            outcome.option());
      }
      for (int n = 0; n < ROWS; n++) {
        String linuxInterface = "wan" + n;
        boolean enabled = lab.get(rows.get(n) + "Enable").equals("true");
        lab.set(rows.get(n) + "X_RDK_Restart", "true");
        Lab.within(15).until(() -> lab.clientsOn(linuxInterface).size() == (enabled ? 1 : 0));
        // What was written last can be turned round at once: the row's owner lives.
        lab.set(rows.get(n) + "Enable", Boolean.toString(!enabled));
        Lab.within(15).until(() -> lab.clientsOn(linuxInterface).size() == (enabled ? 0 : 1));
      }
      // A client that has just been ended is one until its exit is read.
      Lab.within(5).until(() -> lab.zombies() == 0);
      assertTrue(
          Lab.lines(lab.managerLog()).stream().noneMatch(l -> l.contains("-BUG")),
          "a bug is logged");
    }
  }

  private static List<Outcome> write(Lab lab, List<String> rows)
      throws BusException, InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<Outcome>> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        String row = rows.get(w % ROWS);
        String option = row + "SentOption." + lab.bus().addRow(row + "SentOption.", "") + ".";
        lab.set(option + "Tag", Integer.toString(150 + w), option + "Enable", "true");
        writers.add(threads.submit(new Writer(lab, rows, option, w)));
      }
      while (writers.stream().anyMatch(writer -> !writer.isDone())) {
        for (int n = 0; n < ROWS; n++) {
          List<Long> seen = lab.clientsOn("wan" + n);
          // A plugin just forked from a client that has ended looks like a client for a moment.
          boolean two = seen.size() > 1 && lab.clientsOn("wan" + n).containsAll(seen);
          assertFalse(two, () -> "clients on one interface: " + seen);
        }
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> writer : writers) {
        outcomes.add(writer.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
      assertTrue(threads.awaitTermination(15, TimeUnit.SECONDS), "a writer hangs");
    }
  }

  /** Sets what it likes on every row, and the value of one option that is its own. */
  private record Writer(Lab lab, List<String> rows, String option, int number)
      implements Callable<Outcome> {
    @Override
    public Outcome call() throws IOException, BusException {
      SplittableRandom random = new SplittableRandom(number);
      PeerName name = new PeerName("writer-" + number, "writer-" + number);
      String last = "";
      int sets = 0;
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      try (BusConsumer bus = Peer.connect(lab.address(), name, Optional.empty())) {
        while (System.nanoTime() < end) {
          String row = rows.get(random.nextInt(rows.size()));
          String value = "%08x".formatted(random.nextInt());
          List<BusProperty> changes =
              switch (random.nextInt(4)) {
                case 0 -> List.of(text(row + "Enable", Boolean.toString(random.nextBoolean())));
                case 1 -> List.of(text(row + "Renew", "true"));
                case 2 -> List.of(text(option + "Value", value));
                default -> List.of(text(row + "Enable", "true"), text(option + "Value", value));
              };
          try {
            bus.set(changes);
            sets++;
          } catch (BusException refused) {
            if (!changes.get(0).name().endsWith("Renew")) {
              throw refused; // only a renewal depends on what others have set
            }
          }
          if (changes.get(changes.size() - 1).name().startsWith(option)) {
            last = value;
          }
        }
      }
      return new Outcome(option, last, sets);
    }

    private static BusProperty text(String path, String value) {
      return new BusProperty(path, BusValue.text(value));
    }
  }
}
