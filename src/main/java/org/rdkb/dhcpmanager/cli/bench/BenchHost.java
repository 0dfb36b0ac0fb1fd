package org.rdkb.dhcpmanager.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.text.Console;

/**
 * The provider under measurement, as a process of its own that ends with the one that started it.
 */
public final class BenchHost {
  static final String READY = "ready";

  private BenchHost() {}

  /**
   * Serves until standard input ends.
   *
   * @param buses joins a bus
   * @param carrier how
   * @param address of the broker
   * @param root below which the elements are, with trailing dot
   * @param console told {@code ready}
   * @param lifeline ends when the starter does
   * @throws IOException if the bus cannot be joined, or the lifeline fails
   * @throws BusException if an element is refused
   */
  public static void serve(
      ProviderBus buses,
      ProviderBus.Carrier carrier,
      String address,
      String root,
      Console console,
      InputStream lifeline)
      throws IOException, BusException {
    BenchTable table = new BenchTable(root);
    try (Bus bus = buses.open(carrier, address, "bench-" + ProcessHandle.current().pid(), table)) {
      table.publishTo(bus::publish);
      console.out().println(READY);
      console.out().flush();
      while (lifeline.read() >= 0) {
        // Only its end says something.
      }
    }
  }
}
