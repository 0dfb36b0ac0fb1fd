package org.rdkb.dhcpmanager.cli.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Has a process come before whatever else runs on the machine. Where the kernel shares processors
 * out by sessions (sched(7), autogroup), niceness counts within a session only.
 */
final class Precedence {
  private static final int LOOKS = 100;
  private static final int LOOK_MILLIS = 5;

  private Precedence() {}

  /** To a process that gets a session of its own; what cannot be set is left. */
  static void give(Process process) throws InterruptedException {
    Path folder = Path.of("/proc", Long.toString(process.pid()));
    try {
      for (int i = 0; i < LOOKS && !leadsSession(folder, process.pid()); i++) {
        if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      if (leadsSession(folder, process.pid())) { // else it would be ours
        Files.writeString(folder.resolve("autogroup"), "-20");
      }
    } catch (IOException notShared) {
      // A kernel without sessions, or a process that has ended: niceness alone has to do.
    }
  }

  /** proc(5): the sixth field of stat, behind the name in parentheses. */
  private static boolean leadsSession(Path folder, long pid) throws IOException {
    String stat = Files.readString(folder.resolve("stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3].equals("" + pid);
  }
}
