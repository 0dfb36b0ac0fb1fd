package org.rdkb.dhcpmanager.peer;

import java.io.IOException;
import java.nio.file.Path;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** A process that holds a topology until its input ends, or until it is killed. */
final class TopologyHolder {
  private TopologyHolder() {}

  public static void main(String[] names) throws IOException {
    try (Topology topology = Topology.create(Path.of(""), names[0], names[1])) {
      Process server = topology.startDnsmasq(topology.folder().resolve("isp.log"));
      System.out.println(topology.folder() + " " + server.pid());
      while (System.in.read() >= 0) {
        // Whoever started us decides when this ends.
      }
    }
  }
}
