package org.rdkb.dhcpmanager.core.client;

import java.util.OptionalLong;

/**
 * What an IPv6 row asks for.
 *
 * @param addresses {@code RequestAddresses}: an IA_NA
 * @param prefixes {@code RequestPrefixes}: an IA_PD
 * @param rapidCommit {@code RapidCommit}: the exchange of two messages
 * @param t1 {@code SuggestedT1}, seconds; absent: no hint
 * @param t2 {@code SuggestedT2}, likewise
 */
public record Wanted6(
    boolean addresses, boolean prefixes, boolean rapidCommit, OptionalLong t1, OptionalLong t2) {
  /**
   * Whether nothing but options is asked for.
   *
   * @return true with neither IA
   */
  public boolean isStateless() {
    return !addresses && !prefixes;
  }
}
