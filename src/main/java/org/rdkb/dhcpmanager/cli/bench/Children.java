package org.rdkb.dhcpmanager.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes that end with this one: each holds the reading end of a pipe from us. */
final class Children implements AutoCloseable {
  private static final long END_SECONDS = 3;

  private final Path folder;
  private final Deque<Process> running = new ArrayDeque<>();

  Children(Path folder) {
    this.folder = folder;
  }

  /** Starts a process that says {@code ready} when it is, and waits until it does or ends. */
  Process startReady(List<String> command) throws IOException {
    Path complaints = folder.resolve("complaints-" + running.size());
    Process process = start(command, complaints);
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.equals(BenchHost.READY)) {
        drain(process);
        return process;
      }
    }
    throw new IOException(command.get(0) + ": " + firstLine(complaints).orElse("ended at once"));
  }

  /** librbus logs to standard output, and stops its process when nobody reads that. */
  private static void drain(Process process) {
    Thread drain =
        new Thread(
            () -> {
              try {
                process.getInputStream().transferTo(OutputStream.nullOutputStream());
              } catch (IOException ended) {
                // With its process; nothing is lost.
              }
            },
            "bench-drain");
    drain.setDaemon(true);
    drain.start();
  }

  /** Starts a process whose output nobody reads. */
  Process startQuiet(List<String> command) throws IOException {
    ProcessBuilder quiet = new ProcessBuilder(command);
    quiet.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    quiet.redirectError(ProcessBuilder.Redirect.DISCARD);
    return remember(quiet.start());
  }

  private Process start(List<String> command, Path complaints) throws IOException {
    return remember(new ProcessBuilder(command).redirectError(complaints.toFile()).start());
  }

  private Process remember(Process process) {
    running.push(process);
    return process;
  }

  private static Optional<String> firstLine(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.findFirst();
    }
  }

  @Override
  public void close() {
    for (Process process : running) {
      process.destroy();
    }
    try {
      for (Process process : running) {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException stopped) {
      running.forEach(Process::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }
}
