package org.rdkb.dhcpmanager.core.lease;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** Compares two leases field by field. */
public final class LeaseComparison {
  private LeaseComparison() {}

  /**
   * In what respects the leases differ.
   *
   * @param before the lease held so far
   * @param after the lease just granted
   * @return empty if they are equal
   */
  public static Set<LeaseDifference> between(Lease4 before, Lease4 after) {
    Set<LeaseDifference> found = EnumSet.noneOf(LeaseDifference.class);
    if (before.equals(after)) {
      return found;
    }
    Pair pair = new Pair(before, after, found);
    pair.compare(LeaseDifference.ADDRESS, Lease4::address);
    pair.compare(LeaseDifference.MASK, Lease4::prefixLength);
    pair.compare(LeaseDifference.MASK, Lease4::broadcast);
    pair.compare(LeaseDifference.ROUTES, lease -> lease.network().routes());
    pair.compare(LeaseDifference.RESOLVER, lease -> lease.network().dnsServers());
    pair.compare(LeaseDifference.RESOLVER, lease -> lease.provisioning().domainName());
    pair.compare(LeaseDifference.MTU, lease -> lease.network().mtu());
    pair.compare(LeaseDifference.SERVER, Lease4::serverIdentifier);
    pair.compare(LeaseDifference.TIMES, Lease4::times);
    pair.compare(LeaseDifference.OTHER, lease -> lease.network().routers());
    pair.compare(LeaseDifference.OTHER, lease -> lease.network().ntpServers());
    pair.compare(LeaseDifference.OTHER, lease -> lease.network().routesLeftOut());
    pair.compare(LeaseDifference.OTHER, Lease4::provisioning);
    pair.compare(LeaseDifference.OTHER, Lease4::options);
    return found;
  }

  /**
   * Whether a grant only prolongs the lease: nothing but its times differs.
   *
   * @param before the lease held so far
   * @param after the lease just granted
   * @return true for a plain renewal
   */
  public static boolean isRenewal(Lease4 before, Lease4 after) {
    Set<LeaseDifference> differences = between(before, after);
    return differences.isEmpty() || differences.equals(EnumSet.of(LeaseDifference.TIMES));
  }

  private record Pair(Lease4 before, Lease4 after, Set<LeaseDifference> found) {
    void compare(LeaseDifference difference, Function<Lease4, Object> field) {
      if (!field.apply(before).equals(field.apply(after))) {
        found.add(difference);
      }
    }
  }
}
