package org.rdkb.dhcpmanager.linux;

import com.sun.jna.NativeLong;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs something on a thread that sees {@code /etc} read-only, by a mount namespace of its own
 * (unshare(2) of one thread); a program started there sees it so for ever. The rest of this process
 * notices nothing, and nothing has to be undone: the namespace goes with its last process.
 */
final class ReadOnlyEtc {
  private static final String ETC = "/etc";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ReadOnlyEtc() {}

  static SpawnResult run(Supplier<SpawnResult> spawn) {
    CompletableFuture<SpawnResult> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                protect();
                result.complete(spawn.get());
              } catch (LinuxException refused) {
                result.complete(
                    new SpawnResult.Refused("/etc cannot be protected: " + refused.getMessage()));
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
    return result.getNow(new SpawnResult.Refused("/etc could not be protected in time"));
  }

  private static void protect() throws LinuxException {
    if (Libc.unshare(Libc.CLONE_NEWNS) != 0) {
      throw LinuxException.last("unshare", "");
    }
    // First apart from the others, else they would see what follows.
    mount(null, "/", Libc.MS_REC | Libc.MS_PRIVATE);
    mount(ETC, ETC, Libc.MS_BIND);
    mount(null, ETC, Libc.MS_BIND | Libc.MS_REMOUNT | Libc.MS_RDONLY);
  }

  private static void mount(@Nullable String source, String target, long flags)
      throws LinuxException {
    if (Libc.mount(source, target, null, new NativeLong(flags), null) != 0) {
      throw LinuxException.last("mount", target);
    }
  }
}
