package org.rdkb.dhcpmanager.rbus.wire;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a peer that sends rubbish from filling the log: some lines a minute, and a count of what
 * was left out. Thread safe.
 */
public final class LogThrottle {
  private static final int LINES = 20;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final AtomicLong refused = new AtomicLong();
  private long windowStart = System.nanoTime();
  private int lines;

  /** A throttle that has admitted nothing yet. */
  public LogThrottle() {}

  /**
   * Counts a refusal and says whether it may be logged.
   *
   * @return false while this minute's lines are used up
   */
  public synchronized boolean admits() {
    refused.incrementAndGet();
    long now = System.nanoTime();
    if (now - windowStart > MINUTE_NANOS) {
      windowStart = now;
      lines = 0;
    }
    return ++lines <= LINES;
  }

  /**
   * How many refusals there were, logged or not.
   *
   * @return since the start
   */
  public long count() {
    return refused.get();
  }
}
