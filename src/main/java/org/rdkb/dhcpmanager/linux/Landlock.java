package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * Sets the calling thread, and what it starts, apart from the other processes of its user
 * (landlock(7)): it can look into none that is not apart likewise with it (Linux 5.13), and signal
 * none (Linux 6.12). Older kernels, and those without it, leave that out.
 */
final class Landlock {
  private static final NativeLong CREATE_RULESET = new NativeLong(444);
  private static final NativeLong RESTRICT_SELF = new NativeLong(446);
  private static final NativeLong VERSION = new NativeLong(1);
  private static final int ATTRIBUTES = 24;
  private static final int SCOPED_AT = 16;
  private static final int SCOPES_SINCE = 6;

  /** Something has to be ruled: nobody makes device files. */
  private static final long MAKE_DEVICES = 1 << 6 | 1 << 11;

  /** Abstract sockets and signals. */
  private static final long SCOPES = 1 | 2;

  private Landlock() {}

  /** What this kernel can do: 0 is nothing, from 6 on signals are kept from others. */
  static int version() {
    return Math.max(
        0, Libc.syscall(CREATE_RULESET, Libc.ZERO, Libc.ZERO, VERSION, Libc.ZERO).intValue());
  }

  /** Needs no_new_privs. */
  static void setApart() throws LinuxException {
    int version = version();
    if (version == 0) {
      return;
    }
    try (Memory attributes = Libc.zeroed(ATTRIBUTES)) {
      attributes.setLong(0, MAKE_DEVICES);
      attributes.setLong(SCOPED_AT, version >= SCOPES_SINCE ? SCOPES : 0);
      NativeLong at = new NativeLong(Pointer.nativeValue(attributes));
      int rules =
          Libc.syscall(CREATE_RULESET, at, new NativeLong(ATTRIBUTES), Libc.ZERO, Libc.ZERO)
              .intValue();
      if (rules < 0) {
        throw LinuxException.last("landlock_create_ruleset", "");
      }
      NativeLong ruleset = new NativeLong(rules);
      boolean done =
          Libc.syscall(RESTRICT_SELF, ruleset, Libc.ZERO, Libc.ZERO, Libc.ZERO).longValue() == 0;
      LinuxException refused = LinuxException.last("landlock_restrict_self", "");
      Libc.closeQuietly(rules);
      if (!done) {
        throw refused;
      }
    }
  }
}
