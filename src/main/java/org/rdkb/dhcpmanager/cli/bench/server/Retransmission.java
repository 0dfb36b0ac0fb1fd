package org.rdkb.dhcpmanager.cli.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.cli.bench.server.Contender.Site;
import org.rdkb.dhcpmanager.cli.demo.Topology;
import org.rdkb.dhcpmanager.cli.text.Console;
import org.rdkb.dhcpmanager.cli.text.Figures;

/**
 * How long a client waits whose DISCOVER the server has answered before, by {@code
 * test/bench/again.py}.
 *
 * @param topology the cable
 * @param home root folder of the project
 * @param processor that the client keeps to
 */
record Retransmission(Topology topology, Path home, int processor) {
  /** Fewer than fill the 64 KiB that a command may print; the cache holds one 10 s at most. */
  private static final int COUNT = 500;

  void measure(String server, Console console) throws IOException {
    List<String> whole = new ArrayList<>(Processors.only(processor));
    whole.addAll(List.of("python3", home.resolve("test/bench/again.py").toString()));
    whole.addAll(List.of(Site.SERVER, Site.RELAY, Integer.toString(COUNT)));
    String printed = topology.run(topology.inIsp(whole.toArray(String[]::new)));
    Figures figures = new Figures("server: the same DISCOVER again");
    printed.lines().forEach(micros -> figures.addSince(0, Long.parseLong(micros) * 1000));
    figures.print(console, line -> line.writeStringField("server", server));
  }
}
