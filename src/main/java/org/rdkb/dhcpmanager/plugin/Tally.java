package org.rdkb.dhcpmanager.plugin;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts, and says which refusals are worth a line in the log. Any thread may call. */
final class Tally {
  /** A refused message is logged once per reason in this time. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  final LongAdder messages = new LongAdder();
  final LongAdder bytes = new LongAdder();
  final LongAdder handedOver = new LongAdder();
  final LongAdder drained = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder noRoom = new LongAdder();
  final LongAdder faults = new LongAdder();
  final LongAdder spoolFailures = new LongAdder();
  private final Map<Refusal, LongAdder> refused = new EnumMap<>(Refusal.class);
  private final Map<Refusal, AtomicLong> quietUntil = new EnumMap<>(Refusal.class);

  Tally() {
    for (Refusal reason : Refusal.values()) {
      refused.put(reason, new LongAdder());
      quietUntil.put(reason, new AtomicLong(System.nanoTime()));
    }
  }

  /** Counts; true if this one should be logged. */
  boolean refused(Refusal reason) {
    adder(reason).increment();
    AtomicLong until = quietUntil.get(reason);
    long now = System.nanoTime();
    if (until == null || until.get() - now > 0) {
      return false;
    }
    until.set(now + QUIET.toNanos());
    return true;
  }

  long refusedSoFar(Refusal reason) {
    return adder(reason).sum();
  }

  MonitorCounters snapshot() {
    Map<String, Long> byWord = new HashMap<>();
    refused.forEach((reason, count) -> byWord.put(reason.word(), count.sum()));
    return new MonitorCounters(
        messages.sum(),
        bytes.sum(),
        handedOver.sum(),
        drained.sum(),
        duplicates.sum(),
        noRoom.sum(),
        byWord,
        faults.sum(),
        spoolFailures.sum());
  }

  private LongAdder adder(Refusal reason) {
    LongAdder adder = refused.get(reason);
    if (adder == null) {
      throw new IllegalStateException("no counter for " + reason);
    }
    return adder;
  }
}
