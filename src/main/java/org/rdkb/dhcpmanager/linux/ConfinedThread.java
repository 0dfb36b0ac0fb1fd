package org.rdkb.dhcpmanager.linux;

import com.sun.jna.NativeLong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs something on a thread that can be confined (unshare(2), setresuid(2) and others of one
 * thread); a program started there is confined for ever. The rest of this process notices nothing,
 * and nothing has to be undone: the mounts go with their last process.
 */
final class ConfinedThread {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A confined thread may not be able to read them any more. */
  static final List<Class<?>> LOADED_BEFORE =
      List.of(
          SpawnResult.Started.class,
          SpawnResult.Refused.class,
          SpawnResult.NoSuchProgram.class,
          LinuxException.class,
          Errno.class,
          Credentials.class,
          Landlock.class);

  private ConfinedThread() {}

  static SpawnResult run(Supplier<SpawnResult> spawn) {
    CompletableFuture<SpawnResult> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> result.complete(spawn.get()), "spawn");
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    return result.getNow(new SpawnResult.Refused("could not be confined in time"));
  }

  static boolean isPossible() {
    SpawnResult tried =
        run(
            () -> {
              try {
                setMountsApart();
                return new SpawnResult.NoSuchProgram("");
              } catch (LinuxException refused) {
                return new SpawnResult.Refused(refused.getMessage());
              }
            });
    return tried instanceof SpawnResult.NoSuchProgram;
  }

  /** Confines the calling thread. Last of all it loses its rights. */
  static void enter(Confinement confinement) throws LinuxException {
    setMountsApart();
    for (Map.Entry<Path, Path> entry : confinement.replaced().entrySet()) {
      mount(entry.getValue().toString(), entry.getKey().toString(), Libc.MS_BIND);
    }
    if (confinement.cell().isPresent()) {
      Cell cell = confinement.cell().get();
      CellMounts.make(cell, confinement.replaced().keySet());
      Credentials.become(cell);
      Landlock.setApart();
      return;
    }
    for (Path folder : confinement.readOnly()) {
      mount(folder.toString(), folder.toString(), Libc.MS_BIND);
      mount(null, folder.toString(), Libc.MS_BIND | Libc.MS_REMOUNT | Libc.MS_RDONLY);
    }
    if (confinement.network() == Confinement.Network.USES
        && Libc.prctl(Libc.PR_CAPBSET_DROP, Libc.CAP_NET_ADMIN, Libc.ZERO, Libc.ZERO, Libc.ZERO)
            != 0) {
      throw LinuxException.last("prctl", "CAP_NET_ADMIN");
    }
  }

  private static void setMountsApart() throws LinuxException {
    if (Libc.unshare(Libc.CLONE_NEWNS) != 0) {
      throw LinuxException.last("unshare", "");
    }
    // First apart from the others, else they would see what follows. What they unmount goes here
    // too: no client keeps a disk busy.
    mount(null, "/", Libc.MS_REC | Libc.MS_SLAVE);
  }

  static void mount(@Nullable String source, String target, long flags) throws LinuxException {
    if (Libc.mount(source, target, null, new NativeLong(flags), null) != 0) {
      throw LinuxException.last("mount", target);
    }
  }
}
