package org.rdkb.dhcpmanager.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;

/** The manager as a process in the gateway, and what the kernel has there. */
final class Gateway {
  private static final Duration PROBE = Duration.ofSeconds(1);

  /** Column of {@code /proc/<pid>/mountinfo}, proc(5). */
  private static final int MOUNT_POINT = 4;

  private final Topology topology;
  private final Instance manager;

  private Gateway(Topology topology, Instance manager) {
    this.topology = topology;
    this.manager = manager;
  }

  static Gateway start(Topology topology, DemoPlan plan, BusConnector buses) throws IOException {
    Path folder = topology.folder();
    String bus = address(plan, buses, folder);
    if (bus.startsWith("unix://")) {
      topology.removeAtTheEnd(Path.of(bus.substring("unix://".length())));
    }
    return new Gateway(
        topology, Instance.start(topology, plan.manager(), topology::inGateway, folder, bus));
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
    return manager.bus();
  }

  /** Of the manager itself: what starts it becomes it. */
  long pid() {
    return manager.process().pid();
  }

  boolean isAlive() {
    return manager.process().isAlive();
  }

  BusConsumer joinWhenReady(BusConnector buses, Patience patience)
      throws DemoFailure, InterruptedException {
    return manager.joinWhenReady(buses, patience);
  }

  String logTail() {
    return manager.logTail();
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
