package org.rdkb.dhcpmanager.server.etcd;

import java.util.concurrent.atomic.LongAdder;

/** How a server stands in its fleet. Any thread may count and read. */
public final class FleetCounters {
  private final LongAdder transactions = new LongAdder();
  private final LongAdder claims = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder alone = new LongAdder();
  private final LongAdder losses = new LongAdder();
  private volatile boolean quorum;
  private volatile boolean open;
  private volatile int blocks;

  void transaction(int size) {
    transactions.increment();
    claims.add(size);
  }

  void refused(int count) {
    refused.add(count);
  }

  void alone(int count) {
    alone.add(count);
  }

  void quorum(boolean there) {
    quorum = there;
    if (!there) {
      losses.increment();
    }
  }

  void session(boolean isOpen, int owned) {
    open = isOpen;
    blocks = owned;
  }

  /**
   * Whether the store answers.
   *
   * @return as last seen
   */
  public boolean hasQuorum() {
    return quorum;
  }

  /**
   * Whether new clients can be served.
   *
   * @return false once the session is over
   */
  public boolean isOpen() {
    return open;
  }

  /**
   * Blocks owned.
   *
   * @return as last seen
   */
  public int blocks() {
    return blocks;
  }

  /**
   * How often the store was asked to take claims.
   *
   * @return since the start
   */
  public long transactions() {
    return transactions.sum();
  }

  /**
   * Claims in those.
   *
   * @return since the start
   */
  public long claims() {
    return claims.sum();
  }

  /**
   * Changes that were not ours to make.
   *
   * @return since the start
   */
  public long refused() {
    return refused.sum();
  }

  /**
   * Changes made without asking the store.
   *
   * @return since the start
   */
  public long alone() {
    return alone.sum();
  }

  /**
   * How often the quorum was lost.
   *
   * @return since the start
   */
  public long losses() {
    return losses.sum();
  }
}
