/**
 * Finds out where a row's connection ends: link, server, address, gateway, name server, bus.
 *
 * <p>Looks at the kernel, asks the gateway by ARP or neighbour discovery and one name server one
 * question, and changes nothing. Runs on its own threads {@code diagnose-<n>}, which end after 30 s
 * without work; each diagnosis is bounded by 3 s, and two run at once at most. Must not know how
 * the question came or where the answer goes. Start reading at {@link
 * org.rdkb.dhcpmanager.probe.Diagnoses}.
 */
@NullMarked
package org.rdkb.dhcpmanager.probe;

import org.jspecify.annotations.NullMarked;
