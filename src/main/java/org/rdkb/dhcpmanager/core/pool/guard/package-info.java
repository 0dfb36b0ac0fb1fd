/**
 * What stands before the DHCPv4 server: a chain of checks, each of which can be switched on by
 * itself, and what they remember of clients, in bounded room whatever comes.
 *
 * <p>Pure: no threads, clock, files, sockets or logging; what it remembers belongs to the thread
 * that owns the {@link org.rdkb.dhcpmanager.core.pool.LeaseBook}. Start reading at {@link
 * org.rdkb.dhcpmanager.core.pool.guard.Guard}; what a refused client is told is the business of
 * {@link org.rdkb.dhcpmanager.core.pool.Responder#refuse}.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.pool.guard;

import org.jspecify.annotations.NullMarked;
