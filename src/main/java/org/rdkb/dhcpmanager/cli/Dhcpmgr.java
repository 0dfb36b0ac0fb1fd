package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.cli.bench.ProviderBus;
import org.rdkb.dhcpmanager.cli.text.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The program {@code dhcpmgr}: its verbs, the options they share, and how failures are told. */
@Command(
    name = "dhcpmgr",
    description = "DHCP client manager: data model, clients and leases of a gateway.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "VERB",
    footer = {
      "",
      "Exit codes: 0 done, 1 refused by the data model, 2 usage, 3 no bus or no answer in time,",
      "69 something is missing on this machine, 70 internal."
    })
public final class Dhcpmgr {
  private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

  private final Wiring wiring;
  private final Console console;
  private final Map<String, String> environment;

  @Option(
      names = "--bus",
      scope = ScopeType.INHERIT,
      paramLabel = "ADDRESS",
      description =
          "Bus to talk to; else DHCPMGR_BUS, else the first word of /etc/rbus_client.conf, else "
              + BusPlace.USUAL)
  private List<String> bus = new ArrayList<>();

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "JSON lines instead of tables")
  private boolean json;

  @Option(
      names = "--timeout",
      scope = ScopeType.INHERIT,
      paramLabel = "SECONDS",
      description = "Bound of each call on the bus, 1 … 3600; default 5")
  private long timeoutSeconds = 5;

  /**
   * The program as {@code Main} makes it.
   *
   * @param wiring what runs what it is asked for
   */
  public Dhcpmgr(Wiring wiring) {
    this(wiring, Console.ofProcess(), System.getenv());
  }

  Dhcpmgr(Wiring wiring, Console console, Map<String, String> environment) {
    this.wiring = wiring;
    this.console = console;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Runs one command line.
   *
   * @param arguments verb and its arguments
   * @return the exit code, see {@link ExitCode}
   */
  public int execute(String... arguments) {
    CommandLine line = new CommandLine(this);
    List.of(
            new GetCommand(this),
            new SetCommand(this),
            new AddCommand(this),
            new DelCommand(this),
            new NamesCommand(this),
            new WatchCommand(this),
            new InvokeCommand(this),
            new RowCommand.Renew(this),
            new RowCommand.Release(this),
            new RowCommand.Restart(this),
            new RowCommand.Enable(this),
            new RowCommand.Disable(this),
            new LogLevelCommand(this),
            new StatusCommand(this),
            new LeaseCommand(this),
            new ServerCommand(this),
            new FleetCommand(this),
            new AttachCommand(this),
            new BackupCommand(this),
            new RestoreCommand(this),
            new ConfigCommand(this),
            new DoctorCommand(this),
            new RunCommand(this),
            new BrokerCommand(this),
            new DemoCommand(this),
            new BenchCommand(this),
            new BenchProviderCommand(this),
            new ManualCommand(this))
        .forEach(line::addSubcommand);
    line.setOut(console.out());
    line.setErr(console.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((usage, words) -> explain(usage));
    line.setExecutionExceptionHandler((failure, where, parsed) -> explain(failure));
    int code = line.execute(arguments);
    console.out().flush();
    console.err().flush();
    return code;
  }

  /** Work on an open bus. */
  @FunctionalInterface
  interface BusWork {
    void accept(BusConsumer bus) throws BusException;
  }

  int onBus(BusWork work) throws BusException {
    try (BusConsumer consumer = wiring.buses().connect(address(), timeout())) {
      work.accept(consumer);
    }
    return ExitCode.OK;
  }

  String address() {
    return BusPlace.resolve(busOption(), environment);
  }

  /** Where a broker shall listen. */
  List<String> addresses() {
    return bus.isEmpty() ? List.of(address()) : List.copyOf(bus);
  }

  Optional<String> busOption() {
    if (bus.size() > 1) {
      throw usage("--bus is taken once; only broker takes several");
    }
    return bus.stream().findFirst();
  }

  Duration timeout() {
    Duration timeout = Duration.ofSeconds(timeoutSeconds);
    if (timeoutSeconds < 1 || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw usage("--timeout takes 1 … 3600 seconds");
    }
    return timeout;
  }

  /** A complaint about the command line. */
  ParameterException usage(String complaint) {
    return new ParameterException(new CommandLine(this), complaint);
  }

  boolean json() {
    return json;
  }

  Console console() {
    return console;
  }

  BusFactory buses() {
    return wiring.buses();
  }

  BrokerRunner broker() {
    return wiring.broker();
  }

  DaemonRunner daemon() {
    return wiring.daemon();
  }

  PremisesFinder premises() {
    return wiring.premises();
  }

  SettingsReader settings() {
    return wiring.settings();
  }

  ProviderBus providers() {
    return wiring.providers();
  }

  private int explain(ParameterException usage) {
    console.err().println(usage.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(usage, console.err());
    String verb = usage.getCommandLine().getCommandSpec().qualifiedName();
    console.err().println("See ./" + verb + " --help");
    return ExitCode.USAGE;
  }

  private int explain(Exception failure) {
    if (failure instanceof BusException refused) {
      return explain(refused);
    }
    if (failure instanceof IOException unreachable) {
      String absent = unreachable instanceof NoSuchFileException ? ": no such file or folder" : "";
      console.err().println(Shown.printable(unreachable.getMessage() + absent));
      return ExitCode.PREREQUISITES;
    }
    console.err().println("dhcpmgr: internal error, please report: " + failure);
    failure.printStackTrace(console.err());
    return ExitCode.INTERNAL;
  }

  private int explain(BusException refused) {
    boolean noBus = isBusTrouble(refused.error());
    if (json) {
      console.jsonLine(
          line -> {
            line.writeStringField("error", refused.error().name());
            line.writeNumberField("code", refused.error().code());
            line.writeStringField("element", refused.element());
            line.writeStringField("reason", refused.reason());
          });
    } else {
      String about = refused.element().isEmpty() ? "" : Shown.printable(refused.element()) + ": ";
      console.err().println(about + Shown.printable(refused.reason()));
      if (noBus) {
        console
            .err()
            .println(
                "No answer from the bus at "
                    + address()
                    + ". Is the manager running (./dhcpmgr run), or is another --bus meant?");
      }
    }
    return noBus ? ExitCode.NO_BUS : ExitCode.REFUSED;
  }

  private static boolean isBusTrouble(BusError error) {
    return switch (error) {
      case TIMEOUT,
          NOT_INITIALIZED,
          INVALID_HANDLE,
          DESTINATION_NOT_REACHABLE,
          DESTINATION_RESPONSE_FAILURE ->
          true;
      default -> false;
    };
  }
}
