package org.rdkb.dhcpmanager.server;

import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.PacketWriter;
import org.rdkb.dhcpmanager.core.pool.Answer;
import org.rdkb.dhcpmanager.core.pool.Delivery;

/**
 * An answer as it goes out.
 *
 * @param type which message it is
 * @param octets the payload of UDP
 * @param delivery where to
 * @param from the server identifier in it; 0.0.0.0 if there is none
 */
record Outgoing(MessageType4 type, Octets octets, Delivery delivery, Ipv4Address from) {
  static Outgoing of(Answer answer) {
    return new Outgoing(
        answer.packet().type(),
        PacketWriter.write(answer.packet()),
        answer.delivery(),
        answer.packet().options().address(OptionCode4.SERVER_IDENTIFIER).orElse(Ipv4Address.ANY));
  }
}
