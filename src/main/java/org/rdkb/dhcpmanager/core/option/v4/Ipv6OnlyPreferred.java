package org.rdkb.dhcpmanager.core.option.v4;

import org.rdkb.dhcpmanager.core.option.MalformedException;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsReader;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;

/**
 * The network prefers hosts without IPv4 (RFC 8925).
 *
 * @param waitSeconds V6ONLY_WAIT as sent, 0…2^32−1
 */
public record Ipv6OnlyPreferred(long waitSeconds) implements Option4 {
  /** The option code. */
  public static final int CODE = 108;

  /** MIN_V6ONLY_WAIT, RFC 8925 section 3.4. */
  private static final long LEAST_SECONDS = 300;

  /** Checks the range. */
  public Ipv6OnlyPreferred {
    if (waitSeconds >>> 32 != 0) {
      throw new IllegalArgumentException("wait " + waitSeconds);
    }
  }

  /**
   * How long to go without IPv4.
   *
   * @return seconds, at least 300
   */
  public long effectiveWaitSeconds() {
    return Math.max(waitSeconds, LEAST_SECONDS);
  }

  static Ipv6OnlyPreferred decode(OctetsReader reader) throws MalformedException {
    long seconds = reader.u32();
    reader.end();
    return new Ipv6OnlyPreferred(seconds);
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public Octets payload() {
    return new OctetsWriter().u32(waitSeconds).toOctets();
  }
}
