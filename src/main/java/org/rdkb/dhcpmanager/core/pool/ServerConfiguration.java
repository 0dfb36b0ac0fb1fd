package org.rdkb.dhcpmanager.core.pool;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the server is to do.
 *
 * @param pools in the order in which they are looked at (R23); none: nobody is served
 * @param timing how long things wait
 * @param unknown what those are told who want to keep what we know nothing of
 */
public record ServerConfiguration(List<AddressPool> pools, Timing timing, Unknown unknown) {
  /** Serves nobody. */
  public static final ServerConfiguration NONE =
      new ServerConfiguration(List.of(), Timing.USUAL, Unknown.NAK);

  /** Takes a copy. */
  public ServerConfiguration {
    pools = List.copyOf(pools);
  }

  /**
   * The same pools, served in another way.
   *
   * @param conduct how
   * @return another configuration
   */
  public ServerConfiguration conducted(Conduct conduct) {
    return new ServerConfiguration(pools, conduct.timing(), conduct.unknown());
  }

  /**
   * Whose a lease is, where ranges overlap or subnets have several pools.
   *
   * @param lease any
   * @return the first pool that may give it to its client, else that has it in its range, else in
   *     its subnet; absent if there is none
   */
  public Optional<AddressPool> poolOf(PoolLease lease) {
    List<AddressPool> near =
        pools.stream().filter(pool -> pool.subnet().contains(lease.address())).toList();
    return near.stream()
        .filter(pool -> pool.suits(lease.client(), lease.hardware(), lease.address()))
        .findFirst()
        .or(() -> near.stream().filter(p -> p.range().contains(lease.address())).findFirst())
        .or(() -> near.stream().findFirst());
  }

  /**
   * How long things wait.
   *
   * @param offer an offered address is kept for who it was offered to
   * @param grace a lease that ended can still be renewed
   * @param declined an address that somebody else uses is not given out
   */
  public record Timing(Duration offer, Duration grace, Duration declined) {
    /** As in most servers. */
    public static final Timing USUAL =
        new Timing(Duration.ofSeconds(60), Duration.ZERO, Duration.ofMinutes(10));
  }

  /**
   * What is the same for all pools.
   *
   * @param timing how long things wait
   * @param unknown what those are told who want to keep what we know nothing of
   */
  public record Conduct(Timing timing, Unknown unknown) {}

  /** Whether the server speaks for all addresses of its links. */
  public enum Unknown {
    /** It does: what it does not know is not to be used. */
    NAK,
    /** Another server may know (RFC 2131 section 4.3.2). */
    SILENCE
  }
}
