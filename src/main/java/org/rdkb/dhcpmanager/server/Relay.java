package org.rdkb.dhcpmanager.server;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.packet.PacketReader;
import org.rdkb.dhcpmanager.core.relay.RelayAgent;
import org.rdkb.dhcpmanager.core.relay.RelayRefusal;
import org.rdkb.dhcpmanager.core.relay.RelayRules;
import org.rdkb.dhcpmanager.core.relay.RelayStep;
import org.rdkb.dhcpmanager.server.ServedLink.Incoming;

/**
 * The relay: takes what is its own from the links before the server sees it, on the thread of the
 * link. Holds no state but which address is at home where, which each request says anew; so nothing
 * has to be remembered over a restart.
 */
final class Relay implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Relay.class);
  private static final int REPLY = 2;

  private final RelayCounters counters = new RelayCounters();
  private final RelayFrames frames = new RelayFrames();
  private final Map<Ipv4Address, String> homes = new ConcurrentHashMap<>();
  private volatile RelayRules rules = RelayRules.NONE;
  private volatile @Nullable RelayUplink uplink;

  RelayCounters counters() {
    return counters;
  }

  /** Works by other rules from now on; false if they are the same. */
  synchronized boolean use(RelayRules next) {
    if (next.equals(rules)) {
      return false;
    }
    rules = next;
    homes.values().retainAll(next.links());
    RelayUplink open = uplink;
    if (next.links().isEmpty()) {
      close();
    } else if (open == null) {
      uplink = RelayUplink.start(this::answered);
    }
    log.info("RELAY-CONFIGURED rules={} links={}", next.rules().size(), next.links());
    return true;
  }

  Set<String> links() {
    return rules.links();
  }

  /** Why nothing is relayed; empty if there is no reason, or nothing to relay. */
  String trouble() {
    RelayUplink open = uplink;
    return open == null ? "" : open.trouble();
  }

  /** Whether a message was the relay's; what nobody can read is the server's to count. */
  boolean takes(Incoming incoming) {
    RelayRules now = rules;
    if (now.rules().isEmpty()) {
      return false;
    }
    String link = incoming.arrival().linuxInterface();
    Octets datagram = incoming.datagram();
    boolean reply = datagram.length() > 0 && datagram.at(0) == REPLY;
    if (!reply && !now.links().contains(link)) {
      return false;
    }
    if (!(PacketReader.read(datagram) instanceof Packet4 packet)) {
      return false;
    }
    if (reply) {
      return deliver(datagram, packet, Optional.of(link));
    }
    incoming.arrival().ours().forEach(address -> homes.put(address, link));
    return carryOut(new RelayAgent(now).request(datagram, packet, incoming.arrival()));
  }

  private void answered(Octets datagram) {
    if (datagram.length() > 0
        && datagram.at(0) == REPLY
        && PacketReader.read(datagram) instanceof Packet4 packet) {
      deliver(datagram, packet, Optional.empty());
    }
  }

  private boolean deliver(Octets datagram, Packet4 packet, Optional<String> cameOn) {
    String home = homes.get(packet.giaddr());
    return home != null && carryOut(new RelayAgent(rules).reply(datagram, packet, home, cameOn));
  }

  private boolean carryOut(RelayStep step) {
    if (step instanceof RelayStep.Local) {
      return false;
    }
    if (step instanceof RelayStep.Refused refused) {
      refused(refused.reason());
      return true;
    }
    try {
      if (step instanceof RelayStep.Forward forward) {
        forward(forward);
        counters.count(RelayCounters.Event.FORWARDED);
      } else if (step instanceof RelayStep.Deliver deliver) {
        frames.send(deliver);
        counters.count(RelayCounters.Event.DELIVERED);
      }
    } catch (IOException failed) {
      counters.count(RelayCounters.Event.NOT_SENT);
      log.warn("RELAY-NOT-SENT reason={}", failed.getMessage());
    }
    return true;
  }

  private void forward(RelayStep.Forward forward) throws IOException {
    RelayUplink open = uplink;
    if (open == null) {
      throw new IOException("closed");
    }
    open.send(forward.message(), forward.server());
  }

  /** The first, then each time that there are twice as many. */
  private void refused(RelayRefusal reason) {
    long count = counters.count(reason);
    if (Long.bitCount(count) == 1) {
      log.warn("RELAY-REFUSED reason={} count={}", reason, count);
    }
  }

  @Override
  public synchronized void close() {
    RelayUplink open = uplink;
    uplink = null;
    if (open != null) {
      open.close();
    }
    frames.close();
    homes.clear();
  }
}
