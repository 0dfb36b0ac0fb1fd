/**
 * The bus behind the port: a broker and a peer in pure Java.
 *
 * <p>Owns the decision whether to join a broker or to be one. Sub-packages: {@code wire} frames,
 * {@code rtmessage} the peer, {@code broker} the broker. Must not know any element. One thread,
 * {@code bus-keeper}, sees whether a broker is missing. Start reading at {@link
 * org.rdkb.dhcpmanager.rbus.EmbeddedBus}.
 */
@NullMarked
package org.rdkb.dhcpmanager.rbus;

import org.jspecify.annotations.NullMarked;
