package org.rdkb.dhcpmanager.server;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.Packet4.Cast;
import org.rdkb.dhcpmanager.core.pool.Arrival;
import org.rdkb.dhcpmanager.core.pool.Decision;
import org.rdkb.dhcpmanager.core.pool.Delivery;
import org.rdkb.dhcpmanager.core.pool.LeaseBook;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/**
 * What was answered a short while ago, for clients that did not hear it and ask the same again: the
 * same octets, without the disk. They hold only as long as the book says of the address what it
 * said then. Belongs to the deciding thread.
 *
 * <p>A ring of places that are written over and over: each answer lives for a moment, and thousands
 * a second that are objects of their own keep the garbage collector busier than the server.
 */
final class SentAnswers {
  /** Longer than a client waits before it asks again, save the last times (RFC 2131 4.1). */
  static final long LONGEST_MILLIS = 10_000;

  /** A part of the lease, so that nobody renews out of here. */
  private static final int PART = 8;

  /** Where a message says since when its client asks: that differs each time. */
  private static final int SECS = 8;

  private static final int SECS_END = 10;
  private static final int XID = 4;
  private static final int CHADDR = 28;
  private static final int CHADDR_END = 34;

  /** Longer ones are rare, and not remembered. */
  private static final int LONGEST_QUESTION = 600;

  private final int seed = new SecureRandom().nextInt() | 1;
  private Place[] ring = {};
  private int[] heads = {};
  private int next;

  /** One question and its answer. */
  private static final class Place {
    private int chain;
    private int bucket = -1;
    private byte[] question = {};
    private int questionLength;
    private String linuxInterface = "";
    private Cast cast = Cast.UNICAST;
    private MessageType4 type = MessageType4.ACK;
    private byte[] answer = {};
    private int answerLength;
    private Delivery delivery = new Delivery.ToAll();
    private Ipv4Address from = Ipv4Address.ANY;
    private Optional<PoolLease> granted = Optional.empty();
    private Optional<PoolLease> lease = Optional.empty();
    private long at;
    private int turn;
    private volatile int left = -1;

    void write(Octets asked, Arrival arrival, Outgoing outgoing) {
      if (question.length < asked.length()) {
        question = new byte[asked.length()];
      }
      questionLength = asked.copyTo(question, 0);
      linuxInterface = arrival.linuxInterface();
      cast = arrival.cast();
      type = outgoing.type();
      if (answer.length < outgoing.octets().length()) {
        answer = new byte[outgoing.octets().length()];
      }
      answerLength = outgoing.octets().copyTo(answer, 0);
      delivery = outgoing.delivery();
      from = outgoing.from();
      turn++;
    }

    /** All is equal but the time since the client began. */
    boolean isOf(Octets asked, Arrival arrival) {
      return asked.length() == questionLength
          && asked.matches(question, 0, SECS)
          && asked.matches(question, SECS_END, questionLength)
          && cast == arrival.cast()
          && linuxInterface.equals(arrival.linuxInterface());
    }

    Outgoing outgoing() {
      return new Outgoing(type, Octets.owning(Arrays.copyOf(answer, answerLength)), delivery, from);
    }

    long lasts(PoolLease granted) {
      return Math.min(LONGEST_MILLIS, (granted.until() - at) / PART);
    }
  }

  /**
   * That something is remembered; it can be sent again as soon as it may be sent at all, the disk
   * being what it waits for.
   */
  record Ticket(Place place, int turn) {
    /** It leaves now: its client may ask again before we hear of that. Any thread. */
    void leaves() {
      place.left = turn; // if the place has another turn by now, it says nothing
    }
  }

  /**
   * The same again.
   *
   * @param answer goes out
   * @param lease goes into the book, not to disk: it lasts as long from now on as it did then, and
   *     a crash may forget these seconds
   */
  record Again(Outgoing answer, PoolLease lease) {}

