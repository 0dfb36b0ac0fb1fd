package org.rdkb.dhcpmanager.linux;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.NativeLibrary;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SleepBreakerTest {
  @Test
  void wake_endsSleepOfThreadsWithTheName() throws InterruptedException {
    SleepBreaker breaker = SleepBreaker.open().orElseThrow();
    AtomicInteger secondsLeft = new AtomicInteger(-1);
    Thread sleeper =
        new Thread(
            () ->
                secondsLeft.set(
                    NativeLibrary.getInstance("c")
                        .getFunction("sleep")
                        .invokeInt(new Object[] {60})),
            "sleeper-1");
    sleeper.start();
    await()
        .until(
            () -> {
              breaker.wake("sleeper");
              return !sleeper.isAlive();
            });
    assertTrue(secondsLeft.get() > 0, () -> "slept to the end: " + secondsLeft);
  }
}
