package org.rdkb.dhcpmanager.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusException;

/**
 * This program as a process, with settings, state and log of its own.
 *
 * @param process it
 * @param bus where it answers
 * @param log what it prints
 * @param ready is there as long as all that it serves is on the bus
 */
record Instance(Process process, String bus, Path log, Path ready) {
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final Duration START = Duration.ofSeconds(20);
  private static final int TAIL_LINES = 25;

  /**
   * Starts one.
   *
   * @param program command that starts this program, without verb
   * @param place makes a command run on one side of the cable
   */
  static Instance start(
      Topology topology,
      List<String> program,
      Function<String[], List<String>> place,
      Path folder,
      String bus)
      throws IOException {
    // A file of its own: what this machine has in /etc is not meant for a demo.
    Path ready = folder.resolve("ready");
    Path settings =
        Files.writeString(
            folder.resolve("dhcpmgr.properties"),
            "profile=standalone\nresolver.write=false\nready.file=" + ready + "\n");
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("run", "--bus", bus, "--config", settings.toString()));
    command.addAll(List.of("--state", folder.resolve("state").toString()));
    command.addAll(List.of("--run", folder.resolve("run").toString()));
    Path log = folder.resolve("manager.log");
    Process process = topology.start(place.apply(command.toArray(String[]::new)), log);
    return new Instance(process, bus, log, ready);
  }

  /** Joins its bus as a client would, as soon as all of it answers there: names come one by one. */
  BusConsumer joinWhenReady(BusConnector buses, Patience patience)
      throws DemoFailure, InterruptedException {
    Deque<BusConsumer> joined = new ArrayDeque<>();
    patience.until(
        "the manager to answer at " + bus,
        START,
        () -> {
          try {
            if (joined.isEmpty()) {
              joined.add(buses.connect(bus, CALL));
            }
            return Files.exists(ready)
                && !joined.element().get(List.of("Device.DHCPv4.ClientNumberOfEntries")).isEmpty();
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
}
