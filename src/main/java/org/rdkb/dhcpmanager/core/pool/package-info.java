/**
 * The DHCPv4 server's decisions as functions: which pool, which address, which answer, or why none.
 *
 * <p>{@link org.rdkb.dhcpmanager.core.pool.Responder#answer} takes a request, what is leased and
 * the time, and gives a {@link org.rdkb.dhcpmanager.core.pool.Decision}: an answer or a reason for
 * silence, and the leases as they would be. It changes nothing itself: whoever owns the {@link
 * org.rdkb.dhcpmanager.core.pool.LeaseBook} puts the changes in, makes them durable, and only then
 * sends. Pure: no threads, clock, files, sockets, logging or randomness. The book is mutable and
 * belongs to one thread; all else is immutable. Start reading at {@code Responder}.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.pool;

import org.jspecify.annotations.NullMarked;
