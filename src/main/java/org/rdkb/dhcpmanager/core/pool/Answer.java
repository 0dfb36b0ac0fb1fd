package org.rdkb.dhcpmanager.core.pool;

import org.rdkb.dhcpmanager.core.packet.Packet4;

/**
 * What is sent.
 *
 * @param packet the reply
 * @param delivery where to
 */
public record Answer(Packet4 packet, Delivery delivery) {}
