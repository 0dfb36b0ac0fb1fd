package org.rdkb.dhcpmanager.peer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.cli.demo.Topology;

/** What the demo and the peer tests stand on: nothing stays behind, nothing foreign is touched. */
class TopologyIT {
  private static final Path HOME = Path.of("");
  private static final String GATEWAY = "dhcpmgr-it-gw";
  private static final String ISP = "dhcpmgr-it-isp";
  private static final Duration SOON = Duration.ofSeconds(15);

  private static boolean exists(String namespace) {
    return Files.exists(Path.of("/run/netns", namespace));
  }

  @Test
  void udhcpcInTheGateway_getsALeaseFromTheIsp_andNothingStays() throws IOException {
    Path folder;
    try (Topology topology = Topology.create(HOME, GATEWAY, ISP)) {
      folder = topology.folder();
      Path log = folder.resolve("isp.log");
      topology.startDnsmasq(log);
      List<String> client =
          topology.inGateway("udhcpc", "-i", Topology.WAN, "-f", "-n", "-q", "-s", "/bin/true");
      assertTrue(topology.run(client).contains("obtained"));
      assertTrue(Files.readString(log).contains("DHCPACK(" + Topology.UPLINK + ") 198.51.100."));
    }
    assertFalse(exists(GATEWAY));
    assertFalse(exists(ISP));
    assertFalse(Files.exists(folder));
  }

  @Test
  void holder_killedByForce_everythingGoes() throws IOException, InterruptedException {
    Process holder = holder();
    String[] told = firstLine(holder).split(" ", 2);
    assertTrue(exists(GATEWAY));
    holder.destroyForcibly().waitFor();
    await()
        .atMost(SOON)
        .until(() -> !exists(GATEWAY) && !exists(ISP) && !Files.exists(Path.of(told[0])));
    // Until init has reaped it, its number is there.
    await().atMost(SOON).until(() -> ProcessHandle.of(Long.parseLong(told[1])).isEmpty());
  }

  @Test
  void holderAndJanitor_bothKilled_nextRunReplacesWhatIsLeft()
      throws IOException, InterruptedException {
    Process holder = holder();
    Path left = Path.of(firstLine(holder).split(" ", 2)[0]);
    // The janitor first, or it would clean up.
    List<ProcessHandle> family = holder.descendants().toList();
    family.stream().filter(TopologyIT::isJanitor).forEach(ProcessHandle::destroyForcibly);
    holder.destroyForcibly().waitFor();
    assertTrue(exists(GATEWAY));
    try (Topology again = Topology.create(HOME, GATEWAY, ISP)) {
      assertTrue(again.run(again.inGateway("ip", "link")).contains(Topology.WAN));
    }
    assertFalse(exists(GATEWAY));
    try (Stream<Path> files = Files.list(left)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(left);
  }

  @Test
  void namespaceOfSomebodyElse_isNamedAndLeftAlone() throws IOException, InterruptedException {
    ip("netns", "add", ISP);
    try {
      IOException refused =
          assertThrows(IOException.class, () -> Topology.create(HOME, GATEWAY, ISP));
      assertTrue(String.valueOf(refused.getMessage()).contains("ip netns del " + ISP));
      assertTrue(exists(ISP));
      assertFalse(exists(GATEWAY));
    } finally {
      ip("netns", "del", ISP);
    }
  }

  private static boolean isJanitor(ProcessHandle process) {
    return process
        .info()
        .arguments()
        .map(words -> String.join(" ", words).contains("janitor.sh"))
        .orElse(false);
  }

  private static Process holder() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            TopologyHolder.class.getName(),
            GATEWAY,
            ISP)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String firstLine(Process process) throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    return line == null ? "" : line;
  }

  private static void ip(String... words) throws IOException, InterruptedException {
    String[] command = new String[words.length + 1];
    command[0] = "ip";
    System.arraycopy(words, 0, command, 1, words.length);
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}
