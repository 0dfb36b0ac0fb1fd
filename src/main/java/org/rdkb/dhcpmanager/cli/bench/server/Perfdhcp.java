package org.rdkb.dhcpmanager.cli.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/**
 * Kea's load generator, at the ISP's end of a cable: a relay with as many clients as it is told.
 *
 * @param topology where
 * @param from its address, that of the relay
 * @param to the server's address
 * @param prefix what the command begins with, such as what keeps it to a processor; may be empty
 */
public record Perfdhcp(Topology topology, String from, String to, List<String> prefix) {
  private static final long LAST_ANSWERS_MICROS = 300_000;
  private static final int PATIENCE_SECONDS = 10;

  /** Takes a copy. */
  public Perfdhcp {
    prefix = List.copyOf(prefix);
  }

  /** What it is to say beside the counts. */
  public enum Detail {
    NONE(""),
    DELAYS("t"),
    LEASES("l");

    private final String selector;

    Detail(String selector) {
      this.selector = selector;
    }
  }

  /**
   * What is sent.
   *
   * @param rate exchanges begun in a second
   * @param seconds for how long
   * @param clients how many there are; each in its turn
   * @param base the first one's hardware address
   */
  public record Traffic(int rate, int seconds, int clients, String base) {}

  /**
   * Sends, and waits for the last answers.
   *
   * @param traffic what
   * @param detail what is asked for
   * @return what it says
   * @throws IOException if it cannot be run, or does not end
   * @throws InterruptedException if stopped
   */
  public Load run(Traffic traffic, Detail detail) throws IOException, InterruptedException {
    Path printed = Files.createTempFile(topology.folder(), "perfdhcp", ".out");
    Process process = topology.start(topology.inIsp(command(traffic, detail)), printed);
    try {
      Precedence.give(process);
      if (!process.waitFor(traffic.seconds() + PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("perfdhcp does not end");
      }
      try (Stream<String> lines = Files.lines(printed, StandardCharsets.ISO_8859_1)) {
        Load load = Load.read(lines.toList(), traffic.seconds());
        if (load.discovers() == 0) {
          throw new IOException("perfdhcp sent nothing: " + Files.readString(printed).strip());
        }
        return load;
      }
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(printed);
    }
  }

  private String[] command(Traffic traffic, Detail detail) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("perfdhcp", "-4", "-g", "single", "-l", from));
    command.addAll(List.of("-r", Integer.toString(traffic.rate())));
    command.addAll(List.of("-p", Integer.toString(traffic.seconds())));
    command.addAll(List.of("-R", Integer.toString(traffic.clients())));
    command.addAll(List.of("-b", "mac=" + traffic.base()));
    command.addAll(List.of("-W", Long.toString(LAST_ANSWERS_MICROS)));
    if (detail != Detail.NONE) {
      command.addAll(List.of("-x", detail.selector));
    }
    command.add(to);
    return command.toArray(String[]::new);
  }
}
