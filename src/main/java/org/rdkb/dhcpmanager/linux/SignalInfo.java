package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The siginfo_t that waitid(2) fills: three ints, padding to a pointer, then pid, uid, status. */
final class SignalInfo {
  /** Room for it on every architecture, in octets. */
  static final int SIZE = 128;

  private static final int CODE_OFFSET = 8;
  private static final int PID_OFFSET = Native.POINTER_SIZE == 8 ? 16 : 12;
  private static final int STATUS_OFFSET = PID_OFFSET + 8;
  private static final int CLD_EXITED = 1;

  private SignalInfo() {}

  /** 0 when there was nothing to report. */
  static int pid(Pointer info) {
    return info.getInt(PID_OFFSET);
  }

  static Exit exit(Pointer info) {
    int status = info.getInt(STATUS_OFFSET);
    return info.getInt(CODE_OFFSET) == CLD_EXITED
        ? new Exit.Status(status)
        : new Exit.Killed(status);
  }
}
