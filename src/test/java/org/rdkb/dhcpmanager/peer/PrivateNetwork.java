package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a test on a thread with a network namespace of its own: what it opens and starts is in there
 * too, and all of it goes with the last user. Needs root; without it the test fails.
 */
final class PrivateNetwork {
  private static final int CLONE_NEWNET = 0x40000000;

  static {
    Native.register(PrivateNetwork.class, "c");
  }

  /** A test's body. */
  interface Body {
    void run() throws IOException, InterruptedException;
  }

  private PrivateNetwork() {}

  private static native int unshare(int flags);

  static void inside(Body body)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread = new Thread(() -> run(body, done), "private-network");
    thread.start();
    done.get(120, TimeUnit.SECONDS);
  }

  private static void run(Body body, CompletableFuture<Void> done) {
    try {
      assertEquals(0, unshare(CLONE_NEWNET), "a network namespace needs root");
      body.run();
      done.complete(null);
    } catch (IOException | InterruptedException e) {
      done.completeExceptionally(new CompletionException(e));
    } catch (RuntimeException | AssertionError e) {
      done.completeExceptionally(e);
    }
  }

  /** Runs a command in the namespace of the calling thread; it must succeed. */
  static String command(String line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(line.split(" ", -1))).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), line + ": " + output);
    return output;
  }
}
