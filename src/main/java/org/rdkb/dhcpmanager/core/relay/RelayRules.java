package org.rdkb.dhcpmanager.core.relay;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdkb.dhcpmanager.core.packet.Packet4;

/**
 * All that a relay does.
 *
 * @param rules in their order; the first that matches decides (R23)
 * @param mostHops a message that has passed as many relays goes no further, 1…16
 */
public record RelayRules(List<RelayRule> rules, int mostHops) {
  /** What RFC 1542 section 4.1.1 recommends. */
  public static final int USUAL_HOPS = 4;

  /** Nothing is relayed. */
  public static final RelayRules NONE = new RelayRules(List.of(), USUAL_HOPS);

  /** Takes a copy and checks the bound. */
  public RelayRules {
    rules = List.copyOf(rules);
    if (mostHops < 1 || mostHops > 16) {
      throw new IllegalArgumentException("hops " + mostHops);
    }
  }

  /**
   * The interfaces whose clients are looked at.
   *
   * @return Linux names
   */
  public Set<String> links() {
    return rules.stream().map(RelayRule::linuxInterface).collect(Collectors.toUnmodifiableSet());
  }

  Optional<RelayRule> of(String linuxInterface, Packet4 packet) {
    return rules.stream().filter(rule -> rule.matches(linuxInterface, packet)).findFirst();
  }
}
