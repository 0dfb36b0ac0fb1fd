package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;

/**
 * The library's handle, and who uses it. A call on a closed handle is undefined in C, so every call
 * goes through here: refused while there is no handle, counted while it runs. Any thread but the
 * library's own, which would wait for itself.
 */
final class BusHandle {
  private static final int ALREADY_CONNECTED = 4;

  private final BusAddress address;
  private final String component;
  private @Nullable Pointer handle;
  private int running;
  private int mustFinish;

  BusHandle(BusAddress address, String component) {
    this.address = address;
    this.component = component;
  }

  /** What is done with the handle. */
  @FunctionalInterface
  interface Call<T> {
    T on(Pointer handle) throws BusException;
  }

  String component() {
    return component;
  }

  /** Opens; blocks up to some seconds where no broker is. */
  Pointer open() throws BusException {
    if (Librbus.hasBrokerAddress()) {
      int code =
          Librbus.openBrokerConnection2(
              NativeText.octets(component), NativeText.octets(address.toString()));
      if (code != 0 && code != ALREADY_CONNECTED) {
        throw unreachable();
      }
    }
    Memory out = NativeText.result();
    int code = Librbus.rbus_open(out, NativeText.octets(component));
    Pointer opened = out.getPointer(0);
    if (code != 0 || opened == null) {
      throw unreachable();
    }
    return opened;
  }

  private BusException unreachable() {
    return new BusException(
        BusError.DESTINATION_NOT_REACHABLE, "", "no broker answers at " + address);
  }

  /** From now on calls are served. */
  synchronized void serve(Pointer opened) {
    handle = opened;
  }

  synchronized boolean isOpen() {
    return handle != null;
  }

  /** A call that a closing library may break off. */
  <T> T call(Call<T> call) throws BusException {
    return run(call, 0);
  }

  /** A call of several requests, which must come to its end before the handle may go. */
  <T> T wholeCall(Call<T> call) throws BusException {
    return run(call, 1);
  }

  private <T> T run(Call<T> call, int whole) throws BusException {
    Pointer open = enter(whole);
    try {
      return call.on(open);
    } finally {
      leave(whole);
    }
  }

  private synchronized Pointer enter(int whole) throws BusException {
    if (Thread.currentThread().getName().equals(ProviderCallbacks.THREAD)) {
      throw new BusException(
          BusError.INVALID_CONTEXT, "", "the library's thread cannot wait for an answer");
    }
    Pointer open = handle;
    if (open == null) {
      throw new BusException(BusError.DESTINATION_NOT_REACHABLE, "", "not connected to the bus");
    }
    running++;
    mustFinish += whole;
    return open;
  }

  private synchronized void leave(int whole) {
    running--;
    mustFinish -= whole;
    notifyAll();
  }

  /**
   * Refuses calls from now on and waits for those that run: a while for all, and until their own
   * time-outs for those that must finish.
   *
   * @return the handle to close; null if there was none
   */
  synchronized @Nullable Pointer retire(Duration patience, Duration longest)
      throws InterruptedException {
    Pointer open = handle;
    handle = null;
    long begun = System.nanoTime();
    while (running > 0) {
      Duration passed = Duration.ofNanos(System.nanoTime() - begun);
      Duration left = (mustFinish > 0 ? longest : patience).minus(passed);
      if (left.isNegative() || left.isZero()) {
        break;
      }
      wait(left.toMillis() + 1);
    }
    return open;
  }
}
