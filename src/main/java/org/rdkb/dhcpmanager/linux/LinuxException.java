package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Native;
import java.io.IOException;

/** The kernel refused a call: which one, and why. */
public final class LinuxException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  /**
   * A refusal.
   *
   * @param call what was asked, for example {@code open /run/x}
   * @param errno positive error number
   */
  public LinuxException(String call, int errno) {
    super(call + ": " + Errno.text(errno));
    this.errno = errno;
  }

  /** The error number of the last call on this thread. */
  static LinuxException last(String call) {
    return new LinuxException(call, Native.getLastError());
  }

  /**
   * Why.
   *
   * @return positive error number, see {@link Errno}
   */
  public int errno() {
    return errno;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
