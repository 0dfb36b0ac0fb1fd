/**
 * DHCP options: octets on one side, typed values on the other.
 *
 * <p>Pure: no threads, clock, files, sockets or logging; any thread may call. Here is what both
 * families share; the options themselves are in {@code v4} and {@code v6}. Start reading at {@link
 * org.rdkb.dhcpmanager.core.option.Octets}.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.option;

import org.jspecify.annotations.NullMarked;
