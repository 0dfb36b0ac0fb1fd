package org.rdkb.dhcpmanager.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rdkb.dhcpmanager.consumer.WanManager;

/** The double of WAN Manager, running beside a lab. */
final class WanManagerProcess implements AutoCloseable {
  private final Process process;
  private final Path output;

  private WanManagerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts it and waits until its three calls are done. */
  static WanManagerProcess start(Lab lab, String row, String linuxInterface) throws IOException {
    Path output = lab.folder().resolve("wan-manager-" + System.nanoTime());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WanManager.class.getName(),
                lab.address().toString(),
                row,
                linuxInterface)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    WanManagerProcess started = new WanManagerProcess(process, output);
    Lab.within(20).until(() -> started.lines().contains("STARTED"));
    return started;
  }

  void tell(String command) throws IOException {
    process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  List<String> lines() {
    return Lab.lines(output);
  }

  /** What it heard: the words of the messages, in order. */
  List<String> messages() {
    List<String> heard = new ArrayList<>();
    for (String line : lines()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("EVENT") || words[0].equals("INITIAL")) {
        heard.add((words[0].equals("INITIAL") ? "initial " : "") + words[1]);
      } else if (words[0].equals("WRONG")) {
        heard.add(line);
      }
    }
    return heard;
  }

  void awaitMessages(String... wanted) {
    Lab.within(25)
        .untilAsserted(
            () -> org.junit.jupiter.api.Assertions.assertEquals(List.of(wanted), messages()));
  }

  /** A field of the last lease that it heard of. */
  String lease(String field) {
    String last = "";
    for (String line : lines()) {
      if (line.contains(" LEASE_UPDATE ")) {
        last = line;
      }
    }
    int from = last.indexOf(" " + field + "=") + field.length() + 2;
    return last.substring(from, last.indexOf(' ', from));
  }

  /** It dies without a word. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(5, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
