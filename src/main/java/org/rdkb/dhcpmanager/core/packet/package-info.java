/**
 * The DHCPv4 message (RFC 2131) and its octets, for the server.
 *
 * <p>Pure: no threads, clock, files, sockets or logging; any thread may call. What is in an option
 * is the business of {@code core.option.v4} and of {@code core.pool}; here it is a code and octets,
 * parts joined (RFC 3396), and those that the server decides by have the length that RFC 2132 gives
 * them. Start reading at {@link org.rdkb.dhcpmanager.core.packet.PacketReader}.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.packet;

import org.jspecify.annotations.NullMarked;
