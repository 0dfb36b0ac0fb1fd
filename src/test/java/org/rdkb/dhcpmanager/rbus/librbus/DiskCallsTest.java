package org.rdkb.dhcpmanager.rbus.librbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;

/** What whoever waits for a change gets to hear, and when. */
class DiskCallsTest {
  private final CountDownLatch disk = new CountDownLatch(1);
  private final AtomicBoolean stored = new AtomicBoolean();
  private final DiskCalls calls = new DiskCalls(Duration.ofMillis(100));

  @AfterEach
  void stop() {
    disk.countDown();
    calls.close();
  }

  private boolean store() {
    try {
      stored.set(disk.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    return stored.get();
  }

  private static BusException refusal() {
    return new BusException(BusError.INVALID_PARAMETER_VALUE, "A", "never");
  }

  @Test
  void change_givesItsResultOrItsRefusal() throws BusException {
    assertEquals(5, calls.make("A", () -> 5));
    BusException refused =
        assertThrows(
            BusException.class,
            () ->
                calls.make(
                    "A",
                    () -> {
                      throw refusal();
                    }));
    assertEquals("never", refused.reason());
  }

  @Test
  void hangingChange_isGivenUp_othersAreRefusedAtOnce_untilItIsStored() throws BusException {
    BusException late = assertThrows(BusException.class, () -> calls.make("A", this::store));
    assertEquals(BusError.TIMEOUT, late.error());
    AtomicBoolean made = new AtomicBoolean();
    BusException busy =
        assertThrows(
            BusException.class, () -> calls.make("B", () -> made.compareAndSet(false, true)));
    assertEquals(BusError.OUT_OF_RESOURCES, busy.error());
    assertEquals("B", busy.element());
    disk.countDown();
    await().until(stored::get);
    await().until(() -> attempt("C").equals("C"));
    assertFalse(made.get(), "what was refused is never made");
  }

  private String attempt(String element) {
    try {
      return calls.make(element, () -> element);
    } catch (BusException notYet) {
      return notYet.reason();
    }
  }
}
