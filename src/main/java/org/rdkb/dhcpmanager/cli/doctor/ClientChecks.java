package org.rdkb.dhcpmanager.cli.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.cli.doctor.Processes.Running;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;

/** The clients of our rows, and those of others on the same interfaces. */
final class ClientChecks {
  private static final Set<String> DHCPV4 = Set.of("udhcpc", "dhclient", "dhcpcd", "busybox");

  private final Premises premises;
  private final Processes processes;

  ClientChecks(Premises premises, Processes processes) {
    this.premises = premises;
    this.processes = processes;
  }

  List<Complaint> ours() throws IOException {
    List<Complaint> complaints = new ArrayList<>();
    Map<Integer, Running> running = running();
    for (Map.Entry<RowId, Integer> client : clients().entrySet()) {
      Running process = running.get(client.getValue());
      if (process != null) {
        look(client.getKey(), process, complaints);
      }
    }
    return complaints;
  }

  private void look(RowId row, Running process, List<Complaint> complaints) {
    String who = "client of row " + row + ", pid " + process.pid() + ", ";
    String table = row.family() == Family.V4 ? "Device.DHCPv4.Client." : "Device.DHCPv6.Client.";
    String remedy = "dhcpmgr restart " + table + row.instance();
    if (process.state() == 'Z') {
      complaints.add(new Complaint("client-zombie", who + "ended and nobody looked", remedy));
    } else if (process.state() == 'T' || process.state() == 't') {
      complaints.add(
          new Complaint("client-stopped", who + "is stopped", "kill -CONT " + process.pid()));
    } else if (process.state() == 'D') {
      complaints.add(new Complaint("client-hung", who + "hangs in the kernel", remedy));
    }
    process
        .option("-s")
        .filter(script -> process.name().equals("udhcpc"))
        .filter(script -> !script.equals(premises.plugin().toString()))
        .ifPresent(
            script ->
                complaints.add(
                    new Complaint(
                        "client-plugin", who + "executes " + script + " instead of ours", remedy)));
  }

  /** A client that is not ours, or the second of ours, where one of ours runs. */
  List<Complaint> foreign() throws IOException {
    List<Complaint> complaints = new ArrayList<>();
    Map<Integer, Running> running = running();
    Map<RowId, Integer> clients = clients();
    Map<String, RowId> taken = new HashMap<>(); // by network namespace and interface
    clients.forEach(
        (row, pid) ->
            Optional.ofNullable(running.get(pid))
                .flatMap(process -> process.option("-i"))
                .ifPresent(name -> taken.put(processes.network(pid) + " " + name, row)));
    for (Running other : running.values()) {
      if (DHCPV4.contains(other.name()) && !clients.containsValue(other.pid())) {
        String network = processes.network(other.pid());
        other.argv().stream()
            .filter(word -> taken.containsKey(network + " " + word))
            .findFirst()
            .ifPresent(
                word -> complaints.add(foreign(other, word, taken.get(network + " " + word))));
      }
    }
    return complaints;
  }

  private static Complaint foreign(Running other, String name, @Nullable RowId row) {
    return new Complaint(
        "client-foreign",
        other.name() + ", pid " + other.pid() + ", works on " + name + " as row " + row,
        "kill " + other.pid() + ", and find what starts it");
  }

  private Map<Integer, Running> running() throws IOException {
    Map<Integer, Running> running = new TreeMap<>();
    processes.all().forEach(process -> running.put(process.pid(), process));
    return running;
  }

  /** The pid of each row's client, as the run folder has it. */
  private Map<RowId, Integer> clients() throws IOException {
    Map<RowId, Integer> pids = new HashMap<>();
    if (!Files.isDirectory(premises.run())) {
      return pids;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(premises.run(), "v[46]-*")) {
      for (Path folder : folders) {
        Optional<RowId> row = RowId.parse(String.valueOf(folder.getFileName()));
        Path file = folder.resolve("client");
        if (row.isPresent() && Files.isRegularFile(file)) {
          Files.readAllLines(file).stream()
              .filter(line -> line.matches("pid=[0-9]{1,9}"))
              .map(line -> Integer.valueOf(line.substring(4)))
              .findFirst()
              .ifPresent(pid -> pids.put(row.get(), pid));
        }
      }
    } catch (NotDirectoryException none) {
      return pids;
    }
    return pids;
  }
}
