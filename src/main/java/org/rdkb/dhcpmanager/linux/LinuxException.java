package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Native;
import java.io.IOException;

/** The kernel refused a call: which one, on what, and why. */
public final class LinuxException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final String subject;
  private final int errno;

  /**
   * A refusal.
   *
   * @param call what was asked, for example {@code open}
   * @param subject of what: a path, an interface, or empty
   * @param errno positive error number
   */
  public LinuxException(String call, String subject, int errno) {
    super(call + (subject.isEmpty() ? "" : " " + subject) + ": " + Errno.text(errno));
    this.call = call;
    this.subject = subject;
    this.errno = errno;
  }

  LinuxException(String call, int errno) {
    this(call, "", errno);
  }

  /** The error number of the last call on this thread. */
  static LinuxException last(String call, String subject) {
    return new LinuxException(call, subject, Native.getLastError());
  }

  String call() {
    return call;
  }

  /**
   * On what.
   *
   * @return as given; empty when the call has no subject
   */
  public String subject() {
    return subject;
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
