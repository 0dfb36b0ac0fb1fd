package org.rdkb.dhcpmanager.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.Answer;
import org.rdkb.dhcpmanager.core.pool.Decision;
import org.rdkb.dhcpmanager.core.pool.LeaseBook;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.Request;

/**
 * What was answered a short while ago, for clients that did not hear it and ask the same again: the
 * same answer, without the disk. It holds only as long as the book says of the address what it said
 * then. Belongs to the deciding thread.
 */
final class SentAnswers {
  static final int MOST = 1024;

  /** Longer than a client waits before it asks again, save the last times (RFC 2131 4.1). */
  static final long LONGEST_MILLIS = 10_000;

  /** A part of the lease, so that nobody renews out of here. */
  private static final int PART = 8;

  /** What makes two requests the same: all but the time since the client began. */
  private record Key(String linuxInterface, Packet4.Cast cast, Packet4 packet) {
    static Key of(Request request) {
      Packet4 packet = request.packet();
      Packet4.Header header = packet.header();
      Packet4.Header timeless =
          new Packet4.Header(header.hops(), header.xid(), 0, header.cast(), header.hardware());
      return new Key(
          request.arrival().linuxInterface(),
          request.arrival().cast(),
          new Packet4(packet.op(), packet.type(), timeless, packet.addresses(), packet.options()));
    }
  }

  /**
   * An answer; it can be sent again as soon as it may be sent at all, the disk being what it waits
   * for.
   */
  static final class Remembered {
    private final Answer answer;
    private final PoolLease granted;
    private final long at;
    private PoolLease lease;
    private volatile boolean ready;

    private Remembered(Answer answer, PoolLease granted, long at) {
      this.answer = answer;
      this.granted = granted;
      this.at = at;
      this.lease = granted;
    }

    /** It leaves now: its client may ask again before we hear of that. Any thread. */
    void leaves() {
      ready = true;
    }

    private long lasts() {
      return Math.min(LONGEST_MILLIS, (granted.until() - at) / PART);
    }
  }

  /**
   * The same again.
   *
   * @param answer goes out
   * @param lease goes into the book, not to disk: it lasts as long from now on as it did then, and
   *     a crash may forget these seconds
   */
  record Again(Answer answer, PoolLease lease) {}

  private final Map<Key, Remembered> answers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Remembered> eldest) {
          return size() > MOST;
        }
      };

  /** Absent if there is nothing to remember: no answer, or one that grants nothing. */
  Optional<Remembered> remember(Request request, Decision decision, Now now) {
    List<PoolLease> changes = decision.changes();
    if (decision.answer().isEmpty() || changes.isEmpty()) {
      return Optional.empty();
    }
    PoolLease granted = changes.get(changes.size() - 1);
    if (granted.phase() != PoolLease.Phase.OFFERED && granted.phase() != PoolLease.Phase.LEASED) {
      return Optional.empty();
    }
    Remembered remembered = new Remembered(decision.answer().get(), granted, now.bootMillis());
    Key key = Key.of(request);
    answers.remove(key); // so that it is the latest
    answers.put(key, remembered);
    return Optional.of(remembered);
  }

  Optional<Again> again(Request request, LeaseBook book, Now now) {
    Key key = Key.of(request);
    @Nullable Remembered known = answers.get(key);
    if (known == null || !known.ready) {
      return Optional.empty();
    }
    long passed = now.bootMillis() - known.at;
    PoolLease granted = known.granted;
    if (passed >= known.lasts() || !book.at(granted.address()).equals(Optional.of(known.lease))) {
      answers.remove(key);
      return Optional.empty();
    }
    long until = granted.until() == Now.NEVER ? Now.NEVER : granted.until() + passed;
    known.lease =
        new PoolLease(
            granted.address(),
            granted.client(),
            granted.hardware(),
            granted.phase(),
            until,
            granted.hostName());
    return Optional.of(new Again(known.answer, known.lease));
  }

  /** Nothing of it holds any longer. */
  void clear() {
    answers.clear();
  }

  int size() {
    return answers.size();
  }
}
