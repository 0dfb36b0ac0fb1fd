package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.cli.Dhcpmgr;
import org.rdkb.dhcpmanager.cli.Wiring;
import org.rdkb.dhcpmanager.cli.bench.ProviderBus;
import org.rdkb.dhcpmanager.rbus.EmbeddedBus;
import org.rdkb.dhcpmanager.rbus.librbus.LibrbusBus;
import org.rdkb.dhcpmanager.rbus.librbus.LibrbusMissingException;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/** The program: gives the command line its bus and its daemon. */
public final class Main {
  private Main() {}

  /**
   * Runs one command line and ends the process with its exit code.
   *
   * @param arguments verb and its arguments
   */
  public static void main(String[] arguments) {
    System.exit(with(InstantSource.system()).execute(arguments));
  }

  /** The program with a wall clock, which decides about nothing but what is shown and kept. */
  static Dhcpmgr with(InstantSource wallClock) {
    return new Dhcpmgr(
        new Wiring(
            Main::join,
            new Daemon(wallClock),
            new LoneBroker(),
            Main::provide,
            new Installation(),
            new SettingsComparison()));
  }

  private static BusConsumer join(String address, Duration timeout) throws BusException {
    BusAddress place;
    try {
      place = BusAddress.parse(address);
    } catch (IllegalArgumentException refused) {
      throw new BusException(BusError.INVALID_INPUT, address, String.valueOf(refused.getMessage()));
    }
    String name = "dhcpmgr-cli-" + ProcessHandle.current().pid();
    try {
      return BusChoice.consumer(place, new PeerName(name, "dhcpmgr"));
    } catch (IOException nobody) {
      throw new BusException(
          BusError.DESTINATION_NOT_REACHABLE,
          "",
          "no bus at " + address + ": " + nobody.getMessage());
    }
  }

  private static Bus provide(
      ProviderBus.Carrier carrier, String address, String component, Provider provider)
      throws IOException, BusException {
    BusAddress place = BusAddress.parse(address);
    PeerName name = new PeerName(component, "dhcpmgr");
    return switch (carrier) {
      case EMBEDDED -> EmbeddedBus.open(place, name, provider);
      case LIBRBUS -> {
        try {
          yield LibrbusBus.open(place, name, provider, LibrbusBus.LIBRARY);
        } catch (LibrbusMissingException missing) {
          throw new IOException(missing.getMessage(), missing);
        }
      }
    };
  }
}
