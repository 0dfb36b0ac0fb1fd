package org.rdkb.dhcpmanager.core.lease;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * Who said what, beside addresses and prefixes.
 *
 * @param network what it says about the network
 * @param options payload of every option of the reply, by code; IAs are not among them
 */
public record Answer6(Network6 network, SortedMap<Integer, Octets> options) {
  private static final int SERVER = 2;
  private static final int REFRESH_TIME = 32;
  private static final long LEAST_REFRESH = 600;

  /** Nothing known. */
  public static final Answer6 NONE = new Answer6(Network6.NONE, new TreeMap<>());

  /** Takes a copy of the options. */
  public Answer6 {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /**
   * The server's DUID.
   *
   * @return empty if not known
   */
  public Octets server() {
    return options.getOrDefault(SERVER, Octets.EMPTY);
  }

  /**
   * When to ask again for what has no lifetime of its own (option 32).
   *
   * @return at least IRT_MINIMUM (RFC 8415 section 7.6); absent if not sent
   */
  public Optional<Lifetime> refreshTime() {
    return Optional.ofNullable(options.get(REFRESH_TIME))
        .filter(payload -> payload.length() == Integer.BYTES)
        .map(payload -> Integer.toUnsignedLong(ByteBuffer.wrap(payload.toArray()).getInt()))
        .map(seconds -> new Lifetime(Math.max(LEAST_REFRESH, seconds)));
  }

  /** This, and from the other what is not said here. */
  Answer6 or(Answer6 other) {
    SortedMap<Integer, Octets> all = new TreeMap<>(other.options);
    all.putAll(options);
    return new Answer6(network.or(other.network), all);
  }
}
