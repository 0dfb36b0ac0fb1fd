package org.rdkb.dhcpmanager.core.relay;

import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.packet.PassingMessage;
import org.rdkb.dhcpmanager.core.packet.RelayInformation;
import org.rdkb.dhcpmanager.core.pool.Arrival;

/** A relay agent by its rules (RFC 1542 section 4). Immutable; any thread may ask. */
public final class RelayAgent {
  private final RelayRules rules;

  /**
   * A relay.
   *
   * @param rules what it does
   */
  public RelayAgent(RelayRules rules) {
    this.rules = rules;
  }

  /**
   * What becomes of a client's message.
   *
   * @param datagram as it came
   * @param packet the same, read
   * @param arrival how it came
   * @return local, if no rule matches
   */
  public RelayStep request(Octets datagram, Packet4 packet, Arrival arrival) {
    Optional<RelayRule> rule = rules.of(arrival.linuxInterface(), packet);
    if (rule.isEmpty() || rule.get().purpose() instanceof RelayRule.ServeLocally) {
      return new RelayStep.Local();
    }
    return rule.get().purpose() instanceof RelayRule.ForwardTo to
        ? forward(datagram, packet, arrival, to)
        : new RelayStep.Refused(RelayRefusal.NO_SERVER);
  }

  private RelayStep forward(
      Octets datagram, Packet4 packet, Arrival arrival, RelayRule.ForwardTo to) {
    Optional<RelayRefusal> refusal = refusal(packet, arrival.ours());
    if (refusal.isPresent()) {
      return new RelayStep.Refused(refusal.get());
    }
    PassingMessage message = new PassingMessage(datagram).withHops(packet.header().hops() + 1);
    if (isFirst(packet)) {
      message = message.withGiaddr(arrival.ours().get(0));
      if (to.information() == RelayRule.Information.ADDED) {
        message = message.withInformation(information(arrival));
      }
    }
    return new RelayStep.Forward(message.octets(), to.server());
  }

  private Optional<RelayRefusal> refusal(Packet4 packet, List<Ipv4Address> ours) {
    if (packet.header().hops() >= rules.mostHops()) {
      return Optional.of(RelayRefusal.TOO_MANY_HOPS);
    }
    if (ours.contains(packet.giaddr())) {
      return Optional.of(RelayRefusal.LOOP);
    }
    if (isFirst(packet) && packet.options().has(OptionCode4.RELAY_AGENT)) {
      return Optional.of(RelayRefusal.UNTRUSTED_INFORMATION);
    }
    return ours.isEmpty() ? Optional.of(RelayRefusal.NO_ADDRESS) : Optional.empty();
  }

  /** Later relays leave giaddr and option 82 as they are (RFC 3046 section 2.1.1). */
  private static boolean isFirst(Packet4 packet) {
    return packet.giaddr().equals(Ipv4Address.ANY);
  }

  private static Octets information(Arrival arrival) {
    Octets circuit = Octets.utf8(arrival.linuxInterface());
    return new OctetsWriter()
        .u8(RelayInformation.CIRCUIT_ID)
        .u8(circuit.length())
        .put(circuit)
        .toOctets();
  }

  /**
   * What becomes of a server's answer.
   *
   * @param datagram as it came
   * @param packet the same, read
   * @param home interface that has the address which the answer was sent to
   * @param cameOn interface that it came on; absent: none where clients are
   * @return to the client, without what this relay had added
   */
  public RelayStep reply(Octets datagram, Packet4 packet, String home, Optional<String> cameOn) {
    if (cameOn.filter(home::equals).isPresent()) {
      return new RelayStep.Refused(RelayRefusal.ANSWER_FROM_CLIENTS);
    }
    HardwareAddress station = packet.header().hardware();
    Packet4.Addresses addresses = packet.addresses();
    Ipv4Address known =
        addresses.yiaddr().equals(Ipv4Address.ANY) ? addresses.ciaddr() : addresses.yiaddr();
    boolean alone =
        packet.header().cast() == Packet4.Cast.UNICAST
            && station.isEthernet()
            && !known.equals(Ipv4Address.ANY);
    Octets message =
        isAdded(packet, home)
            ? new PassingMessage(datagram).withoutInformation().octets()
            : datagram;
    return new RelayStep.Deliver(
        message, home, packet.giaddr(), alone ? Optional.of(known) : Optional.empty(), station);
  }

  private boolean isAdded(Packet4 packet, String home) {
    return packet.options().has(OptionCode4.RELAY_AGENT)
        && rules.rules().stream()
            .filter(rule -> rule.linuxInterface().equals(home))
            .anyMatch(
                rule ->
                    rule.purpose() instanceof RelayRule.ForwardTo to
                        && to.information() == RelayRule.Information.ADDED);
  }
}
