package org.rdkb.dhcpmanager.core.packet;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * What a relay said of where the client is (RFC 3046); what it does not say is empty.
 *
 * @param circuitId sub-option 1
 * @param remoteId sub-option 2
 * @param link sub-option 5: the subnet to serve from (RFC 3527); absent if not of four octets
 */
public record RelayInformation(Octets circuitId, Octets remoteId, Optional<Ipv4Address> link) {
  /** No relay, or one that says nothing. */
  public static final RelayInformation NONE =
      new RelayInformation(Octets.EMPTY, Octets.EMPTY, Optional.empty());

  /** Sub-option: which line of the relay. */
  public static final int CIRCUIT_ID = 1;

  private static final int REMOTE_ID = 2;
  private static final int LINK_SELECTION = 5;

  /**
   * Reads option 82 as far as it makes sense: it is echoed as it came in any case.
   *
   * @param packet from a relay or not
   * @return what stands before the first sub-option that is cut
   */
  public static RelayInformation of(Packet4 packet) {
    Octets option = packet.options().get(OptionCode4.RELAY_AGENT).orElse(Octets.EMPTY);
    RelayInformation said = NONE;
    int at = 0;
    while (at + 2 <= option.length() && at + 2 + option.at(at + 1) <= option.length()) {
      int end = at + 2 + option.at(at + 1);
      said = said.with(option.at(at), option.slice(at + 2, end));
      at = end;
    }
    return said;
  }

  private RelayInformation with(int code, Octets payload) {
    return switch (code) {
      case CIRCUIT_ID -> new RelayInformation(payload, remoteId, link);
      case REMOTE_ID -> new RelayInformation(circuitId, payload, link);
      case LINK_SELECTION ->
          payload.length() == 4
              ? new RelayInformation(
                  circuitId,
                  remoteId,
                  Optional.of(new Ipv4Address((int) OptionSet.number(payload))))
              : this;
      default -> this;
    };
  }
}
