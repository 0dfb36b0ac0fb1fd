package org.rdkb.dhcpmanager.core.lease;

import java.util.Collections;
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

  /** This, and from the other what is not said here. */
  Answer6 or(Answer6 other) {
    SortedMap<Integer, Octets> all = new TreeMap<>(other.options);
    all.putAll(options);
    return new Answer6(network.or(other.network), all);
  }
}
