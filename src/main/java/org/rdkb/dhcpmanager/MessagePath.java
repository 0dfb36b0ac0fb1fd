package org.rdkb.dhcpmanager;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.client.ClientRecord;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.Idle;
import org.rdkb.dhcpmanager.core.client.LeaseArchive;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;

/**
 * How long a message of a client takes on its way, and a set until its client runs. Thread-safe; of
 * each row it keeps the first message that is under way, so that a storm is not made to look fast.
 */
final class MessagePath {
  private final LongSupplier nanos;
  private final Map<RowId, Long> arrived = new ConcurrentHashMap<>();
  private final Map<RowId, Long> wanted = new ConcurrentHashMap<>();
  final Latency eventToSnapshot = new Latency();
  final Latency eventToDone = new Latency();
  final Latency setToRunning = new Latency();
  final Latency leaseWrite = new Latency();

  /**
   * A path on which nothing is under way.
   *
   * @param nanos the steady clock
   */
  MessagePath(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** A message is here; what returns runs when all that follows from it is done. */
  Runnable arrived(RowId row, Runnable done) {
    long at = nanos.getAsLong();
    arrived.putIfAbsent(row, at);
    return () -> {
      eventToDone.record(nanos.getAsLong() - at);
      done.run();
    };
  }

  /** It was refused: it will come again. */
  void refused(RowId row) {
    arrived.remove(row);
  }

  /** A row was set, and may be about to get a client. */
  void set(RowId row, boolean isEnabled) {
    if (isEnabled) {
      wanted.put(row, nanos.getAsLong());
    } else {
      wanted.remove(row);
    }
  }

  /** The row has another snapshot. */
  void changed(RowSnapshot before, RowSnapshot after) {
    RowId row = after.row();
    if (!before.lastEventAt().equals(after.lastEventAt())) {
      record(arrived.remove(row), eventToSnapshot);
    }
    boolean started = before.state().client().isEmpty() && after.state().client().isPresent();
    if (started) {
      record(wanted.remove(row), setToRunning);
    } else if (before.state().client().isPresent() || after.state() instanceof Idle) {
      wanted.remove(row); // it runs already, or cannot: a later start is no answer to this set
    }
  }

  private void record(@Nullable Long since, Latency latency) {
    if (since != null) {
      latency.record(nanos.getAsLong() - since);
    }
  }

  /** A row is gone. */
  void forget(RowId row) {
    arrived.remove(row);
    wanted.remove(row);
  }

  /** The same archive, whose writes are measured; those that fail as well. */
  LeaseArchive timed(LeaseArchive archive) {
    return new LeaseArchive() {
      @Override
      public void store(RowId row, ClientRecord record) throws EffectException {
        long begun = nanos.getAsLong();
        try {
          archive.store(row, record);
        } finally {
          leaseWrite.record(nanos.getAsLong() - begun);
        }
      }

      @Override
      public void forget(RowId row) {
        archive.forget(row);
      }
    };
  }
}
