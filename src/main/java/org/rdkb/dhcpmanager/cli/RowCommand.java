package org.rdkb.dhcpmanager.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.view.Shown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What an operator does with one client row, of either family. */
abstract class RowCommand implements Callable<Integer> {
  private static final Pattern ROW =
      Pattern.compile("Device\\.DHCPv[46]\\.Client\\.([1-9][0-9]*|\\[[^\\[\\]]+\\])\\.");

  private final Dhcpmgr program;

  @Parameters(index = "0", paramLabel = "ROW", description = "such as Device.DHCPv4.Client.1")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String row = "";

  RowCommand(Dhcpmgr program) {
    this.program = program;
  }

  /** Does it; returns once it is accepted, which is not yet done. */
  abstract void ask(BusConsumer bus, String path) throws BusException;

  /** What was asked for, in one word. */
  abstract String word();

  @Override
  public Integer call() throws BusException {
    String path = Paths.object(row);
    if (!ROW.matcher(path).matches()) {
      throw program.usage(
          "'" + Shown.printable(row) + "' is no row such as Device.DHCPv4.Client.1");
    }
    return program.onBus(
        bus -> {
          ask(bus, path);
          print(path);
        });
  }

  private void print(String path) {
    if (program.json()) {
      program.console().jsonLine(line -> line.writeStringField(word(), path));
    } else {
      program.console().out().println(word() + " " + path);
    }
  }

  static void invoke(BusConsumer bus, String method) throws BusException {
    bus.invoke(method, new BusObject("", false, List.of(), List.of()));
  }

  static void set(BusConsumer bus, String parameter, boolean value) throws BusException {
    bus.set(List.of(new BusProperty(parameter, BusValue.bool(value))));
  }

  /** Asks the server for more time. */
  @Command(
      name = "renew",
      mixinStandardHelpOptions = true,
      description = "Renew a lease; refused on a disabled row.")
  static final class Renew extends RowCommand {
    Renew(Dhcpmgr program) {
      super(program);
    }

    @Override
    void ask(BusConsumer bus, String path) throws BusException {
      invoke(bus, path + "Renew()");
    }

    @Override
    String word() {
      return "renew";
    }
  }

  /** Gives the lease back. */
  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      description = "Return a lease and stop the client, until renew, restart or a new enable.")
  static final class Release extends RowCommand {
    Release(Dhcpmgr program) {
      super(program);
    }

    @Override
    void ask(BusConsumer bus, String path) throws BusException {
      invoke(bus, path + "Release()");
    }

    @Override
    String word() {
      return "release";
    }
  }

  /** Another client, the same lease. */
  @Command(
      name = "restart",
      mixinStandardHelpOptions = true,
      description = "Restart a client; it keeps its lease. No effect on a disabled row.")
  static final class Restart extends RowCommand {
    Restart(Dhcpmgr program) {
      super(program);
    }

    @Override
    void ask(BusConsumer bus, String path) throws BusException {
      set(bus, path + "X_RDK_Restart", true);
    }

    @Override
    String word() {
      return "restart";
    }
  }

  /** A client is wanted. */
  @Command(
      name = "enable",
      mixinStandardHelpOptions = true,
      description = "Enable a row: its client is started.")
  static final class Enable extends RowCommand {
    Enable(Dhcpmgr program) {
      super(program);
    }

    @Override
    void ask(BusConsumer bus, String path) throws BusException {
      set(bus, path + "Enable", true);
    }

    @Override
    String word() {
      return "enable";
    }
  }

  /** No client is wanted. */
  @Command(
      name = "disable",
      mixinStandardHelpOptions = true,
      description = "Disable a row: its client is stopped, its lease is gone.")
  static final class Disable extends RowCommand {
    Disable(Dhcpmgr program) {
      super(program);
    }

    @Override
    void ask(BusConsumer bus, String path) throws BusException {
      set(bus, path + "Enable", false);
    }

    @Override
    String word() {
      return "disable";
    }
  }
}
