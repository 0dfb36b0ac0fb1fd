package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Pointer;

/** Error numbers of the kernel that somebody acts on, and the text of all. */
public final class Errno {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int EBADF = 9;
  public static final int ECHILD = 10;
  public static final int EAGAIN = 11;
  public static final int EACCES = 13;
  public static final int EBUSY = 16;
  public static final int EEXIST = 17;
  public static final int ENODEV = 19;
  public static final int EINVAL = 22;
  public static final int ENAMETOOLONG = 36;
  public static final int ENOSYS = 38;
  public static final int EOPNOTSUPP = 95;
  public static final int EADDRNOTAVAIL = 99;
  public static final int ENETUNREACH = 101;
  public static final int ENOBUFS = 105;
  public static final int ETIMEDOUT = 110;

  private Errno() {}

  /**
   * The system's own text.
   *
   * @param errno positive error number
   * @return for example {@code No such file or directory (2)}
   */
  public static String text(int errno) {
    Pointer text = Libc.strerror(errno);
    return (text == null ? "error" : text.getString(0)) + " (" + errno + ")";
  }
}
