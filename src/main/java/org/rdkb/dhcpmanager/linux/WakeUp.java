package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;

/** An eventfd(2) that ends a poll(2) of another thread. {@link #wake} may come from any thread. */
final class WakeUp implements AutoCloseable {
  private static final NativeLong LENGTH = new NativeLong(Long.BYTES);

  private final Memory one = new Memory(Long.BYTES);
  private final Memory count = new Memory(Long.BYTES);
  private int fd;

  private WakeUp(int fd) {
    this.fd = fd;
    one.setLong(0, 1);
  }

  static WakeUp open() throws LinuxException {
    int fd = Libc.eventfd(0, Libc.O_CLOEXEC | Libc.EFD_NONBLOCK);
    if (fd < 0) {
      throw LinuxException.last("eventfd", "");
    }
    return new WakeUp(fd);
  }

  /** For the poller, until {@link #close}. */
  synchronized int fd() {
    return fd;
  }

  synchronized void wake() {
    if (fd >= 0) {
      // Fails only when 2^64 - 2 calls are pending: it is awake then.
      Libc.write(fd, one, LENGTH);
    }
  }

  /** Makes the next poll wait again. */
  synchronized void drain() {
    if (fd >= 0) {
      Libc.read(fd, count, LENGTH);
    }
  }

  @Override
  public synchronized void close() {
    Libc.closeQuietly(fd);
    fd = -1;
  }
}
