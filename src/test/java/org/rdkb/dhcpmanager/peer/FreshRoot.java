package org.rdkb.dhcpmanager.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A root folder of its own, with this machine's content and no network but loopback. What is
 * written there is gone when it is closed; so it is when the test dies, at the latest after ten
 * minutes.
 */
final class FreshRoot implements AutoCloseable {
  private static final Path SCRIPT = Path.of("test/peer/fresh-root.sh").toAbsolutePath();

  private final Process holder;
  private final List<Process> inside = new ArrayList<>();

  private FreshRoot(Process holder) {
    this.holder = holder;
  }

  /**
   * Makes it.
   *
   * @param folder is covered meanwhile
   * @param shared is its {@code /mnt}
   */
  static FreshRoot open(Path folder, Path shared) throws IOException {
    Process holder =
        new ProcessBuilder(
                "unshare", "-m", "-n", SCRIPT.toString(), folder.toString(), shared.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader output = holder.inputReader(StandardCharsets.UTF_8);
    String said = output.readLine();
    if (!"ready".equals(said)) {
      holder.destroyForcibly();
      throw new IOException(String.valueOf(said));
    }
    return new FreshRoot(holder);
  }

  /** What that path there is here. */
  Path path(String there) {
    return Path.of("/proc/" + holder.pid() + "/root" + there);
  }

  private List<String> command(String... words) {
    List<String> command = new ArrayList<>(List.of("nsenter", "-t", Long.toString(holder.pid())));
    command.addAll(List.of("-m", "-n", "-r", "-w", "env", "-i", "LC_ALL=C.UTF-8"));
    command.add("PATH=/usr/sbin:/usr/bin:/sbin:/bin");
    command.addAll(List.of(words));
    return command;
  }

  /** Runs a command to its end; one that fails is an error with all that it printed. */
  String run(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command(words)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", words) + ": " + process.exitValue() + "\n" + output);
    }
    return output.strip();
  }

  /** Starts a command, which is ended with the root folder at the latest. */
  Process start(Path log, String... words) throws IOException {
    Process process =
        new ProcessBuilder(command(words))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    inside.add(process);
    return process;
  }

  /** Whether there is such a file. */
  boolean has(String there) {
    return Files.exists(path(there));
  }

  @Override
  public void close() {
    inside.forEach(Process::destroyForcibly);
    ProcessHandle.allProcesses()
        .filter(process -> process.pid() != holder.pid() && isInside(process.pid()))
        .forEach(ProcessHandle::destroyForcibly);
    holder.destroyForcibly();
    try {
      holder.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Clients that were left: they are in the same network, in which nobody else is. */
  private boolean isInside(long pid) {
    try {
      Path network = Path.of("/proc", Long.toString(holder.pid()), "ns", "net");
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "ns", "net"))
          .equals(Files.readSymbolicLink(network));
    } catch (IOException gone) {
      return false;
    }
  }
}
