package org.rdkb.dhcpmanager.core.pool;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.rdkb.dhcpmanager.core.packet.Packet4;

/**
 * Whom a pool serves: who passes every test (R24, R25).
 *
 * @param criteria what is looked at in the request
 * @param devices whether the pool is for those that it knows
 */
public record Audience(List<Criterion> criteria, Devices devices) {
  /** Everybody. */
  public static final Audience ALL = new Audience(List.of(), Devices.ALL);

  /** Takes a copy. */
  public Audience {
    criteria = List.copyOf(criteria);
  }

  /** Which devices; one is known that has a static address, or has or had a lease. */
  public enum Devices {
    ALL,
    KNOWN,
    UNKNOWN
  }

  /** Whether it is for everybody. */
  boolean isOpen() {
    return criteria.isEmpty() && devices == Devices.ALL;
  }

  /** What is known is looked up only where it matters. */
  boolean admits(Packet4 packet, BooleanSupplier known) {
    return criteria.stream().allMatch(criterion -> criterion.passes(packet))
        && switch (devices) {
          case ALL -> true;
          case KNOWN -> known.getAsBoolean();
          case UNKNOWN -> !known.getAsBoolean();
        };
  }
}
