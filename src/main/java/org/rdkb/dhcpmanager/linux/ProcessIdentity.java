package org.rdkb.dhcpmanager.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What tells one process from a later one with the same number.
 *
 * @param pid greater than 0
 * @param startTicks clock ticks from boot to its start (proc(5), stat field 22)
 */
public record ProcessIdentity(int pid, long startTicks) {
  private static final Path PROC = Path.of("/proc");
  private static final int STAT_LIMIT = 4096;
  private static final String REPLACED = " (deleted)";

  /** A command line can be longer; none that we look for is. */
  private static final int COMMAND_LIMIT = 256 * 1024;

  public ProcessIdentity {
    if (pid <= 0 || startTicks < 0) {
      throw new IllegalArgumentException("no such identity: " + pid + ", " + startTicks);
    }
  }

  /**
   * Looks at a process.
   *
   * @param pid number
   * @return empty when there is none, or only its zombie
   */
  public static Optional<ProcessIdentity> read(int pid) {
    return parse(read(pid, "stat", STAT_LIMIT));
  }

  /** Package-private for its table test: the name in brackets may hold blanks and brackets. */
  static Optional<ProcessIdentity> parse(byte[] stat) {
    String text = new String(stat, StandardCharsets.ISO_8859_1);
    int open = text.indexOf(" (");
    int close = text.lastIndexOf(") ");
    if (open < 1 || close < open) {
      return Optional.empty();
    }
    String[] fields = text.substring(close + 2).split(" ", -1);
    if (fields.length < 20 || fields[0].equals("Z") || fields[0].equals("X")) {
      return Optional.empty();
    }
    try {
      int pid = Integer.parseInt(text.substring(0, open));
      return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[19])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The command line of a process.
   *
   * @param pid number
   * @return its arguments from the program on; empty for a zombie, a kernel thread or none
   */
  public static List<String> argv(int pid) {
    return splitAtNul(read(pid, "cmdline", COMMAND_LIMIT));
  }

  /**
   * The file that a process runs. One that was replaced or removed meanwhile is named as it was.
   *
   * @param pid number
   * @return its path; empty for a zombie, a kernel thread or none
   */
  public static String executable(int pid) {
    try {
      String path =
          Files.readSymbolicLink(PROC.resolve(Integer.toString(pid)).resolve("exe")).toString();
      return path.endsWith(REPLACED) ? path.substring(0, path.length() - REPLACED.length()) : path;
    } catch (IOException e) {
      return "";
    }
  }

  static List<String> splitAtNul(byte[] bytes) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        parts.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      parts.add(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
    }
    return List.copyOf(parts);
  }

  /**
   * Whether a process handles a signal; one that it does not handle may end it.
   *
   * @param pid number
   * @param signal which
   * @return false also when there is no such process
   */
  public static boolean catches(int pid, Signal signal) {
    String status = new String(read(pid, "status", STAT_LIMIT), StandardCharsets.ISO_8859_1);
    int mask = status.indexOf("\nSigCgt:");
    if (mask < 0) {
      return false;
    }
    String hex = status.substring(mask + 8).lines().findFirst().orElse("").strip();
    try {
      return ((Long.parseUnsignedLong(hex, 16) >>> (signal.number() - 1)) & 1) != 0;
    } catch (NumberFormatException malformed) {
      return false;
    }
  }

  /**
   * All processes that can be seen now.
   *
   * @return their numbers
   * @throws IOException when /proc cannot be listed
   */
  public static List<Integer> pids() throws IOException {
    List<Integer> pids = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 10) {
          pids.add(Integer.parseInt(name));
        }
      }
    }
    return List.copyOf(pids);
  }

  private static byte[] read(int pid, String file, int limit) {
    Path path = PROC.resolve(Integer.toString(pid)).resolve(file);
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(limit);
    } catch (IOException e) {
      // The process ended: now, or while it was read.
      return new byte[0];
    }
  }
}
