package org.rdkb.dhcpmanager.linux;

import com.sun.jna.NativeLong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs something on a thread with a mount namespace of its own (unshare(2) of one thread) and, if
 * wanted, without the right to change the network; a program started there is confined for ever.
 * The rest of this process notices nothing, and nothing has to be undone: the namespace goes with
 * its last process.
 */
final class ConfinedThread {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ConfinedThread() {}

  static SpawnResult run(Confinement confinement, Supplier<SpawnResult> spawn) {
    CompletableFuture<SpawnResult> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                enter(confinement);
                result.complete(spawn.get());
              } catch (LinuxException refused) {
                result.complete(
                    new SpawnResult.Refused("cannot be confined: " + refused.getMessage()));
              }
            },
            "spawn");
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    return result.getNow(new SpawnResult.Refused("could not be confined in time"));
  }

  private static void enter(Confinement confinement) throws LinuxException {
    if (Libc.unshare(Libc.CLONE_NEWNS) != 0) {
      throw LinuxException.last("unshare", "");
    }
    // First apart from the others, else they would see what follows.
    mount(null, "/", Libc.MS_REC | Libc.MS_PRIVATE);
    for (Map.Entry<Path, Path> entry : confinement.replaced().entrySet()) {
      mount(entry.getValue().toString(), entry.getKey().toString(), Libc.MS_BIND);
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

  private static void mount(@Nullable String source, String target, long flags)
      throws LinuxException {
    if (Libc.mount(source, target, null, new NativeLong(flags), null) != 0) {
      throw LinuxException.last("mount", target);
    }
  }
}
