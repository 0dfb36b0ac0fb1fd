package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Ends sleep(3) in threads that a native library started, by a signal that does nothing: a library
 * that pauses for seconds between two tries then tries at once. Other system calls of those threads
 * go on (signal(2) in glibc asks for that).
 */
public final class SleepBreaker {
  /** A real-time signal far from both ends of the range, where libraries take theirs. */
  private static final int SIGNAL = 52;

  private static final Path TASKS = Path.of("/proc/self/task");

  private final Function tgkill;
  private final int process = Math.toIntExact(ProcessHandle.current().pid());

  private SleepBreaker(Function tgkill) {
    this.tgkill = tgkill;
  }

  /**
   * Prepares the signal, for the whole process.
   *
   * @return absent if the C library is too old, or somebody else uses the signal
   */
  public static Optional<SleepBreaker> open() {
    try {
      NativeLibrary c = NativeLibrary.getInstance("c");
      Function tgkill = c.getFunction("tgkill");
      // A handler that computes the absolute value of the signal's number: nothing, safely.
      Function nothing = c.getFunction("abs");
      Function signal = c.getFunction("signal");
      Pointer former = signal.invokePointer(new Object[] {SIGNAL, nothing});
      if (former == null || Pointer.nativeValue(former) == Pointer.nativeValue(nothing)) {
        return Optional.of(new SleepBreaker(tgkill));
      }
      signal.invokePointer(new Object[] {SIGNAL, former});
      return Optional.empty();
    } catch (UnsatisfiedLinkError tooOld) {
      return Optional.empty();
    }
  }

  /**
   * Ends the sleep of threads by their names. A thread that a library starts inherits the name of
   * the thread that called the library.
   *
   * @param prefix how the names begin that the kernel knows, at most 15 octets
   */
  public void wake(String prefix) {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        if (nameOf(task).startsWith(prefix)) {
          int thread = Integer.parseInt(task.getFileName().toString());
          tgkill.invokeInt(new Object[] {process, thread, SIGNAL});
        }
      }
    } catch (IOException | NumberFormatException unreadable) {
      // Without /proc the library sleeps on; it wakes by itself.
    }
  }

  private static String nameOf(Path task) {
    try {
      return Files.readString(task.resolve("comm"), StandardCharsets.ISO_8859_1).strip();
    } catch (IOException ended) {
      return "";
    }
  }
}
