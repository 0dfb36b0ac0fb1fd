/**
 * The kernel's network, by rtnetlink: links are watched, leases are installed.
 *
 * <p>Owns the addresses, routes and MTU that came by DHCP, and the snapshot of all links. Decides
 * nothing about leases, runs no program, touches nothing that it did not install itself: its
 * addresses and routes carry RTPROT_DHCP as their source.
 *
 * <p>Threads: {@code links}, which waits for link events, and one more for each other namespace in
 * which a client is wanted; installing runs on the row's lane. Start reading at {@link
 * org.rdkb.dhcpmanager.kernel.KernelInstaller}, {@link org.rdkb.dhcpmanager.kernel.LeasePlan} and
 * {@link org.rdkb.dhcpmanager.kernel.LinkWatch}.
 */
@NullMarked
package org.rdkb.dhcpmanager.kernel;

import org.jspecify.annotations.NullMarked;
