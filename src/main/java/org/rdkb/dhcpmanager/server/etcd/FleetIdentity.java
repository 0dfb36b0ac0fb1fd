package org.rdkb.dhcpmanager.server.etcd;

import java.time.Duration;

/**
 * Which server of a fleet we are.
 *
 * @param id nobody else's, the same after a new start
 * @param name for people
 * @param ttl of the session
 * @param blockLength prefix length of blocks, 20…32, the same in the whole fleet
 */
record FleetIdentity(String id, String name, Duration ttl, int blockLength) {}
