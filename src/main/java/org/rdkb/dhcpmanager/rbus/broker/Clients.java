package org.rdkb.dhcpmanager.rbus.broker;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.wire.LogThrottle;

/** All connections, what they share, and who has to go. Broker thread only. */
final class Clients {
  private static final Logger log = LogManager.getLogger(Clients.class);
  private static final int BUFFER = 64 << 10;

  final Limits limits;
  final Counts counts;
  final Held held;
  final Pacing pacing = new Pacing();
  final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER);

  /** To be dropped before the broker waits again; a client may not vanish amid a fan-out. */
  final Queue<Client> doomed = new ArrayDeque<>();

  private final Set<Client> open = new LinkedHashSet<>();
  private final LogThrottle throttle = new LogThrottle();
  private final Switchboard switchboard;
  private volatile int size;

  Clients(Limits limits, Counts counts, Switchboard switchboard) {
    this.limits = limits;
    this.counts = counts;
    this.held = new Held(limits.held());
    this.switchboard = switchboard;
  }

  void add(Client client) {
    open.add(client);
    size = open.size();
    counts.one(BrokerCount.ACCEPTED);
  }

  int size() {
    return size;
  }

  /** Whether a connection may come: a full house can give up who never said anything. */
  boolean canTake() {
    return open.size() < limits.clients() || open.stream().anyMatch(Client::isMute);
  }

  /** Makes room for one that has come. */
  void makeRoom() {
    if (open.size() >= limits.clients()) {
      open.stream()
          .filter(Client::isMute)
          .findFirst()
          .ifPresent(mute -> drop(mute, BrokerCount.DROPPED_MUTE, "never sent a frame"));
    }
  }

  /** Drops the doomed, and then those that hold the most until the rest is within bounds. */
  void dropDoomed() {
    while (true) {
      if (doomed.isEmpty() && held.isTooMuch()) {
        doomWorst();
      }
      Client client = doomed.poll();
      if (client == null) {
        return;
      }
      drop(client, client.doomReason(), client.waiting() + " octets wait for it");
    }
  }

  private void doomWorst() {
    open.stream()
        .filter(client -> client.doomReason() == null && client.holds() > 0)
        .max(Comparator.comparingInt(Client::holds))
        .ifPresent(worst -> worst.doom(BrokerCount.DROPPED_WORST));
  }

  /** Takes a client away; without a reason it left by itself. */
  void drop(Client client, @Nullable BrokerCount count, String reason) {
    if (!open.remove(client)) {
      return;
    }
    size = open.size();
    if (count != null) {
      counts.one(count);
      if (throttle.admits()) {
        log.warn(
            "BUS-DROPPED client={} why={} reason={} count={}",
            client.name(),
            count,
            reason,
            throttle.count());
      }
    }
    client.close();
    pacing.gone(client);
    switchboard.gone(client);
  }

  void closeAll() {
    open.forEach(Client::close);
    open.clear();
    size = 0;
  }
}
