package org.rdkb.dhcpmanager.core.packet;

/** What octets turned out to be: a message, or the reason why they are none. */
public sealed interface Reading permits Packet4, PacketFault {}
