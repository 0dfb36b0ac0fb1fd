package org.rdkb.dhcpmanager.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.cli.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what the data model has. */
@Command(
    name = "names",
    mixinStandardHelpOptions = true,
    description = "List objects, tables, rows, parameters, events and methods below a path.")
final class NamesCommand implements Callable<Integer> {
  private final Dhcpmgr program;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "where to start; default ${DEFAULT-VALUE}")
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private String path = "Device.DHCPv4.";

  @Option(
      names = "--depth",
      paramLabel = "N",
      description =
          "levels below the path, itself included; negative: only that level; default"
              + " ${DEFAULT-VALUE}")
  private int depth = 16;

  NamesCommand(Dhcpmgr program) {
    this.program = program;
  }

  @Override
  public Integer call() throws BusException {
    return program.onBus(bus -> print(bus.names(path, depth)));
  }

  private void print(List<Element> found) {
    if (program.json()) {
      for (Element element : found) {
        program
            .console()
            .jsonLine(
                line -> {
                  line.writeStringField("name", element.name());
                  line.writeStringField("kind", kind(element));
                  line.writeFieldName("access");
                  line.writeStartArray();
                  for (Element.Access access : element.access().stream().sorted().toList()) {
                    line.writeString(access.name().toLowerCase(Locale.ROOT));
                  }
                  line.writeEndArray();
                });
      }
      return;
    }
    TextTable table = new TextTable("NAME", "KIND", "ACCESS");
    for (Element element : found) {
      String access =
          element.access().stream()
              .sorted()
              .map(a -> a.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(" "));
      table.row(Shown.printable(element.name()), kind(element), access);
    }
    table.print(program.console().out());
  }

  private static String kind(Element element) {
    return element.kind().name().toLowerCase(Locale.ROOT);
  }
}
