package org.rdkb.dhcpmanager.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.pool.Answer;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.Request;

/**
 * Offers that wait until nobody has said that the address is its own (RFC 2131 section 3.1 step 2).
 * Begun and ended by the deciding thread, which never waits; owners are heard on others.
 */
final class ConflictProbes {
  /** More wait only in a flood. */
  static final int MOST = 256;

  /** An offer for each of these is tried, before the client has to ask again. */
  static final int MOST_TRIES = 3;

  /**
   * One offer that waits.
   *
   * @param offered what the book says of it
   * @param offer goes out if nobody has the address
   * @param request what it answers
   * @param link where
   * @param tries how many addresses this makes for the request
   */
  record Waiting(PoolLease offered, Answer offer, Request request, ServedLink link, int tries) {}

  /** How it ended. */
  enum Outcome {
    FREE,
    IN_USE
  }

  /**
   * One that waits no longer.
   *
   * @param waiting which
   * @param outcome whether somebody has the address
   */
  record Ended(Waiting waiting, Outcome outcome) {}

  private record Probe(Waiting waiting, long until) {}

  private final long patience;
  private final Map<Ipv4Address, Probe> probes = new ConcurrentHashMap<>();
  private final Map<Ipv4Address, HardwareAddress> owners = new ConcurrentHashMap<>();

  /** Zero patience: nothing is probed. */
  ConflictProbes(Duration patience) {
    this.patience = patience.toMillis();
  }

  boolean isOn() {
    return patience > 0;
  }

  boolean isWaiting(Ipv4Address address) {
    return probes.containsKey(address);
  }

  /** False: nobody was asked, and the offer may go out. */
  boolean begin(Waiting waiting, long now) throws IOException {
    Ipv4Address address = waiting.offered().address();
    Probe former = probes.get(address);
    if (former == null) {
      if (probes.size() >= MOST) {
        return false;
      }
      owners.remove(address); // said after an earlier probe had ended
      probes.put(address, new Probe(waiting, now + patience));
      try {
        waiting.link().ask(address);
      } catch (IOException notAsked) {
        probes.remove(address);
        throw notAsked;
      }
    } else {
      probes.put(address, new Probe(waiting, former.until())); // the client asked again meanwhile
    }
    return true;
  }

  /** Any thread; true if somebody waits for this. */
  boolean heard(LinkArp.Owner owner) {
    Probe probe = probes.get(owner.address());
    if (probe == null || probe.waiting().offered().hardware().equals(owner.hardware())) {
      return false; // a client that still has it may keep it
    }
    owners.put(owner.address(), owner.hardware());
    return true;
  }

  List<Ended> ended(long now) {
    List<Ended> ended = new ArrayList<>();
    for (Probe probe : List.copyOf(probes.values())) {
      Ipv4Address address = probe.waiting().offered().address();
      boolean inUse = owners.remove(address) != null;
      if (inUse || now >= probe.until()) {
        probes.remove(address);
        ended.add(new Ended(probe.waiting(), inUse ? Outcome.IN_USE : Outcome.FREE));
      }
    }
    return ended;
  }

  /** Milliseconds until the next one ends, at most so many. */
  long next(long now, long most) {
    return probes.values().stream()
        .mapToLong(probe -> Math.max(0, probe.until() - now))
        .reduce(most, Math::min);
  }

  /** Whoever waits has to ask again. */
  void clear() {
    probes.clear();
    owners.clear();
  }
}
