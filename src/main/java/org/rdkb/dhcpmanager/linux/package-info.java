/**
 * Every system call of the program, through JNA by direct mapping.
 *
 * <p>Owns descriptors, child processes, netlink sockets and the clock that also counts while the
 * machine sleeps. Imports nothing of ours; no JNA type appears in a public signature; nothing here
 * decides anything. Constants are those of the generic Linux ABI (x86, ARM), not of MIPS.
 *
 * <p>Threads: {@link org.rdkb.dhcpmanager.linux.PidfdWatch} owns one named thread; all else runs on
 * the caller's. Start reading at {@link org.rdkb.dhcpmanager.linux.ProcessSpawn}, {@link
 * org.rdkb.dhcpmanager.linux.PidfdWatch} and {@link org.rdkb.dhcpmanager.linux.NetlinkSocket}.
 */
@NullMarked
package org.rdkb.dhcpmanager.linux;

import org.jspecify.annotations.NullMarked;
