/**
 * Leases shared by several servers, in etcd: one way to implement {@link
 * org.rdkb.dhcpmanager.server.LeaseBackend} around the journal. Not one class of it is loaded where
 * {@code server.backend} is {@code local}.
 *
 * <p>Keys, below the prefix: {@code claim/ADDRESS} who has it, with the life of the lease; {@code
 * block/ADDRESS} whose it is, {@code server/ID} how a server stands, both with the life of its
 * session; {@code blockLength}. What may be done when is {@link
 * org.rdkb.dhcpmanager.core.fleet.FleetView}'s; asking the store is {@link
 * org.rdkb.dhcpmanager.server.etcd.FleetBackend}'s, where reading starts. etcd is spoken to by its
 * JSON gateway over the JDK's HTTP client.
 */
@NullMarked
package org.rdkb.dhcpmanager.server.etcd;

import org.jspecify.annotations.NullMarked;
