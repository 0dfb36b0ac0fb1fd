package org.rdkb.dhcpmanager.core.pool;

import org.rdkb.dhcpmanager.core.packet.Packet4;

/**
 * A message of a client.
 *
 * @param packet what it says
 * @param arrival how it came
 */
public record Request(Packet4 packet, Arrival arrival) {}
