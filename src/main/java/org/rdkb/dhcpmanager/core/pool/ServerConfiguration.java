package org.rdkb.dhcpmanager.core.pool;

import java.time.Duration;
import java.util.List;

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

  /** Whether the server speaks for all addresses of its links. */
  public enum Unknown {
    /** It does: what it does not know is not to be used. */
    NAK,
    /** Another server may know (RFC 2131 section 4.3.2). */
    SILENCE
  }
}
