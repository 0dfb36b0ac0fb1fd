package org.rdkb.dhcpmanager.component;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Only moves when told. */
public final class ManualClock implements InstantSource {
  private final AtomicReference<Instant> now = new AtomicReference<>();

  public ManualClock(Instant start) {
    now.set(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  public void advance(Duration step) {
    now.updateAndGet(instant -> instant.plus(step));
  }
}
