package org.rdkb.dhcpmanager.core.lease;

/**
 * How long an address or prefix is preferred, and how long it is valid (RFC 8415 sections 21.6 and
 * 21.22), counted from one moment that its owner knows.
 *
 * @param preferred 0: deprecated, for no new connection
 * @param valid 0: to be removed at once; not shorter than {@code preferred}
 */
public record Lifetimes6(Lifetime preferred, Lifetime valid) {
  /** RFC 9096 section 3.3 asks for no more than this of a prefix that was replaced. */
  private static final long STALE_SECONDS = 2 * 60 * 60L;

  private static final Lifetime NONE = new Lifetime(0);

  /** Checks the order: RFC 8415 has a client discard what breaks it. */
  public Lifetimes6 {
    if (preferred.seconds() > valid.seconds()) {
      throw new IllegalArgumentException("preferred " + preferred + ", valid " + valid);
    }
  }

  /**
   * Whether it is to be removed.
   *
   * @return true for a valid lifetime of zero
   */
  public boolean isOver() {
    return valid.seconds() == 0;
  }

  /**
   * Whether it is for no new connection.
   *
   * @return true for a preferred lifetime of zero
   */
  public boolean isDeprecated() {
    return preferred.seconds() == 0;
  }

  /**
   * The same ends, counted from a later moment.
   *
   * @param seconds how much later, 0 or more
   * @return what is left, 0 where nothing is
   */
  public Lifetimes6 after(long seconds) {
    return new Lifetimes6(left(preferred, seconds), left(valid, seconds));
  }

  /**
   * The lifetimes of a prefix that another has replaced.
   *
   * @return deprecated, and valid for two hours at most
   */
  public Lifetimes6 replaced() {
    return new Lifetimes6(NONE, new Lifetime(Math.min(valid.seconds(), STALE_SECONDS)));
  }

  private static Lifetime left(Lifetime lifetime, long seconds) {
    return lifetime.isInfinite()
        ? lifetime
        : new Lifetime(Math.max(0, lifetime.seconds() - seconds));
  }
}
