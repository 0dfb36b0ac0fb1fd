/**
 * The DHCPv4 server: sockets on one side, leases on disk on the other, and one thread between them
 * that owns the {@link org.rdkb.dhcpmanager.core.pool.LeaseBook}.
 *
 * <p>A datagram is received by the thread of its interface, waits in a bounded {@link
 * org.rdkb.dhcpmanager.server.Inbox}, is decided on by {@code dhcp-server}, and is answered there
 * unless a lease has changed: then {@code dhcp-leases} writes it first. All that was decided while
 * one write was forced to disk shares the next one, so the slower the disk, the larger its batches.
 *
 * <p>One thread decides, whatever the load: two would have to agree on each address, and a decision
 * takes a few microseconds, less than handing it to another. What grows with the load, and shrinks
 * after it, is what one round of that thread takes at once and how many answers it remembers
 * ({@link org.rdkb.dhcpmanager.server.Pace}). A round costs a wake-up, a look at the clock, the
 * settings and what expires, whether for one message or for hundreds. The launcher's flags stop at
 * the first compiler: so what runs for each message makes no stream and no capturing lambda, which
 * that compiler does not see through, and leaves little behind that outlives a collection.
 *
 * <p>What the {@link org.rdkb.dhcpmanager.core.relay relay} has a rule for never comes to that
 * queue: the thread of the interface passes it on, and {@code dhcp-relay} brings the answers back.
 *
 * <p>Leases are in a journal of our own ({@link org.rdkb.dhcpmanager.server.LeaseJournal}), not in
 * SQLite, by measure: one row per changed lease, forced, on the disk of a shared machine with 2
 * cores, leases per second in batches of 8, 32, 128, 512: SQLite (WAL, FULL) 3,300–3,700,
 * 7,500–7,800, 19,000–37,000, 45,000–52,000; appended records 2,900–4,700, 9,100–16,100,
 * 45,000–51,000, 130,000–850,000. Without a disk below it (tmpfs) SQLite needs 3–20 µs of processor
 * time for each lease, a record less than 1 µs; the goal of 20,000 exchanges per second leaves 50
 * µs for all of one. And SQLite writes a page of 4 KiB where a record has about 50 octets.
 *
 * <p>Start reading at {@link org.rdkb.dhcpmanager.server.Dhcpv4Server}.
 */
@NullMarked
package org.rdkb.dhcpmanager.server;

import org.jspecify.annotations.NullMarked;
