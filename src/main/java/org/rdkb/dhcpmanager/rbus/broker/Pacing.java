package org.rdkb.dhcpmanager.rbus.broker;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Holds senders back while a reader of theirs is behind, for a bounded time. Broker thread only.
 *
 * <p>Without it, whoever sends faster than a working reader reads would have that reader dropped. A
 * reader that does not catch up in time is a laggard: until it has read everything, nobody waits
 * for it again.
 */
final class Pacing {
  /** A reader with more octets waiting is behind; it has caught up at a quarter of it. */
  static final int BEHIND = 1 << 20;

  /** How long senders wait for a reader. */
  static final long PATIENCE_NANOS = 500_000_000L;

  private record Waiting(long since, Set<Client> senders) {}

  private final Map<Client, Waiting> readers = new LinkedHashMap<>();

  /** True if the sender is held back from now on. */
  boolean pace(Client sender, Client reader) {
    if (sender == reader || reader.waiting() <= BEHIND || reader.isLaggard()) {
      return false;
    }
    boolean fresh =
        readers
            .computeIfAbsent(reader, r -> new Waiting(System.nanoTime(), new LinkedHashSet<>()))
            .senders
            .add(sender);
    if (fresh) {
      sender.holdBack();
    }
    return fresh;
  }

  /** Lets go whoever need not wait any longer. */
  void check() {
    if (readers.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    for (Iterator<Map.Entry<Client, Waiting>> all = readers.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<Client, Waiting> entry = all.next();
      boolean late = now - entry.getValue().since > PATIENCE_NANOS;
      if (late) {
        entry.getKey().lags();
      }
      if (late || entry.getKey().waiting() <= BEHIND / 4) {
        all.remove();
        release(entry.getValue());
      }
    }
  }

  void gone(Client reader) {
    Waiting waiting = readers.remove(reader);
    if (waiting != null) {
      release(waiting);
    }
  }

  private static void release(Waiting waiting) {
    waiting.senders.forEach(Client::goOn);
  }

  boolean isIdle() {
    return readers.isEmpty();
  }
}
