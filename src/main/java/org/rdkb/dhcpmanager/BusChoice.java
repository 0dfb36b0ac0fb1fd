package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.rbus.EmbeddedBus;
import org.rdkb.dhcpmanager.rbus.librbus.LibrbusBus;
import org.rdkb.dhcpmanager.rbus.librbus.LibrbusMissingException;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * What carries the bus, by {@code bus.mode}. {@code auto} takes librbus where it is installed and a
 * broker serves it; elsewhere the embedded peer, which brings a broker along where there is none.
 */
final class BusChoice {
  private static final Logger log = LogManager.getLogger(BusChoice.class);

  private BusChoice() {}

  static Bus open(Settings settings, BusAddress address, PeerName name, Provider provider)
      throws IOException, BusException {
    Settings.BusMode mode = settings.busMode();
    if (mode != Settings.BusMode.EMBEDDED) {
      try {
        Bus bus = LibrbusBus.open(address, name, provider, settings.busLibrary());
        log.info("BUS-LIBRBUS library={} address={}", settings.busLibrary(), address);
        return bus;
      } catch (LibrbusMissingException missing) {
        if (mode == Settings.BusMode.LIBRBUS) {
          throw new IOException(
              "bus.mode=librbus, but the library is missing or too old: " + missing.getMessage(),
              missing);
        }
        log.info("BUS-EMBEDDED reason=librbus is missing or too old: {}", missing.getMessage());
      } catch (IOException noBroker) {
        if (mode == Settings.BusMode.LIBRBUS) {
          throw noBroker;
        }
        log.info("BUS-EMBEDDED reason={}", noBroker.getMessage());
      }
    }
    return EmbeddedBus.open(address, name, provider);
  }

  /**
   * A consumer for a few calls, without elements: never librbus, which takes three seconds to say
   * that nobody is there, and never a broker of our own.
   */
  static BusConsumer consumer(BusAddress address, PeerName name) throws IOException, BusException {
    return Peer.connect(address, name, Optional.empty());
  }
}
