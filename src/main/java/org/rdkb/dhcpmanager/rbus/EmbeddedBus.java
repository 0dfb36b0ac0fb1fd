package org.rdkb.dhcpmanager.rbus;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.bus.RowName;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.rbus.broker.Broker;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/** The bus where a broker may be missing: joins a live one, or runs one in this process. */
public final class EmbeddedBus implements Bus {
  private static final Logger log = LogManager.getLogger(EmbeddedBus.class);

  private final Peer peer;
  private final Optional<Broker> broker;

  private EmbeddedBus(Peer peer, Optional<Broker> broker) {
    this.peer = peer;
    this.broker = broker;
  }

  /**
   * Joins the broker at an address; if none is alive there, runs one and joins that.
   *
   * @param address the usual address of the bus
   * @param name how this process is known
   * @param provider owner of this process's elements
   * @return the open bus
   * @throws IOException if there is no broker and none can be run
   * @throws BusException if the broker refuses an element
   */
  public static EmbeddedBus open(BusAddress address, PeerName name, Provider provider)
      throws IOException, BusException {
    Optional<Broker> broker = Optional.empty();
    try {
      broker = Optional.of(Broker.open(address));
    } catch (IOException taken) {
      // Most likely a live broker. If it is something else, joining it fails and says so.
      log.info("BUS-JOINING address={} reason={}", address, taken.getMessage());
      return new EmbeddedBus(join(address, name, provider, taken), broker);
    }
    try {
      return new EmbeddedBus(Peer.connect(address, name, Optional.of(provider)), broker);
    } catch (IOException | BusException failed) {
      broker.get().close();
      throw failed;
    }
  }

  private static Peer join(
      BusAddress address, PeerName name, Provider provider, IOException whyNotBroker)
      throws IOException, BusException {
    try {
      return Peer.connect(address, name, Optional.of(provider));
    } catch (IOException failed) {
      whyNotBroker.addSuppressed(failed);
      throw whyNotBroker;
    }
  }

  /**
   * Whether the broker runs in this process.
   *
   * @return false if a broker was alive at the address
   */
  public boolean runsBroker() {
    return broker.isPresent();
  }

  @Override
  public void publish(BusEvent event) {
    peer.publish(event);
  }

  @Override
  public List<BusProperty> get(List<String> paths) throws BusException {
    return peer.get(paths);
  }

  @Override
  public void set(List<BusProperty> values) throws BusException {
    peer.set(values);
  }

  @Override
  public int addRow(String table, String alias) throws BusException {
    return peer.addRow(table, alias);
  }

  @Override
  public void deleteRow(String row) throws BusException {
    peer.deleteRow(row);
  }

  @Override
  public List<RowName> rows(String table) throws BusException {
    return peer.rows(table);
  }

  @Override
  public List<Element> names(String path, int depth) throws BusException {
    return peer.names(path, depth);
  }

  @Override
  public BusObject invoke(String method, BusObject arguments) throws BusException {
    return peer.invoke(method, arguments);
  }

  @Override
  public Subscription subscribe(SubscribeRequest request, EventListener listener)
      throws BusException {
    return peer.subscribe(request, listener);
  }

  @Override
  public List<String> components() throws BusException {
    return peer.components();
  }

  /** Leaves the bus, and ends the broker if it is ours; waits a bounded time. */
  @Override
  public void close() {
    peer.close();
    broker.ifPresent(Broker::close);
  }
}
