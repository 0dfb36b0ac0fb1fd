package org.rdkb.dhcpmanager.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.bus.view.Typed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sets parameters, all or none. */
@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    description = "Set parameters, all or none.")
final class SetCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH=VALUE",
      description = "what to set; the value is taken in the parameter's own type")
  private final List<String> settings = new ArrayList<>();

  SetCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws BusException {
    Map<String, String> words = Pairs.split(program, settings);
    return program.onBus(
        bus -> {
          List<BusProperty> values = new ArrayList<>();
          words.forEach((path, word) -> values.add(typed(bus, path, word)));
          bus.set(values);
          print(values);
        });
  }

  /** Asked one by one: a parameter that cannot be read may still be set. */
  private static BusProperty typed(BusConsumer bus, String path, String word) {
    BusValue value = BusValue.text(word);
    try {
      List<BusProperty> present = bus.get(List.of(path));
      if (present.size() == 1) {
        value = Typed.like(present.get(0).value(), word);
      }
    } catch (BusException unreadable) {
      // The set that follows is refused with the reason that matters, or succeeds.
    }
    return new BusProperty(path, value);
  }

  private void print(List<BusProperty> values) {
    for (BusProperty set : values) {
      if (program.json()) {
        program.console().jsonLine(line -> line.writeStringField("set", set.name()));
      } else {
        program.console().out().println(set.name() + " = " + Shown.text(set.value()));
      }
    }
  }

  /** {@code name=value} words of a command line. */
  static final class Pairs {
    private Pairs() {}

    static Map<String, String> split(Dhcpmgr program, List<String> words) {
      Map<String, String> pairs = new LinkedHashMap<>();
      for (String word : words) {
        int equals = word.indexOf('=');
        if (equals <= 0) {
          throw program.usage("'" + Shown.printable(word) + "' is not of the form name=value");
        }
        if (pairs.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
          throw program.usage(Shown.printable(word.substring(0, equals)) + " is given twice");
        }
      }
      return pairs;
    }
  }
}
