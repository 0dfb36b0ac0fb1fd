package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.RequestTurns;

/**
 * The library's handle, and who uses it. A call on a closed handle is undefined in C, so every call
 * goes through here: refused while there is no handle, counted while it runs. Any thread but the
 * library's own, which would wait for itself.
 */
final class BusHandle {
  private static final int ALREADY_CONNECTED = 4;

  /** The library has one connection for all handles of a process. */
  private static final RequestTurns TURNS = new RequestTurns();

  /** As long as the library waits for most answers. */
  private static final Duration TURN_WITHIN = Duration.ofSeconds(15);

  private final BusAddress address;
  private final String component;
  private @Nullable Pointer handle;
  private int running;

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

  /** Opens under a name; blocks up to some seconds where no broker is. */
  Pointer open(String name) throws BusException {
    if (Librbus.hasBrokerAddress()) {
      int code =
          Librbus.openBrokerConnection2(
              NativeText.octets(name), NativeText.octets(address.toString()));
      if (code != 0 && code != ALREADY_CONNECTED) {
        throw unreachable();
      }
    }
    Memory out = NativeText.result();
    int code = Librbus.rbus_open(out, NativeText.octets(name));
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

  /** Makes a call, which blocks until the library's time-out at most. */
  <T> T call(Call<T> call) throws BusException {
    Pointer open = enter();
    try {
      return call.on(open);
    } finally {
      leave();
    }
  }

  /**
   * Makes a call that asks a provider, which blocks until a turn is free, 15 s at most, and then
   * until the library's time-out at most.
   */
  <T> T ask(Call<T> call) throws BusException {
    refuseCallback();
    if (!TURNS.take(TURN_WITHIN.toNanos())) {
      throw new BusException(BusError.TIMEOUT, "", "too many requests wait for answers");
    }
    try {
      return call(call);
    } finally {
      TURNS.giveBack();
    }
  }

  private static void refuseCallback() throws BusException {
    if (Thread.currentThread().getName().equals(ProviderCallbacks.THREAD)) {
      throw new BusException(
          BusError.INVALID_CONTEXT, "", "the library's thread cannot wait for an answer");
    }
  }

  private synchronized Pointer enter() throws BusException {
    refuseCallback();
    Pointer open = handle;
    if (open == null) {
      throw new BusException(BusError.DESTINATION_NOT_REACHABLE, "", "not connected to the bus");
    }
    running++;
    return open;
  }

  private synchronized void leave() {
    running--;
    notifyAll();
  }

  /** Refuses calls from now on; the handle to be closed, or null if there was none. */
  synchronized @Nullable Pointer retire() {
    Pointer open = handle;
    handle = null;
    return open;
  }

  /**
   * Waits for the calls that run. The library frees what they use when it closes, whatever they are
   * waiting for.
   *
   * @return false if some still run
   */
  synchronized boolean awaitIdle(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (running > 0) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000 + 1);
    }
    return true;
  }
}
