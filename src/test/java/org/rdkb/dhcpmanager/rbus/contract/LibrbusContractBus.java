package org.rdkb.dhcpmanager.rbus.contract;

import java.nio.file.Path;
import java.util.List;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;
import org.rdkb.dhcpmanager.rbus.librbus.LibrbusBus;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/** The bus through librbus, or through its double, with provider and consumers in this process. */
final class LibrbusContractBus implements ContractBus {
  /** The library takes 16 handles; it loses the 27th message that waits, whoever sent it. */
  private static final int MOST_AT_ONCE = 20;

  /** What serves the library. */
  interface LibraryBroker extends AutoCloseable {
    void start() throws Exception;

    void stop() throws Exception;

    /** Whether it is a real one, with a socket for anybody. */
    boolean takesFrames();

    @Override
    void close();
  }

  private final String library;
  private final BusAddress address;
  private final LibraryBroker broker;

  LibrbusContractBus(Path library, BusAddress address, LibraryBroker broker) throws Exception {
    this.library = library.toString();
    this.address = address;
    this.broker = broker;
    broker.start();
  }

  @Override
  public Bus provider(String component, Provider provider) throws Exception {
    return LibrbusBus.open(address, new PeerName(component, "provider"), provider, library);
  }

  @Override
  public BusConsumer consumer(String component) throws Exception {
    return LibrbusBus.open(address, new PeerName(component, "consumer"), NOTHING, library);
  }

  private static final Provider NOTHING =
      new ProbeProvider() {
        @Override
        public List<Element> elements() {
          return List.of();
        }
      };

  @Override
  public BusAddress address() {
    return address;
  }

  @Override
  public boolean has(Trait trait) {
    return trait == Trait.SERVES_TOGETHER || (trait == Trait.FRAMES && broker.takesFrames());
  }

  @Override
  public int mostAtOnce() {
    return MOST_AT_ONCE;
  }

  @Override
  public void stopBroker() throws Exception {
    broker.stop();
  }

  @Override
  public void startBroker() throws Exception {
    broker.start();
  }

  @Override
  public void close() {
    broker.close();
  }
}
