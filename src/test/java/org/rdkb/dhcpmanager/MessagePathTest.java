package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.ClientRecord;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseArchive;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;

/** How long things took, by a clock that moves when told. */
class MessagePathTest {
  private static final RowId ROW = new RowId(Family.V4, 1);
  private final AtomicLong nanos = new AtomicLong();
  private final MessagePath path = new MessagePath(nanos::get);

  private void pass(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static RowSnapshot heard(long second) {
    RowSnapshot initial = RowSnapshot.initial(ROW);
    return new RowSnapshot(ROW, initial.state(), "", 0, Optional.of(Instant.ofEpochSecond(second)));
  }

  private static long times(Latency latency) {
    return latency.counts().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void message_isMeasuredToItsRow_andToWhatFollows() {
    AtomicBoolean stored = new AtomicBoolean();
    Runnable done = path.arrived(ROW, () -> stored.set(true));
    pass(3);
    path.changed(heard(1), heard(2));
    pass(9);
    done.run();
    assertEquals(true, stored.get());
    assertEquals(0.003, path.eventToSnapshot.seconds(), 1e-9);
    assertEquals(0.012, path.eventToDone.seconds(), 1e-9);
    assertEquals(1L, path.eventToSnapshot.counts().get(Latency.BOUNDS.indexOf(0.005)));
  }

  @Test
  void stormOfMessages_isAsSlowAsItsFirst() {
    path.arrived(ROW, () -> {});
    pass(40);
    path.arrived(ROW, () -> {});
    pass(1);
    path.changed(heard(1), heard(2));
    assertEquals(0.041, path.eventToSnapshot.seconds(), 1e-9);
    path.changed(heard(2), heard(3));
    assertEquals(1, times(path.eventToSnapshot));
  }

  @Test
  void refusedMessage_andARowThatCannotRun_areNotMeasured() {
    path.arrived(ROW, () -> {});
    path.refused(ROW);
    path.changed(heard(1), heard(2));
    assertEquals(0, times(path.eventToSnapshot));
    path.set(ROW, true);
    path.changed(heard(2), heard(2)); // it waits for its link
    assertEquals(0, times(path.setToRunning));
  }

  @Test
  void writes_areMeasured_thoseThatFailAsWell() throws EffectException {
    AtomicBoolean full = new AtomicBoolean();
    LeaseArchive timed =
        path.timed(
            new LeaseArchive() {
              @Override
              public void store(RowId row, ClientRecord record) throws EffectException {
                pass(60_000);
                if (full.get()) {
                  throw new EffectException(FailedEffect.PERSIST, "no space");
                }
              }

              @Override
              public void forget(RowId row) {
                pass(1);
              }
            });
    timed.store(ROW, ClientRecord.EMPTY);
    full.set(true);
    assertThrows(EffectException.class, () -> timed.store(ROW, ClientRecord.EMPTY));
    assertEquals(2L, path.leaseWrite.counts().get(Latency.BOUNDS.size()), "beyond every bound");
  }
}
