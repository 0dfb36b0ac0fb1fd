/**
 * The decisions of a DHCPv4 relay agent as functions (RFC 1542 section 4, RFC 3046): which messages
 * go to which server, how they are changed on the way, and which answers go to which client.
 *
 * <p>Knows no socket, thread or clock; whoever receives and sends is in {@code server}. Messages
 * are changed octet by octet, so that what a relay has no business with arrives as it was sent.
 * Start reading at {@link org.rdkb.dhcpmanager.core.relay.RelayAgent}.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.relay;

import org.jspecify.annotations.NullMarked;
