/**
 * DHCP options: octets on one side, typed values on the other.
 *
 * <p>Pure: no threads, clock, files, sockets or logging; any thread may call. A code that is not in
 * the table survives as opaque octets. Start reading at {@link
 * org.rdkb.dhcpmanager.core.option.Octets}.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.option;

import org.jspecify.annotations.NullMarked;
