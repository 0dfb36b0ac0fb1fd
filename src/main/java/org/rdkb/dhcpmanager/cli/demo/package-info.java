/**
 * The demo: a gateway and an ISP on one machine, and a walk through the life of a lease.
 *
 * <p>Owns the namespaces, the peer processes and what is told on the terminal; {@link
 * org.rdkb.dhcpmanager.cli.demo.Topology} is shared with the peer tests. The manager runs as a
 * process of its own and is only talked to over the bus. Must not clean up by itself: everything
 * made is handed to {@code test/peer/janitor.sh}, which outlives us. Runs on the main thread;
 * events come in on a thread of the bus. Start reading at {@link
 * org.rdkb.dhcpmanager.cli.demo.Demo}.
 */
@NullMarked
package org.rdkb.dhcpmanager.cli.demo;

import org.jspecify.annotations.NullMarked;
