package org.rdkb.dhcpmanager.rbus;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.ForwardingBus;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.rbus.broker.Broker;
import org.rdkb.dhcpmanager.rbus.broker.BrokerStats;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * The bus where a broker may be missing: joins a live one, or runs one in this process. When the
 * one it joined is gone for good, it runs one too; one that runs never gives way.
 */
public final class EmbeddedBus extends ForwardingBus {
  private static final Logger log = LogManager.getLogger(EmbeddedBus.class);
  private static final Duration OPEN_WITHIN = Duration.ofSeconds(3);
  private static final long PAUSE_NANOS = 100_000_000L;

  private final Peer peer;
  private final BrokerKeeper keeper;

  private EmbeddedBus(Peer peer, BrokerKeeper keeper) {
    super(peer);
    this.peer = peer;
    this.keeper = keeper;
  }

  /**
   * Joins the broker at an address; if none is alive there, runs one and joins that.
   *
   * @param address the usual address of the bus
   * @param name how this process is known
   * @param provider owner of this process's elements
   * @return the open bus
   * @throws IOException if there is no broker and none can be run, which takes up to 3 s to say
   * @throws BusException if the broker refuses an element
   */
  public static EmbeddedBus open(BusAddress address, PeerName name, Provider provider)
      throws IOException, BusException {
    return open(address, name, provider, BrokerKeeper.Pace.USUAL);
  }

  static EmbeddedBus open(
      BusAddress address, PeerName name, Provider provider, BrokerKeeper.Pace pace)
      throws IOException, BusException {
    long start = System.nanoTime();
    while (true) {
      try {
        return attempt(address, name, provider, pace);
      } catch (IOException failed) {
        // Whoever holds the address may be just starting, or just ending.
        if (System.nanoTime() - start > OPEN_WITHIN.toNanos()) {
          throw failed;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static EmbeddedBus attempt(
      BusAddress address, PeerName name, Provider provider, BrokerKeeper.Pace pace)
      throws IOException, BusException {
    Optional<Broker> broker = Optional.empty();
    IOException taken = null;
    try {
      broker = Optional.of(Broker.open(address));
    } catch (IOException refused) {
      // Most likely a live broker. If it is something else, joining it fails and says so.
      log.info("BUS-JOINING address={} reason={}", address, refused.getMessage());
      taken = refused;
    }
    try {
      Peer peer = Peer.connect(address, name, Optional.of(provider));
      return new EmbeddedBus(peer, new BrokerKeeper(address, broker, peer::isConnected, pace));
    } catch (IOException | BusException failed) {
      broker.ifPresent(Broker::close);
      if (taken != null && failed instanceof IOException) {
        taken.addSuppressed(failed);
        throw taken;
      }
      throw failed;
    }
  }

  /**
   * Whether the broker runs in this process.
   *
   * @return false while it is another one's
   */
  public boolean runsBroker() {
    return keeper.runsBroker();
  }

  /**
   * What the broker in this process did and has.
   *
   * @return absent while the broker is another one's
   */
  public Optional<BrokerStats> brokerStats() {
    return keeper.stats();
  }

  @Override
  public void publish(BusEvent event) {
    peer.publish(event);
  }

  @Override
  public Optional<List<Subscribed>> subscribed() {
    return peer.subscribed();
  }

  /** Leaves the bus, and ends the broker if it is ours; waits a bounded time. */
  @Override
  public void close() {
    peer.close();
    keeper.close();
  }
}
