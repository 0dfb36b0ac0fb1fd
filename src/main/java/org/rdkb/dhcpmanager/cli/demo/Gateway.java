package org.rdkb.dhcpmanager.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;

/** The manager as a process in the gateway, and what the kernel has there. */
final class Gateway {
  private static final Duration PROBE = Duration.ofSeconds(1);
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final Duration START = Duration.ofSeconds(20);
  private static final int TAIL_LINES = 25;

  /** Column of {@code /proc/<pid>/mountinfo}, proc(5). */
  private static final int MOUNT_POINT = 4;

  private final Topology topology;
  private final Process manager;
  private final Path log;
  private final String bus;

  private Gateway(Topology topology, Process manager, Path log, String bus) {
    this.topology = topology;
    this.manager = manager;
    this.log = log;
    this.bus = bus;
  }

  static Gateway start(Topology topology, DemoPlan plan, BusConnector buses) throws IOException {
    Path folder = topology.folder();
    String bus = address(plan, buses, folder);
    if (bus.startsWith("unix://")) {
      topology.removeAtTheEnd(Path.of(bus.substring("unix://".length())));
    }
    // A file of its own: what this machine has in /etc is not meant for a demo.
    Path settings =
        Files.writeString(
            folder.resolve("dhcpmgr.properties"), "profile=standalone\nresolver.write=false\n");
    List<String> command = new ArrayList<>(plan.manager());
    command.addAll(List.of("run", "--bus", bus, "--config", settings.toString()));
    command.addAll(List.of("--state", folder.resolve("state").toString()));
    command.addAll(List.of("--run", folder.resolve("run").toString()));
    Path log = folder.resolve("manager.log");
    Process manager = topology.start(topology.inGateway(command.toArray(String[]::new)), log);
    return new Gateway(topology, manager, log, bus);
  }

  private static String address(DemoPlan plan, BusConnector buses, Path folder) throws IOException {
    String place = plan.wantedBus().orElse(plan.usualBus());
    if (!place.startsWith("unix://") || answers(place, buses)) {
      if (plan.wantedBus().isPresent()) {
        throw new IOException("--bus has to be a unix address where nobody answers: " + place);
      }
      return "unix://" + folder.resolve("bus");
    }
    return place;
  }

  private static boolean answers(String address, BusConnector buses) {
    try {
      buses.connect(address, PROBE).close();
      return true;
    } catch (BusException nobody) {
      return false;
    }
  }

  /** dibbler-client is started only where mounts of its own keep it out of {@code /etc}. */
  static boolean canConfineClients() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mountinfo"), StandardCharsets.UTF_8).stream()
        .anyMatch(mount -> mount.split(" ", -1)[MOUNT_POINT].equals("/"));
  }

  String bus() {
    return bus;
  }

  /** Of the manager itself: what starts it becomes it. */
  long pid() {
    return manager.pid();
  }

  boolean isAlive() {
    return manager.isAlive();
  }

  /** Joins the manager's bus as a client would, as soon as the manager answers there. */
  BusConsumer joinWhenReady(BusConnector buses, Patience patience)
      throws DemoFailure, InterruptedException {
    Deque<BusConsumer> joined = new ArrayDeque<>();
    patience.until(
        "the manager to answer on the bus",
        START,
        () -> {
          try {
            if (joined.isEmpty()) {
              joined.add(buses.connect(bus, CALL));
            }
            return !joined.element().get(List.of("Device.DHCPv4.ClientNumberOfEntries")).isEmpty();
          } catch (BusException notYet) {
            return false;
          }
        });
    return joined.element();
  }

  String logTail() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException unreadable) {
      return "(no log: " + unreadable.getMessage() + ")";
    }
  }

  /** What the kernel has on the gateway's WAN interface. */
  String addresses() {
    return ask("ip", "-brief", "address", "show", "dev", Topology.WAN);
  }

  String routes() {
    return ask("ip", "route");
  }

  String routes6() {
    return ask("ip", "-6", "route");
  }

  private String ask(String... command) {
    try {
      return topology.run(topology.inGateway(command));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
