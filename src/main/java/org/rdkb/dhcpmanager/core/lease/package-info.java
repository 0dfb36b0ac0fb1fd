/**
 * What a DHCP server granted, as immutable values: addresses, lifetimes, leases, and what differs
 * between two leases.
 *
 * <p>Pure: no threads, clock, files, sockets or logging; any thread may call. Absent and zero are
 * different values throughout. Start reading at {@link org.rdkb.dhcpmanager.core.lease.Lease4}.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.lease;

import org.jspecify.annotations.NullMarked;
