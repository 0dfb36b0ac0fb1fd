package org.rdkb.dhcpmanager.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Our end of {@code test/peer/janitor.sh}. The script removes what it made when the pipe to it
 * breaks, so nothing stays behind even if this process is killed. Not thread-safe but for {@link
 * #close}.
 */
final class Janitor implements AutoCloseable {
  private static final long CLEANING_SECONDS = 15;

  private final Process script;
  private final OutputStream orders;
  private final BufferedReader answers;
  private final Path folder;

  private Janitor(Process script, Path folder, BufferedReader answers) {
    this.script = script;
    this.orders = script.getOutputStream();
    this.folder = folder;
    this.answers = answers;
  }

  static Janitor start(Path home) throws IOException {
    Path file = home.resolve("test/peer/janitor.sh");
    // A session of its own: Ctrl-C and hang-up of our terminal are not for it.
    Process script =
        new ProcessBuilder(List.of("setsid", "sh", file.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8), 1024);
    String first = answers.readLine();
    if (first == null || !first.startsWith("folder /")) {
      script.destroy();
      throw new IOException("cannot start " + file);
    }
    return new Janitor(script, Path.of(first.substring("folder ".length())), answers);
  }

  /** A fresh folder, removed at the end. */
  Path folder() {
    return folder;
  }

  void makeNamespace(String name) throws IOException {
    order("netns " + name);
  }

  void removeAtTheEnd(Path file) throws IOException {
    order("file " + file);
  }

  private void order(String line) throws IOException {
    orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    orders.flush();
    String answer = answers.readLine();
    if (!"ok".equals(answer)) {
      throw new IOException(
          answer == null ? "the janitor is gone" : answer.substring(answer.indexOf(' ') + 1));
    }
  }

  /** Has everything removed; waits a bounded time. Does nothing the second time. */
  @Override
  public void close() {
    try {
      orders.close();
    } catch (IOException alreadyGone) {
      // Then it has seen the end of its input already.
    }
    try {
      if (!script.waitFor(CLEANING_SECONDS, TimeUnit.SECONDS)) {
        script.destroy();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
