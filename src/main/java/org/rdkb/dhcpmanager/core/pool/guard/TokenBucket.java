package org.rdkb.dhcpmanager.core.pool.guard;

/** Tokens that come back with time. Full at first. */
final class TokenBucket {
  private static final long TOKEN = 1000;

  private final Rate rate;
  private long thousandths;
  private long at;

  /** At a moment in milliseconds since boot. */
  TokenBucket(Rate rate, long now) {
    this.rate = rate;
    this.thousandths = rate.full();
    this.at = now;
  }

  /** One token, as long as this many thousandths would be left. */
  boolean take(long now, long reserve) {
    // An hour fills any bucket; without the bound the product could overflow.
    long passed = Math.max(0, Math.min(now - at, 3_600_000));
    thousandths = Math.min(rate.full(), thousandths + passed * rate.perSecond());
    at = now;
    if (thousandths - TOKEN < reserve) {
      return false;
    }
    thousandths -= TOKEN;
    return true;
  }
}
