package org.rdkb.dhcpmanager.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.bench.ProviderBus.Carrier;
import org.rdkb.dhcpmanager.cli.demo.BusConnector;

/**
 * The brokers and providers that this machine can run: ours always, the stock ones where librbus
 * and its broker are installed. Those that it cannot run are told with the reason.
 */
final class Sides implements AutoCloseable {
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final Duration BROKER_START = Duration.ofSeconds(5);
  private static final String USUAL_STOCK = "unix:///tmp/rtrouted";

  private final Path home;
  private final List<String> program;
  private final Path folder;
  private final BusConnector buses;
  private final Children children;
  private final List<Side> started = new ArrayList<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  /**
   * A running side.
   *
   * @param name as the figures show it
   * @param address of its broker
   * @param root where its elements are, with trailing dot
   * @param provider its provider's process
   */
  record Side(String name, String address, String root, Process provider) {}

  /**
   * Nothing started yet.
   *
   * @param home root folder of the project
   * @param program command that starts this program, without verb
   * @param folder of our own, for sockets and what is compiled
   * @param buses joins a bus
   */
  Sides(Path home, List<String> program, Path folder, BusConnector buses) {
    this.home = home;
    this.program = List.copyOf(program);
    this.folder = folder;
    this.buses = buses;
    this.children = new Children(folder);
  }

  /** The side against which the others are told. */
  static final String YARDSTICK = "stock broker, C provider";

  /** Starts what can be started. */
  void start() throws IOException {
    String ours = "unix://" + folder.resolve("bus");
    side("our broker, Java peer", ours, host(Carrier.EMBEDDED, ours));
    Optional<Path> compiled = cProvider();
    if (compiled.isPresent()) {
      side("our broker, C provider", ours, root -> cCommand(compiled.get(), ours, root));
    }
    Optional<String> stock = stockBroker();
    if (stock.isEmpty()) {
      missing.put("stock broker", "rtrouted is not installed, or does not start");
      return;
    }
    if (compiled.isPresent()) {
      side(YARDSTICK, stock.get(), root -> cCommand(compiled.get(), stock.get(), root));
    }
    side("stock broker, Java peer", stock.get(), host(Carrier.EMBEDDED, stock.get()));
    side("stock broker, our provider on librbus", stock.get(), host(Carrier.LIBRBUS, stock.get()));
  }

  List<Side> started() {
    return List.copyOf(started);
  }

  /** Why a side could not be started, by its name. */
  Map<String, String> missing() {
    return Collections.unmodifiableMap(missing);
  }

  private interface CommandFor {
    List<String> root(String root);
  }

  private CommandFor host(Carrier carrier, String address) {
    return root -> {
      List<String> command = new ArrayList<>(program);
      command.addAll(List.of("bench-provider", "--bus", address));
      command.addAll(List.of("--carrier", carrier.name(), "--root", root));
      return command;
    };
  }

  private static List<String> cCommand(Path provider, String address, String root) {
    return List.of(provider.toString(), address, root);
  }

  private void side(String name, String address, CommandFor command) {
    String root = "Device.X_DHCPMGR_Bench" + started.size() + ".";
    try {
      started.add(new Side(name, address, root, children.startReady(command.root(root))));
    } catch (IOException failed) {
      missing.put(name, String.valueOf(failed.getMessage()));
    }
  }

  private Optional<Path> cProvider() throws IOException {
    Path program = folder.resolve("provider");
    String source = home.resolve("test/bench/provider.c").toString();
    if (onPath("gcc").isEmpty()) {
      missing.put("our broker, C provider", "gcc is not installed");
      return Optional.empty();
    }
    Process gcc =
        children.startQuiet(List.of("gcc", "-O2", "-o", program.toString(), source, "-ldl"));
    gcc.onExit().join();
    if (gcc.exitValue() != 0) {
      missing.put("our broker, C provider", "gcc refuses " + source);
      return Optional.empty();
    }
    return Optional.of(program);
  }

  /** A broker of our own; where one runs already, since only one can, that one. */
  private Optional<String> stockBroker() throws IOException {
    Optional<Path> rtrouted = onPath("rtrouted");
    if (rtrouted.isEmpty()) {
      return Optional.empty();
    }
    String own = "unix://" + folder.resolve("rtrouted");
    Process broker = children.startQuiet(List.of(rtrouted.get().toString(), "-f", "-s", own));
    long end = System.nanoTime() + BROKER_START.toNanos();
    while (broker.isAlive() && System.nanoTime() < end) {
      if (answers(own)) {
        return Optional.of(own);
      }
    }
    return answers(USUAL_STOCK) ? Optional.of(USUAL_STOCK) : Optional.empty();
  }

  private boolean answers(String address) {
    try {
      buses.connect(address, CALL).close();
      return true;
    } catch (BusException nobody) {
      return false;
    }
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(place -> Path.of(place, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    children.close();
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException nothingToBeDone) {
      // A temporary folder: whoever cleans those will.
    }
  }
}
