package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a test on a thread with a network namespace of its own: what it opens and starts is in there
 * too. Clients outlive their launcher, and a test that fails has not ended them: what still runs in
 * there afterwards is killed. Needs root; without it the test fails.
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
      runAndClear(body);
      done.complete(null);
    } catch (IOException | InterruptedException e) {
      done.completeExceptionally(new CompletionException(e));
    } catch (RuntimeException | AssertionError e) {
      done.completeExceptionally(e);
    }
  }

  private static void runAndClear(Body body) throws IOException, InterruptedException {
    try {
      body.run();
    } finally {
      Path own = Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net"));
      ProcessHandle.allProcesses()
          .filter(process -> isIn(own, process.pid()))
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static boolean isIn(Path namespace, long pid) {
    try {
      Path its = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "ns", "net"));
      return its.equals(namespace);
    } catch (IOException gone) {
      return false;
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
