package org.rdkb.dhcpmanager.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import org.rdkb.dhcpmanager.cli.demo.DemoPlan;

/** How this program was started, so that it can start itself as a daemon. */
final class Self {
  private static final String MAIN = "org.rdkb.dhcpmanager.Main";

  private Self() {}

  static DemoPlan plan(Optional<String> wantedBus, boolean staying) {
    // The launcher tells; without it this is a checkout's root.
    Path home = Path.of(System.getProperty("dhcpmgr.home", "")).toAbsolutePath();
    String usualBus = BusPlace.resolve(Optional.empty(), Map.of());
    return new DemoPlan(home, command(home), wantedBus, usualBus, staying);
  }

  /** This very Java with the flags that the launcher chose for a daemon. */
  private static List<String> command(Path home) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    StringTokenizer flags = new StringTokenizer(System.getProperty("dhcpmgr.flags", ""));
    while (flags.hasMoreTokens()) {
      command.add(flags.nextToken());
    }
    command.add(System.getProperty("dhcpmgr.archive", "-Xshare:auto"));
    command.add("-Dlog4j2.configurationFile=" + home.resolve("etc/log4j2.xml"));
    command.addAll(List.of("-Ddhcpmgr.home=" + home, "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), MAIN));
    return command;
  }
}
