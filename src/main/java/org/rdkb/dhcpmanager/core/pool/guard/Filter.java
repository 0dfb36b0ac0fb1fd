package org.rdkb.dhcpmanager.core.pool.guard;

import java.util.List;
import java.util.function.Predicate;

/**
 * Who or what may pass.
 *
 * @param allowed nothing else may; none: everything
 * @param denied may not, although allowed
 * @param <T> what describes them
 */
public record Filter<T>(List<T> allowed, List<T> denied) {
  /** Takes copies. */
  public Filter {
    allowed = List.copyOf(allowed);
    denied = List.copyOf(denied);
  }

  /**
   * Lets everything pass.
   *
   * @return an empty one
   * @param <T> what would describe them
   */
  public static <T> Filter<T> open() {
    return new Filter<>(List.of(), List.of());
  }

  boolean isOpen() {
    return allowed.isEmpty() && denied.isEmpty();
  }

  boolean passes(Predicate<T> describes) {
    return (allowed.isEmpty() || allowed.stream().anyMatch(describes))
        && denied.stream().noneMatch(describes);
  }
}
