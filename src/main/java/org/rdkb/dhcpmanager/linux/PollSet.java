package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.time.Duration;

/** The array of struct pollfd: waits until one of several descriptors can be read. One thread. */
final class PollSet {
  private static final int ENTRY_BYTES = 8;
  private static final int EVENTS_OFFSET = 4;
  private static final int REVENTS_OFFSET = 6;

  private Memory entries = new Memory(8L * ENTRY_BYTES);
  private int count;

  void clear() {
    count = 0;
  }

  /** Adds one; the answer is its index. */
  int add(int fd) {
    long offset = (long) count * ENTRY_BYTES;
    if (offset + ENTRY_BYTES > entries.size()) {
      Memory larger = new Memory(entries.size() * 2);
      larger.write(0, entries.getByteArray(0, (int) offset), 0, (int) offset);
      entries.close();
      entries = larger;
    }
    entries.setInt(offset, fd);
    entries.setShort(offset + EVENTS_OFFSET, Libc.POLLIN);
    entries.setShort(offset + REVENTS_OFFSET, (short) 0);
    return count++;
  }

  /**
   * Waits.
   *
   * @return false after the timeout or an interrupting signal
   */
  boolean await(Duration timeout) throws LinuxException {
    long millis = Math.max(0, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    int ready = Libc.poll(entries, new NativeLong(count), (int) millis);
    if (ready >= 0) {
      return ready > 0;
    }
    int errno = Native.getLastError();
    if (errno == Errno.EINTR) {
      return false;
    }
    throw new LinuxException("poll", count + " descriptors", errno);
  }

  /** Readable, hung up or in error: in each case a read will not wait. */
  boolean isReady(int index) {
    return entries.getShort((long) index * ENTRY_BYTES + REVENTS_OFFSET) != 0;
  }
}
