package org.rdkb.dhcpmanager;

import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.Dhcpmgr;
import org.rdkb.dhcpmanager.cli.ExitCode;

/** Wires the shells to the core and starts the program. */
public final class Main {
  private Main() {}

  /**
   * Runs one command line and exits with its code.
   *
   * @param arguments verb and its arguments
   */
  public static void main(String[] arguments) {
    Dhcpmgr program =
        new Dhcpmgr(
            (address, timeout) -> {
              throw new BusException(BusError.NOT_INITIALIZED, "", "no bus is wired yet");
            },
            options -> ExitCode.INTERNAL);
    System.exit(program.execute(arguments));
  }
}
