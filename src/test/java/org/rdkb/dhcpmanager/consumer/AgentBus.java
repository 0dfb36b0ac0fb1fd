package org.rdkb.dhcpmanager.consumer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.rbus.EmbeddedBus;
import org.rdkb.dhcpmanager.rbus.PreparedModel;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.tr181.Profile;

/** The data model on a bus of its own, and a remote server's agent as a consumer of it. */
final class AgentBus implements AutoCloseable {
  static final String COMPONENT = "eRT.org.rdkb.dhcpmanager";
  static final String TABLE = "Device.DHCPv4.Client.";
  static final String ROW = PreparedModel.ROW;

  private final EmbeddedBus bus;
  final BusConsumer agent;

  AgentBus(Path folder) throws IOException, BusException {
    BusAddress address = BusAddress.parse("unix://" + folder.resolve("bus"));
    AtomicReference<EmbeddedBus> opened = new AtomicReference<>();
    bus =
        EmbeddedBus.open(
            address,
            new PeerName(COMPONENT, "dhcpmgr"),
            PreparedModel.open(Profile.STANDALONE, event -> opened.get().publish(event)));
    opened.set(bus);
    agent = Peer.connect(address, new PeerName("agent", "agent"), Optional.empty());
  }

  static BusProperty text(String name, String value) {
    return new BusProperty(name, BusValue.text(value));
  }

  /** What an agent is asked to do. */
  @FunctionalInterface
  interface Wish {
    void ask() throws BusException;
  }

  /** Why the bus refuses; {@link BusError#SUCCESS} if it does not. */
  static BusError refusal(Wish wish) {
    try {
      wish.ask();
      return BusError.SUCCESS;
    } catch (BusException refused) {
      return refused.error();
    }
  }

  @Override
  public void close() {
    agent.close();
    bus.close();
  }
}
