package org.rdkb.dhcpmanager.core.relay;

import java.util.List;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.Criterion;

/**
 * What becomes of some clients' messages on one interface.
 *
 * @param instance number of its row
 * @param linuxInterface where they come from
 * @param criteria who they are of: all of these pass; none: everybody
 * @param purpose what becomes of them
 */
public record RelayRule(
    int instance, String linuxInterface, List<Criterion> criteria, Purpose purpose) {
  /** Takes a copy. */
  public RelayRule {
    criteria = List.copyOf(criteria);
  }

  /** What becomes of messages. */
  public sealed interface Purpose {}

  /** The server of this device answers, if it serves the interface. */
  public record ServeLocally() implements Purpose {}

  /** Nobody answers. */
  public record Discard() implements Purpose {}

  /**
   * A server elsewhere answers.
   *
   * @param server its address, of one station
   * @param information whether it is told where the client is (option 82)
   */
  public record ForwardTo(Ipv4Address server, Information information) implements Purpose {}

  /** Whether a relay says where a client is. */
  public enum Information {
    /** Circuit id: the name of the interface (RFC 3046 section 3.1). */
    ADDED,
    NONE
  }

  boolean matches(String cameOn, Packet4 packet) {
    return linuxInterface.equals(cameOn) && criteria.stream().allMatch(one -> one.passes(packet));
  }
}
