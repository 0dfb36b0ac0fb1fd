package org.rdkb.dhcpmanager.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code /proc/PID/stat} says of a process (proc(5)).
 *
 * @param state {@code running}, {@code sleeping} and so on
 * @param cpuSeconds processor time so far, its own
 * @param residentBytes resident memory
 * @param startTicks when it started, in clock ticks since boot
 */
record ProcessSight(String state, double cpuSeconds, long residentBytes, long startTicks) {
  private static final Path PROC = Path.of("/proc");

  /** USER_HZ and the page: what Linux shows to programs, whatever the kernel itself uses. */
  private static final double TICKS_A_SECOND = 100;

  private static final long PAGE_BYTES = 4096;
  private static final int LEAST_FIELDS = 22;
  private static final Pattern SPACE = Pattern.compile(" ");

  /** Now; absent if the number is not that process any more. */
  static Optional<ProcessSight> of(Child child) {
    try {
      return parse(Files.readString(PROC.resolve(Integer.toString(child.pid())).resolve("stat")))
          .filter(sight -> sight.startTicks == child.startTicks());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** The name is in parentheses and may hold anything, so the last one ends it. */
  static Optional<ProcessSight> parse(String stat) {
    String[] fields = SPACE.split(stat.substring(stat.lastIndexOf(')') + 1).strip(), -1);
    if (fields.length < LEAST_FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcessSight(
              word(fields[0]),
              (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND,
              Long.parseLong(fields[21]) * PAGE_BYTES,
              Long.parseLong(fields[19])));
    } catch (NumberFormatException unknown) {
      return Optional.empty();
    }
  }

  private static String word(String letter) {
    return switch (letter) {
      case "R" -> "running";
      case "S", "I" -> "sleeping";
      case "D" -> "waiting for a device";
      case "Z" -> "ended, not waited for";
      case "T", "t" -> "stopped";
      default -> letter.toLowerCase(Locale.ROOT);
    };
  }

  /** When it started, by the wall clock, to a second or so. */
  Instant started(Instant now) {
    try {
      String[] words = SPACE.split(Files.readString(PROC.resolve("uptime")).strip(), -1);
      double upSeconds = Double.parseDouble(words[0]);
      return now.minus(
          Duration.ofMillis((long) ((upSeconds - startTicks / TICKS_A_SECOND) * 1000)));
    } catch (IOException | NumberFormatException noProc) {
      return now;
    }
  }
}
