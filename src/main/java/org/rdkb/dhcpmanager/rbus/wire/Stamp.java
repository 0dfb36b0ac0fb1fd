package org.rdkb.dhcpmanager.rbus.wire;

import java.util.concurrent.TimeUnit;

/**
 * The times in a {@link HeaderVariant#ROUND_TRIP} header, in the order in which they stand there:
 * whole seconds of the steady clock, 0 if unset. They are there to be looked at; nothing depends on
 * them, and some senders fill them with anything.
 */
public enum Stamp {
  /** T1: the requester sent the request. */
  SENT(0),
  /** T2: the broker had received the request. */
  RECEIVED(4),
  /** T3: the broker passed the request on. */
  PASSED_ON(8),
  /** T4: the provider sent the answer, which repeats those before from the request. */
  ANSWERED(12),
  /** T5: the broker had received the answer. */
  ANSWER_RECEIVED(16);

  private final int offset;

  Stamp(int offset) {
    this.offset = offset;
  }

  /**
   * A time as it stands in a header.
   *
   * @param steadyNanos of {@link System#nanoTime}, on Linux nanoseconds since boot
   * @return seconds, the lower 32 bits
   */
  static int seconds(long steadyNanos) {
    return (int) TimeUnit.NANOSECONDS.toSeconds(steadyNanos);
  }

  /** Octets from the first of them. */
  int offset() {
    return offset;
  }
}
