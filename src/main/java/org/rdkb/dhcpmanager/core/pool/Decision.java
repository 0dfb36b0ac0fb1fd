package org.rdkb.dhcpmanager.core.pool;

import java.util.List;
import java.util.Optional;

/**
 * What a request comes to.
 *
 * @param verdict what became of it
 * @param answer what to send; absent: silence
 * @param changes leases as they are from now on; an ACK may leave only when those that are not just
 *     offered are on disk
 */
public record Decision(Verdict verdict, Optional<Answer> answer, List<PoolLease> changes) {
  /** Takes a copy. */
  public Decision {
    changes = List.copyOf(changes);
  }

  static Decision silence(Verdict verdict, PoolLease... changes) {
    return new Decision(verdict, Optional.empty(), List.of(changes));
  }

  static Decision answered(Verdict verdict, Answer answer, PoolLease... changes) {
    return new Decision(verdict, Optional.of(answer), List.of(changes));
  }

  /**
   * The changes that have to outlive a crash.
   *
   * @return without offers
   */
  public List<PoolLease> lasting() {
    return changes.stream().filter(lease -> lease.phase() != PoolLease.Phase.OFFERED).toList();
  }
}
