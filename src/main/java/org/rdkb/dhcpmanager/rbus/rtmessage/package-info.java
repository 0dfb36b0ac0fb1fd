/**
 * The pure-Java peer: calls, provider and events over a broker's socket.
 *
 * <p>Owns the MessagePack payloads and one connection with its reconnecting. Must not know what the
 * elements mean; that is the {@link org.rdkb.dhcpmanager.bus.Provider}'s. Threads: {@code
 * bus-reader} reads frames, completes calls and answers gets of single parameters; {@code
 * bus-reads} answers the other gets, {@code bus-calls} runs all other provider calls; {@code
 * bus-publisher} sends events and keeps deadlines; {@code bus-events} runs listeners; {@code
 * bus-direct}, up to two for each direct connection, reads and writes it. Start reading at {@link
 * org.rdkb.dhcpmanager.rbus.rtmessage.Peer}.
 */
@NullMarked
package org.rdkb.dhcpmanager.rbus.rtmessage;

import org.jspecify.annotations.NullMarked;
