package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.time.Duration;
import java.util.Optional;

/**
 * A grip on one process that never slips to another one: pidfd_open(2), Linux 5.3.
 *
 * <p>Thread-safe. Closing it does nothing to the process.
 */
public final class Pidfd implements AutoCloseable {
  private static final NativeLong NONE = new NativeLong(0);

  private final int pid;
  private int fd;

  private Pidfd(int pid, int fd) {
    this.pid = pid;
    this.fd = fd;
  }

  /**
   * Takes hold of whatever process has this number now. For a process that is not our own child,
   * compare {@link ProcessIdentity} afterwards, not before.
   *
   * @param pid greater than 1, and not our own
   * @return empty when there is no such process
   * @throws LinuxException when there is one but it cannot be held
   * @throws IllegalArgumentException for 1 and less (0 and negative numbers mean groups of
   *     processes to the kernel) and for ourselves
   */
  public static Optional<Pidfd> open(int pid) throws LinuxException {
    if (pid <= 1 || pid == ProcessHandle.current().pid()) {
      throw new IllegalArgumentException("never to be signalled: pid " + pid);
    }
    int fd = openRaw(pid);
    if (fd >= 0) {
      return Optional.of(new Pidfd(pid, fd));
    }
    int errno = Native.getLastError();
    if (errno == Errno.ESRCH) {
      return Optional.empty();
    }
    throw new LinuxException("pidfd_open", Integer.toString(pid), errno);
  }

  /** The descriptor (close-on-exec by itself), or -1 with the error number set. */
  static int openRaw(long pid) {
    NativeLong number = new NativeLong(Libc.SYS_PIDFD_OPEN);
    return Libc.syscall(number, new NativeLong(pid), NONE, NONE, NONE).intValue();
  }

  /**
   * The number of the process.
   *
   * @return greater than 1
   */
  public int pid() {
    return pid;
  }

  /** Valid until {@link #close}. */
  synchronized int fd() {
    return fd;
  }

  /**
   * Sends a signal.
   *
   * @param signal which
   * @return false when the process has ended, or this is closed
   * @throws LinuxException when it may not be sent
   */
  public synchronized boolean signal(Signal signal) throws LinuxException {
    if (fd < 0) {
      return false;
    }
    NativeLong number = new NativeLong(Libc.SYS_PIDFD_SEND_SIGNAL);
    NativeLong result =
        Libc.syscall(number, new NativeLong(fd), new NativeLong(signal.number()), NONE, NONE);
    if (result.longValue() == 0) {
      return true;
    }
    int errno = Native.getLastError();
    if (errno == Errno.ESRCH) {
      return false;
    }
    throw new LinuxException("pidfd_send_signal", signal + " to " + pid, errno);
  }

  /**
   * Waits for the end of the process. Not for one that is given to a {@link PidfdWatch}.
   *
   * @param bound how long at most
   * @return true when it has ended; a child of ours is then collected and leaves no zombie
   * @throws LinuxException when the kernel refuses to watch
   */
  public boolean awaitEnd(Duration bound) throws LinuxException {
    return awaitExit(bound).isPresent();
  }

  /**
   * As {@link #awaitEnd}, and tells how it ended.
   *
   * @param bound how long at most
   * @return absent if it still runs
   * @throws LinuxException when the kernel refuses to watch
   */
  public Optional<Exit> awaitExit(Duration bound) throws LinuxException {
    long deadline = System.nanoTime() + bound.toNanos();
    PollSet poll = new PollSet();
    poll.add(fd());
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (poll.await(left)) {
        return Optional.of(collect());
      }
      if (left.isZero()) {
        return Optional.empty();
      }
    }
  }

  /** For one that is no child of ours the kernel says so, and nothing is to be done. */
  private Exit collect() {
    try (Memory info = Libc.zeroed(SignalInfo.SIZE)) {
      int result = Libc.waitid(Libc.P_PIDFD, fd(), info, Libc.WEXITED | Libc.WNOHANG);
      return result == 0 && SignalInfo.pid(info) != 0 ? SignalInfo.exit(info) : new Exit.Gone();
    }
  }

  @Override
  public synchronized void close() {
    Libc.closeQuietly(fd);
    fd = -1;
  }
}
