package org.rdkb.dhcpmanager.linux;

import java.nio.file.Path;

/** An open file of ours, closed on exec. Not thread-safe. */
final class Descriptor implements AutoCloseable {
  private int number;

  private Descriptor(int number) {
    this.number = number;
  }

  /** Opens; a file that is created gets mode 0600. */
  static Descriptor open(Path path, int flags) throws LinuxException {
    int fd = Libc.open(path.toString(), flags | Libc.O_CLOEXEC, 0600);
    if (fd < 0) {
      throw LinuxException.last("open", path.toString());
    }
    return new Descriptor(fd);
  }

  /** A pidfd of this process: also tells whether the kernel knows pidfds at all. */
  static Descriptor ofOurselves() throws LinuxException {
    int fd = Pidfd.openRaw(ProcessHandle.current().pid());
    if (fd < 0) {
      throw LinuxException.last("pidfd_open", "");
    }
    return new Descriptor(fd);
  }

  int number() {
    return number;
  }

  @Override
  public void close() {
    release();
  }

  /** Closes early; closing again does nothing. */
  void release() {
    Libc.closeQuietly(number);
    number = -1;
  }
}
