/**
 * DHCPv4 options whose octets are more than a number, a text or a list of addresses.
 *
 * <p>Pure: no threads, clock, files, sockets or logging; any thread may call. Payloads are whole:
 * parts of a long option are joined before (RFC 3396). Decoding never fails: an unknown code
 * becomes {@link org.rdkb.dhcpmanager.core.option.v4.Option4.Opaque}, a payload that breaks its
 * format {@link org.rdkb.dhcpmanager.core.option.v4.Option4.Malformed} with the reason. Start
 * reading at {@link org.rdkb.dhcpmanager.core.option.v4.Options4}.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.option.v4;

import org.jspecify.annotations.NullMarked;
