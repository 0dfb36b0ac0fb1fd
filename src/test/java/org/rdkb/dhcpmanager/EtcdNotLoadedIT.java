package org.rdkb.dhcpmanager;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway alone needs no etcd: a running manager has not one class of it, nor the HTTP client.
 */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end by anything
class EtcdNotLoadedIT {
  @TempDir Path folder;

  @Test
  void aManagerThatSharesNothing_loadsNothingOfIt() throws Exception {
    Path ready = folder.resolve("ready");
    Path loaded = folder.resolve("loaded.log");
    Path settings = folder.resolve("settings.properties");
    Files.writeString(
        settings, "ready.file=" + ready + "\nmonitor.address=ipc://" + folder + "/m\n");
    Process manager =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                System.getProperty("java.class.path"),
                "org.rdkb.dhcpmanager.Main",
                "run",
                "--config",
                settings.toString(),
                "--state",
                folder.resolve("state").toString(),
                "--run",
                folder.resolve("run").toString(),
                "--bus",
                "unix://" + folder.resolve("bus"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    try {
      await().atMost(Duration.ofSeconds(90)).until(() -> Files.exists(ready) || !manager.isAlive());
      assertTrue(Files.exists(ready), () -> read(folder.resolve("output")));
    } finally {
      manager.destroy();
      manager.onExit().get(60, java.util.concurrent.TimeUnit.SECONDS);
    }
    try (Stream<String> lines = Files.lines(loaded)) {
      List<String> found =
          lines
              .filter(line -> line.contains(".server.etcd.") || line.contains("java.net.http."))
              .toList();
      assertEquals(List.of(), found);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      return failed.toString();
    }
  }
}
