package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Addresses at which C can call Java without reflection. Such an address exists only as the
 * argument of a mapped function: libc's {@code memmove} gives back its first argument, and moves
 * nothing where it is told so.
 */
final class FunctionPointer {
  static {
    Native.register(FunctionPointer.class, NativeLibrary.getProcess());
  }

  private FunctionPointer() {}

  // size_t as a pointer: as wide everywhere, and null is zero
  private static native Pointer memmove(
      Callback to, @Nullable Pointer from, @Nullable Pointer octets);

  /**
   * The caller keeps the callback for as long as C has its address. A thread of C stays attached to
   * the JVM under the given name, and does not hold it.
   */
  static Pointer to(Callback callback, String threadName) {
    Native.setCallbackThreadInitializer(
        callback, new CallbackThreadInitializer(true, false, threadName));
    return memmove(callback, null, null);
  }
}
