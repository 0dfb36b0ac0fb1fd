/**
 * What several DHCPv4 servers of the same addresses owe each other, as values and rules.
 *
 * <p>They share a store that keeps keys in one order, forgets a key when the session that it hangs
 * on has ended, and is there while most of its nodes are. Addresses are cut into blocks; a block
 * belongs to one server as long as its session. Each granted address is a claim, a key of its own
 * with a life of its own, so it outlives its server.
 *
 * <p>Three rules keep an address from two clients. A claim is written only over what was last read
 * of it. A claim for another client than before needs the block besides. Without the store (no
 * quorum), nothing is promised but what the store holds already, and, of addresses in own blocks
 * that have no claim, what ends before the own session does. All ends are told by time since boot,
 * from before the question was sent: no wall clock has a say.
 *
 * <p>Start reading at {@link org.rdkb.dhcpmanager.core.fleet.FleetView}.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.fleet;

import org.jspecify.annotations.NullMarked;
