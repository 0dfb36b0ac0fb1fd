package org.rdkb.dhcpmanager.peer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user starts it. It looks at server and kernel itself; here: its end. */
class DemoIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void once_everyStepIsSeen_exits0_andNothingStays() throws IOException, InterruptedException {
    Process demo = demo();
    assertTrue(demo.waitFor(90, TimeUnit.SECONDS), "the demo hangs: " + told());
    assertEquals(0, demo.exitValue(), told());
    assertTrue(told().contains("DHCPRELEASE(uplink0)"), told());
    assertNothingStays();
  }

  @Test
  void killedWhileBound_nothingStays_andTheNextOneWorks() throws IOException, InterruptedException {
    Process demo = demo();
    await().atMost(Duration.ofSeconds(60)).until(() -> told().contains("Bound to"));
    demo.destroyForcibly().waitFor();
    await().atMost(SOON).untilAsserted(this::assertNothingStays);
    once_everyStepIsSeen_exits0_andNothingStays();
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
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      assertEquals(
          List.of(),
          all.flatMap(p -> p.info().commandLine().stream())
              .filter(line -> line.contains("--interface=uplink0") || line.contains("-i wan0"))
              .toList());
    }
  }
}
