package org.rdkb.dhcpmanager.rbus.contract;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.rbus.broker.Broker;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;

/** Our broker and our peers, in this process. */
final class EmbeddedContractBus implements ContractBus {
  private final BusAddress address;
  private final IntFunction<HeaderVariant> header;
  private final AtomicInteger peers = new AtomicInteger();
  private Broker broker;

  /**
   * Starts a broker.
   *
   * @param header which header the first, second, third … peer speaks
   */
  EmbeddedContractBus(BusAddress address, IntFunction<HeaderVariant> header) throws IOException {
    this.address = address;
    this.header = header;
    broker = Broker.open(address);
  }

  private HeaderVariant nextHeader() {
    return header.apply(peers.getAndIncrement());
  }

  @Override
  public Bus provider(String component, Provider provider) throws Exception {
    return Peer.connect(
        address, new PeerName(component, "provider"), Optional.of(provider), nextHeader());
  }

  @Override
  public BusConsumer consumer(String component) throws Exception {
    return Peer.connect(
        address, new PeerName(component, "consumer"), Optional.empty(), nextHeader());
  }

  @Override
  public BusAddress address() {
    return address;
  }

  @Override
  public boolean has(Trait trait) {
    return true;
  }

  @Override
  public int mostAtOnce() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void stopBroker() {
    broker.close();
  }

  @Override
  public void startBroker() throws IOException {
    broker = Broker.open(address);
  }

  @Override
  public void close() {
    broker.close();
  }
}
