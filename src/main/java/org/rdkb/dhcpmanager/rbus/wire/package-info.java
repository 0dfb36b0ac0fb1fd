/**
 * What travels on a bus socket, below the calls: addresses, frames, the broker's JSON messages.
 *
 * <p>Owns the framing that broker and peer share. Must not know routes, calls or threads; every
 * type here is either immutable or used by one thread at a time. Start reading at {@link
 * org.rdkb.dhcpmanager.rbus.wire.Frame}.
 */
@NullMarked
package org.rdkb.dhcpmanager.rbus.wire;

import org.jspecify.annotations.NullMarked;
