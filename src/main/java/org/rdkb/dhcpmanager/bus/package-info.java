/**
 * The port to the message bus: what a data-model provider and a consumer need, whatever carries it.
 *
 * <p>Owns the vocabulary of RBUS (elements, properties, rows, events, methods, error codes) as
 * immutable values. Knows no socket, frame or native library; those live behind it in {@code rbus}.
 * Calls may come from any thread; nothing here starts one. Start reading at {@link
 * org.rdkb.dhcpmanager.bus.Bus} and {@link org.rdkb.dhcpmanager.bus.Provider}.
 */
@NullMarked
package org.rdkb.dhcpmanager.bus;

import org.jspecify.annotations.NullMarked;
