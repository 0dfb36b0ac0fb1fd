package org.rdkb.dhcpmanager.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells what happens, each line with the seconds since the start. */
final class Story {
  private final PrintWriter out;
  private final long start = System.nanoTime();

  Story(PrintWriter out) {
    this.out = out;
  }

  void tell(String line) {
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    out.printf(Locale.ROOT, "[%6.2f s] %s%n", seconds, line);
    out.flush();
  }

  /** Something quoted: a file, a command's output; indented. */
  void quote(String text) {
    text.lines().forEach(line -> out.println("           | " + line));
    out.flush();
  }

  PrintWriter out() {
    return out;
  }
}
