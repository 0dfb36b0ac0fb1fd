package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.bus.BusException;

/** The wall clock is set by a day: what is shown follows, and the lease's times do not. */
class ClockStepIT {
  private static final Duration ABOUT = Duration.ofSeconds(15);

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void wallClockSetByADay_leaseLivesOn_whileWeRunAndWhileWeDoNot(int days)
      throws BusException, IOException, InterruptedException {
    Duration step = Duration.ofDays(days);
    try (Lab lab = Lab.make("clock")) {
      lab.stepWallClock(Duration.ZERO);
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(5).until(lab::isStored);
      List<Long> clients = lab.clients();
      long packets = Lab.lines(lab.serverLog()).size();
      Instant ends = Instant.parse(lab.get(Lab.ROW + "X_DHCPMGR_LeaseExpires"));
      Instant kernelEnds = kernelEnds(lab);

      lab.stepWallClock(step); // while it runs
      check(lab, ends.plus(step), kernelEnds);

      lab.killManager();
      lab.stepWallClock(step.multipliedBy(2)); // and while it does not
      lab.ready();
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 5);
      check(lab, ends.plus(step.multipliedBy(2)), kernelEnds);
      assertEquals(clients, lab.clients());
      assertEquals(packets, Lab.lines(lab.serverLog()).size());

      lab.killManager(); // a renewal waits in the spool meanwhile
      lab.run("busybox", "kill", "-USR1", Long.toString(clients.get(0)));
      Path spool = lab.folder().resolve("run/spool/v4-1");
      Lab.within(5).until(() -> spool.toFile().list((d, n) -> n.matches("\\d+")).length == 1);
      lab.stepWallClock(step.multipliedBy(3));
      lab.ready();
      Lab.within(5).until(lab::isStored);
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 5);
      int left = Integer.parseInt(lab.get(Lab.ROW + "LeaseTimeRemaining"));
      assertTrue(left > 60 && left <= 120, left + " s");
      assertEquals(clients, lab.clients());
      assertTrue(Files.exists(lab.folder().resolve("state/dhcpLease_1_v4")));
    }
  }

  private static void check(Lab lab, Instant shown, Instant kernelEnds) {
    Instant now = Instant.now();
    assertEquals("Bound", lab.get(Lab.ROW + "DHCPStatus"));
    int left = Integer.parseInt(lab.get(Lab.ROW + "LeaseTimeRemaining"));
    assertAbout(kernelEnds, now.plusSeconds(left));
    assertAbout(kernelEnds, kernelEnds(lab));
    assertAbout(shown, Instant.parse(lab.get(Lab.ROW + "X_DHCPMGR_LeaseExpires")));
  }

  private static void assertAbout(Instant expected, Instant found) {
    Duration off = Duration.between(expected, found).abs();
    assertTrue(off.compareTo(ABOUT) < 0, expected + " is not about " + found);
  }

  private static Instant kernelEnds(Lab lab) {
    Matcher valid = Pattern.compile("valid_lft (\\d+)sec").matcher(lab.addresses());
    assertTrue(valid.find(), lab.addresses());
    return Instant.now().plusSeconds(Long.parseLong(valid.group(1)));
  }
}
