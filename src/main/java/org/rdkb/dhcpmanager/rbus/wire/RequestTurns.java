package org.rdkb.dhcpmanager.rbus.wire;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the requests that one connection has on the way. A stock provider holds 26 and drops the
 * next ones without a word, so that their senders wait in vain; whoever waits for a turn here is
 * only late. Which provider will answer is not known beforehand, so the bound is for all together.
 * First come, first served; any thread.
 *
 * <p>A request that was given up may still lie with its provider: only one that hangs for longer
 * than a time-out can get more.
 */
public final class RequestTurns {
  /** How many are on the way at most; some room is left for other consumers. */
  public static final int MOST = 20;

  private final Semaphore free = new Semaphore(MOST, true);

  /** Turns of which none is taken. */
  public RequestTurns() {}

  /**
   * Waits for a turn.
   *
   * @param nanos how long at most
   * @return whether it was given, and has to be given back
   */
  public boolean take(long nanos) {
    try {
      return free.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Gives a turn back: the answer is there, or nobody waits for it any more. */
  public void giveBack() {
    free.release();
  }
}
