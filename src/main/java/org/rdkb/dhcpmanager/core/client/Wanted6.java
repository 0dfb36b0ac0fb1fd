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
 * @param forceSolicit {@code ForceSolicitPolicy}: at once; else when a router advertisement says so
 */
public record Wanted6(
    boolean addresses,
    boolean prefixes,
    boolean rapidCommit,
    OptionalLong t1,
    OptionalLong t2,
    boolean forceSolicit) {

  /**
   * What is asked for at once.
   *
   * @param addresses an IA_NA
   * @param prefixes an IA_PD
   * @param rapidCommit the exchange of two messages
   * @param t1 seconds; absent: no hint
   * @param t2 likewise
   */
  public Wanted6(
      boolean addresses, boolean prefixes, boolean rapidCommit, OptionalLong t1, OptionalLong t2) {
    this(addresses, prefixes, rapidCommit, t1, t2, true);
  }

  /**
   * Whether nothing but options is asked for.
   *
   * @return true with neither IA
   */
  public boolean isStateless() {
    return !addresses && !prefixes;
  }
}
