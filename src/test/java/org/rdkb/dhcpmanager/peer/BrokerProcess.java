package org.rdkb.dhcpmanager.peer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code dhcpmgr broker} as a process of its own. */
final class BrokerProcess implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(20);

  private final Process process;
  private final Path log;

  private BrokerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it; {@code within} is a command that becomes it, and {@code log} a new file. */
  static BrokerProcess start(Path log, List<String> within, String... addresses)
      throws IOException {
    Path home = Path.of("").toAbsolutePath();
    List<String> command = new ArrayList<>(within);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-XX:TieredStopAtLevel=1",
            "-Ddhcpmgr.home=" + home,
            "-Dlog4j2.configurationFile=" + home.resolve("etc/log4j2.xml"),
            "-cp",
            System.getProperty("java.class.path"),
            "org.rdkb.dhcpmanager.Main",
            "broker"));
    for (String address : addresses) {
      command.addAll(List.of("--bus", address));
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("DHCPMGR_BUS");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new BrokerProcess(builder.start(), log);
  }

  BrokerProcess serving() {
    await().atMost(SOON).until(() -> !process.isAlive() || told().contains("BUS-BROKER-OPEN"));
    assertTrue(process.isAlive(), told());
    return this;
  }

  long pid() {
    return process.pid();
  }

  String told() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException notYet) {
      return "";
    }
  }

  /** SIGTERM. */
  void tellToStop() {
    process.destroy();
  }

  /** Its exit code, once it has ended. */
  int exitCode() throws InterruptedException {
    assertTrue(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS), () -> "goes on: " + told());
    return process.exitValue();
  }

  /** It dies without a word; its socket file stays. */
  void kill() {
    close();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
  }
}
