package org.rdkb.dhcpmanager.core.option.v6;

import java.util.List;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * All of one softwire mechanism (RFC 7598 section 5).
 *
 * @param code {@link #MAP_E}, {@link #MAP_T} or {@link #LIGHTWEIGHT_4OVER6}
 * @param options what was in it, bad parts as {@link Malformed}
 */
public record S46Container(int code, List<Option6> options) implements Option6 {
  /** MAP with encapsulation. */
  public static final int MAP_E = 94;

  /** MAP with translation. */
  public static final int MAP_T = 95;

  /** Lightweight 4over6. */
  public static final int LIGHTWEIGHT_4OVER6 = 96;

  /** Checks the code. */
  public S46Container {
    if (code < MAP_E || code > LIGHTWEIGHT_4OVER6) {
      throw new IllegalArgumentException("container " + code);
    }
    options = List.copyOf(options);
  }

  @Override
  public Octets payload() {
    return Options6.encode(options);
  }
}
