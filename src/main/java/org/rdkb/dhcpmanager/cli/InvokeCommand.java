package org.rdkb.dhcpmanager.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.view.Shown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs a method. */
@Command(
    name = "invoke",
    mixinStandardHelpOptions = true,
    description = "Run a method, such as Device.DHCPv4.Client.1.Renew().")
final class InvokeCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  @Parameters(index = "0", paramLabel = "METHOD", description = "full path; () may be left out")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String method = "";

  @Parameters(index = "1..*", paramLabel = "NAME=VALUE", description = "arguments, as text")
  private final List<String> words = new ArrayList<>();

  InvokeCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws BusException {
    String path = method.endsWith("()") ? method : method + "()";
    Map<String, String> pairs = SetCommand.Pairs.split(program, words);
    List<BusProperty> arguments = new ArrayList<>();
    pairs.forEach((name, value) -> arguments.add(new BusProperty(name, BusValue.text(value))));
    return program.onBus(
        bus -> print(bus.invoke(path, new BusObject("", false, arguments, List.of()))));
  }

  private void print(BusObject result) {
    if (program.json()) {
      program
          .console()
          .jsonLine(
              line -> {
                line.writeFieldName("result");
                Shown.json(line, result);
              });
    } else {
      String shown = Shown.object(result);
      program.console().out().println(shown.isEmpty() ? "done" : shown);
    }
  }
}
