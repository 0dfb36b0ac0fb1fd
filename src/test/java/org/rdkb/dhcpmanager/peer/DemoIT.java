package org.rdkb.dhcpmanager.peer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo as a user starts it. It looks at server and kernel itself; here: its end. */
class DemoIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Servers and clients of the demo; dibbler-client has its row's folder in its command line. */
  private static final List<String> OURS = List.of("/isp/state", "-i wan0", "/kea6.json", "/v6-2");

  @TempDir private Path folder;

  @Test
  void once_everyStepIsSeen_exits0_andNothingStays() throws IOException, InterruptedException {
    Process demo = demo();
    assertTrue(demo.waitFor(90, TimeUnit.SECONDS), "the demo hangs: " + told());
    assertEquals(0, demo.exitValue(), told());
    assertTrue(told().contains("SERVER-RELEASED if=uplink0"), told());
    if (NeedsMountedRoot.Condition.isRootMounted()) {
      assertTrue(told().contains("unreachable 2001:db8:80"), told());
      assertTrue(told().contains("DHCP6_RELEASE_NA"), told());
      assertTrue(told().contains("DHCP6_RELEASE_PD"), told());
    } else {
      assertTrue(told().contains("IPv6 IS LEFT OUT"), told());
    }
    assertNothingStays();
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void killedWhileBound_nothingStays_andTheNextOneWorks(String address)
      throws IOException, InterruptedException {
    Process demo = demo();
    await().atMost(Duration.ofSeconds(60)).until(() -> told().contains("Bound to " + address));
    demo.destroyForcibly().waitFor();
    await().atMost(SOON).untilAsserted(this::assertNothingStays);
    once_everyStepIsSeen_exits0_andNothingStays();
  }

  static List<String> addresses() throws IOException {
    return NeedsMountedRoot.Condition.isRootMounted()
        ? List.of("198.51.100.", "2001:db8:1::")
        : List.of("198.51.100.");
  }

  private Process demo() throws IOException {
    Path home = Path.of("").toAbsolutePath();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Ddhcpmgr.home=" + home,
            "-cp",
            System.getProperty("java.class.path"),
            "org.rdkb.dhcpmanager.Main",
            "demo",
            "--once")
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  private Path log() {
    return folder.resolve("demo.log");
  }

  private String told() throws IOException {
    return Files.exists(log()) ? Files.readString(log(), StandardCharsets.UTF_8) : "";
  }

  private void assertNothingStays() throws IOException {
    for (String namespace : List.of("gateway", "isp")) {
      assertFalse(Files.exists(Path.of("/run/netns", namespace)), namespace);
      assertFalse(Files.exists(Path.of("/run/dhcpmgr-topology", namespace)), namespace);
    }
    Set<String> named = namedNetworks();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      assertEquals(
          List.of(),
          all.filter(process -> !named.contains(network(process)))
              .flatMap(process -> process.info().commandLine().stream())
              .filter(line -> OURS.stream().anyMatch(line::contains))
              .toList());
    }
  }

  /** Whoever stayed is in a network that has lost its name; other tests' networks have theirs. */
  private static Set<String> namedNetworks() throws IOException {
    Set<String> named = new HashSet<>();
    if (Files.isDirectory(Path.of("/run/netns"))) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/run/netns"))) {
        for (Path file : files) {
          named.add("net:[" + Files.getAttribute(file, "unix:ino") + "]");
        }
      }
    }
    return named;
  }

  private static String network(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/ns/net")).toString();
    } catch (IOException ended) {
      return "";
    }
  }
}
