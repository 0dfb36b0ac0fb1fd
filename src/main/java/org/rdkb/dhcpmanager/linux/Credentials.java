package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * Changes who one thread is. To the kernel that is a matter of threads; only the C library makes
 * all of a process change together, so it is not asked. A program started by that thread is what
 * the thread is.
 *
 * <p>From then on the kernel lets nobody but root look into this whole process (prctl(2),
 * PR_SET_DUMPABLE), and writes no core dump of it.
 */
final class Credentials {
  private static final int LAST_CAPABILITY = 63;
  private static final int VERSION_3 = 0x20080522;

  private static final NativeLong SET_GROUPS = number(116, 159, 206);
  private static final NativeLong SET_GROUP = number(119, 149, 210);
  private static final NativeLong SET_USER = number(117, 147, 208);
  private static final NativeLong SET_CAPABILITIES = number(126, 91, 185);

  private Credentials() {}

  /** The calling thread becomes what the cell says, for ever. */
  static void become(Cell cell) throws LinuxException {
    long kept = 0;
    for (Capability right : Capability.values()) {
      kept |= cell.rights().contains(right) ? 1L << right.number() : 0;
    }
    for (int number = 0; number <= LAST_CAPABILITY; number++) {
      // Beyond the last one that this kernel knows there is nothing to drop.
      if ((kept & 1L << number) == 0
          && control(Libc.PR_CAPBSET_DROP, number, 0) != 0
          && Native.getLastError() != Errno.EINVAL) {
        throw LinuxException.last("prctl", "PR_CAPBSET_DROP");
      }
    }
    check(control(Libc.PR_SET_KEEPCAPS, 1, 0), "PR_SET_KEEPCAPS");
    NativeLong user = new NativeLong(cell.user());
    NativeLong group = new NativeLong(cell.group());
    check(call(SET_GROUPS, Libc.ZERO, Libc.ZERO, Libc.ZERO), "setgroups");
    check(call(SET_GROUP, group, group, group), "setresgid");
    check(call(SET_USER, user, user, user), "setresuid");
    setCapabilities(kept);
    for (int number = 0; number <= LAST_CAPABILITY; number++) {
      if ((kept & 1L << number) != 0) {
        check(control(Libc.PR_CAP_AMBIENT, Libc.PR_CAP_AMBIENT_RAISE, number), "PR_CAP_AMBIENT");
      }
    }
    check(control(Libc.PR_SET_NO_NEW_PRIVS, 1, 0), "PR_SET_NO_NEW_PRIVS");
  }

  /** Effective, permitted and inheritable: these, in two words of 32 each. */
  private static void setCapabilities(long kept) throws LinuxException {
    try (Memory head = Libc.zeroed(8);
        Memory sets = Libc.zeroed(24)) {
      head.setInt(0, VERSION_3);
      for (int set = 0; set < 3; set++) {
        sets.setInt(4L * set, (int) kept);
        sets.setInt(12 + 4L * set, (int) (kept >>> 32));
      }
      check(
          call(
              SET_CAPABILITIES,
              new NativeLong(Pointer.nativeValue(head)),
              new NativeLong(Pointer.nativeValue(sets)),
              Libc.ZERO),
          "capset");
    }
  }

  private static long call(NativeLong number, NativeLong a, NativeLong b, NativeLong c) {
    return Libc.syscall(number, a, b, c, Libc.ZERO).longValue();
  }

  /** Of a call on x86 with 64 bits, on all other 64-bit machines, and on x86 and ARM with 32. */
  private static NativeLong number(int x86, int others, int small) {
    if (!Platform.is64Bit()) {
      return new NativeLong(small);
    }
    return new NativeLong(Platform.isIntel() ? x86 : others);
  }

  private static int control(int option, long a, long b) {
    return Libc.prctl(option, new NativeLong(a), new NativeLong(b), Libc.ZERO, Libc.ZERO);
  }

  private static void check(long result, String call) throws LinuxException {
    if (result != 0) {
      throw LinuxException.last(call, "");
    }
  }
}