  /** How many are remembered from now on. */
  void remember(int answers) {
    int before = ring.length;
    ring = Arrays.copyOf(ring, answers);
    heads = new int[Integer.highestOneBit(2 * answers - 1)];
    for (int i = 0; i < answers; i++) {
      if (i >= before) {
        ring[i] = new Place();
      } else if (ring[i].bucket >= 0) {
        link(i, hashOf(Octets.of(ring[i].question)));
      }
    }
    next = before < answers ? before : 0;
  }

  /** Absent if there is nothing to remember: an answer that grants nothing. */
  Optional<Ticket> remember(
      Octets asked, Arrival arrival, Decision decision, Outgoing answer, Now now) {
    if (decision.changes().isEmpty()
        || asked.length() > LONGEST_QUESTION
        || asked.length() < CHADDR_END) {
      return Optional.empty();
    }
    PoolLease granted = decision.changes().get(decision.changes().size() - 1);
    if (granted.phase() != Phase.OFFERED && granted.phase() != Phase.LEASED) {
      return Optional.empty();
    }
    if (ring.length == 0) {
      remember(Pace.LEAST_REMEMBERED); // a server that serves nobody has no places
    }
    int index = next;
    next = (next + 1) % ring.length;
    Place place = ring[index];
    unlink(index);
    place.write(asked, arrival, answer);
    place.granted = Optional.of(granted);
    place.lease = place.granted;
    place.at = now.bootMillis();
    link(index, hashOf(asked));
    return Optional.of(new Ticket(place, place.turn));
  }

  Optional<Again> again(Octets asked, Arrival arrival, LeaseBook book, Now now) {
    int index = find(asked, arrival);
    if (index < 0) {
      return Optional.empty();
    }
    Place known = ring[index];
    if (known.left != known.turn || known.granted.isEmpty()) {
      return Optional.empty();
    }
    PoolLease granted = known.granted.get();
    long passed = now.bootMillis() - known.at;
    if (passed >= known.lasts(granted) || !book.at(granted.address()).equals(known.lease)) {
      unlink(index);
      return Optional.empty();
    }
    long until = granted.until() == Now.NEVER ? Now.NEVER : granted.until() + passed;
    PoolLease lease =
        new PoolLease(
            granted.address(),
            granted.client(),
            granted.hardware(),
            granted.phase(),
            until,
            granted.hostName());
    known.lease = Optional.of(lease);
    return Optional.of(new Again(known.outgoing(), lease));
  }

  private int find(Octets asked, Arrival arrival) {
    if (asked.length() < CHADDR_END || ring.length == 0) {
      return -1;
    }
    int index = heads[hashOf(asked) & heads.length - 1] - 1;
    while (index >= 0 && !ring[index].isOf(asked, arrival)) {
      index = ring[index].chain - 1;
    }
    return index;
  }

  /** Of the client and its exchange; nobody outside can choose some that share a chain. */
  private int hashOf(Octets asked) {
    int hash = seed;
    for (int i = XID; i < SECS; i++) {
      hash = Integer.rotateLeft((hash ^ asked.at(i)) * seed, 13);
    }
    for (int i = CHADDR; i < CHADDR_END; i++) {
      hash = Integer.rotateLeft((hash ^ asked.at(i)) * seed, 13);
    }
    return hash ^ hash >>> 15;
  }

  private void link(int index, int hash) {
    int bucket = hash & heads.length - 1;
    ring[index].bucket = bucket;
    ring[index].chain = heads[bucket];
    heads[bucket] = index + 1;
  }

  private void unlink(int index) {
    Place place = ring[index];
    if (place.bucket < 0) {
      return;
    }
    if (heads[place.bucket] == index + 1) {
      heads[place.bucket] = place.chain;
    } else {
      int before = heads[place.bucket] - 1;
      while (ring[before].chain != index + 1) {
        before = ring[before].chain - 1;
      }
      ring[before].chain = place.chain;
    }
    place.bucket = -1;
  }

  /** Nothing of it holds any longer. */
  void clear() {
    for (int i = 0; i < ring.length; i++) {
      unlink(i);
    }
  }

  int size() {
    int size = 0;
    for (Place place : ring) {
      size += place.bucket < 0 ? 0 : 1;
    }
    return size;
  }
}
