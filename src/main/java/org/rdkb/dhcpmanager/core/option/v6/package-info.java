/**
 * DHCPv6 options: octets on one side, typed values on the other.
 *
 * <p>Pure: no threads, clock, files, sockets or logging; any thread may call. Decoding never fails:
 * an unknown code becomes {@link org.rdkb.dhcpmanager.core.option.v6.Opaque}, a payload that breaks
 * its format {@link org.rdkb.dhcpmanager.core.option.v6.Malformed} with the reason, and neither
 * spoils its neighbours. Start reading at {@link org.rdkb.dhcpmanager.core.option.v6.Options6}.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.option.v6;

import org.jspecify.annotations.NullMarked;
