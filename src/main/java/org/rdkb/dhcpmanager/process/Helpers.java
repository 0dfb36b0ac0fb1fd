package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rdkb.dhcpmanager.linux.Pidfd;
import org.rdkb.dhcpmanager.linux.ProcessIdentity;
import org.rdkb.dhcpmanager.linux.Signal;

/**
 * The processes that a client has started for itself. dhcpcd's outlive it when it is killed, and
 * keep its sockets. They are told by the mount namespace that was made for this client alone: no
 * other process can be in it by accident.
 */
final class Helpers {
  private static final String FILE = "mounts";
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private Helpers() {}

  static void note(RowFolder folder, int pid) throws IOException {
    Optional<String> mounts = mounts(Integer.toString(pid));
    if (mounts.isPresent()) {
      folder.replace(FILE, bootId() + " " + mounts.get() + "\n");
    }
  }

  /** Ends them; none, or no note of them, is normal. */
  static void end(RowFolder folder) throws IOException {
    Path file = folder.path().resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    String noted = Files.readString(file).strip();
    String prefix = bootId() + " ";
    String own = mounts("self").orElse("");
    if (noted.startsWith(prefix) && !noted.equals(prefix + own)) {
      String mounts = noted.substring(prefix.length());
      for (int pid : ProcessIdentity.pids()) {
        if (isIn(mounts, pid)) {
          kill(mounts, pid);
        }
      }
    }
    folder.remove(FILE);
  }

  private static void kill(String mounts, int pid) throws IOException {
    Optional<Pidfd> held = Pidfd.open(pid);
    if (held.isPresent()) {
      try (Pidfd process = held.get()) {
        // First the grip, then the look.
        if (isIn(mounts, pid)) {
          process.signal(Signal.KILL);
        }
      }
    }
  }

  private static boolean isIn(String mounts, int pid) {
    return mounts(Integer.toString(pid)).filter(mounts::equals).isPresent();
  }

  private static Optional<String> mounts(String process) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc", process, "ns", "mnt")).toString());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static String bootId() throws IOException {
    return Files.readString(BOOT_ID).strip();
  }
}
