package org.rdkb.dhcpmanager.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An open network namespace that is not ours, such as that of a container. It lives as long as it
 * is open, even if its last process has ended. Not thread-safe.
 */
public final class NetworkNamespace implements AutoCloseable {
  private static final Path NAMED = Path.of("/run/netns");
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String reference;
  private final Descriptor file;

  private NetworkNamespace(String reference, Descriptor file) {
    this.reference = reference;
    this.file = file;
  }

  /**
   * Opens one.
   *
   * @param reference an absolute path, a process number, or a name of {@code ip netns}
   * @return open until {@link #close}
   * @throws LinuxException when there is none, or it may not be opened
   */
  public static NetworkNamespace open(String reference) throws LinuxException {
    // A path may be that of a pipe: nobody waits for its writer.
    int flags = Libc.O_RDONLY | Libc.O_NONBLOCK;
    return new NetworkNamespace(reference, Descriptor.open(path(reference), flags));
  }

  /**
   * Makes a new one, with nothing in it but a loopback interface that is down.
   *
   * @return it ends, with all that is in it, when nothing of it is open any more
   * @throws LinuxException without the right to
   */
  public static NetworkNamespace make() throws LinuxException {
    return elsewhere(
        "new",
        () -> {
          if (Libc.unshare(Libc.CLONE_NEWNET) != 0) {
            throw LinuxException.last("unshare", "network namespace");
          }
          return open("/proc/thread-self/ns/net");
        });
  }

  private static Path path(String reference) {
    if (reference.startsWith("/")) {
      return Path.of(reference);
    }
    return reference.matches("[0-9]+")
        ? Path.of("/proc", reference, "ns/net")
        : NAMED.resolve(reference);
  }

  /**
   * Which namespace a name stands for now: two names of one namespace have the same.
   *
   * @param reference as above
   * @return device and inode; absent if there is none, or it may not be seen
   */
  public static Optional<String> identity(String reference) {
    try {
      Map<String, Object> seen = Files.readAttributes(path(reference), "unix:dev,ino");
      return Optional.of(seen.get("dev") + ":" + seen.get("ino"));
    } catch (IOException | RuntimeException unseen) { // a name can be no path at all
      return Optional.empty();
    }
  }

  /**
   * The open file.
   *
   * @return its number in this process, until {@link #close}
   */
  public int descriptor() {
    return file.number();
  }

  /**
   * Opens a socket to the kernel that is about this namespace for ever, whoever uses it.
   *
   * @param groups multicast groups to hear
   * @param receiveBufferBytes how much the kernel keeps for us before it drops
   * @return open until it is closed
   * @throws LinuxException when the kernel refuses
   */
  public NetlinkSocket socket(Collection<Integer> groups, int receiveBufferBytes)
      throws LinuxException {
    return elsewhere(
        reference,
        () -> {
          enter();
          return NetlinkSocket.open(groups, receiveBufferBytes);
        });
  }

  /** What is done on a thread that goes elsewhere. */
  private interface Visit<T> {
    T there() throws LinuxException;
  }

  /** A thread that was elsewhere does not come back: it ends, and no other thread notices. */
  private static <T> T elsewhere(String reference, Visit<T> visit) throws LinuxException {
    CompletableFuture<T> opened = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                opened.complete(visit.there());
              } catch (LinuxException refused) {
                opened.completeExceptionally(refused);
              }
            },
            "namespace");
    thread.setDaemon(true);
    thread.start();
    try {
      return opened.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException refused) {
      throw refused.getCause() instanceof LinuxException known
          ? known
          : new LinuxException("setns", reference, Errno.EINVAL);
    } catch (TimeoutException late) {
      throw new LinuxException("setns", reference, Errno.ETIMEDOUT);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new LinuxException("setns", reference, Errno.EINTR);
    }
  }

  /** The calling thread goes there, for ever. */
  void enter() throws LinuxException {
    if (Libc.setns(file.number(), Libc.CLONE_NEWNET) != 0) {
      throw LinuxException.last("setns", reference);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
