package org.rdkb.dhcpmanager.watch;

import java.util.List;
import java.util.Optional;

/**
 * The bus as the manager sees it.
 *
 * @param address where its broker is
 * @param carrier what carries it, for people
 * @param trouble why the bus does not answer; empty if it does
 * @param components who has registered something, by name
 * @param subscriptions who listens to the manager's elements; absent if the carrier does not tell
 */
public record BusSight(
    String address,
    String carrier,
    String trouble,
    List<String> components,
    Optional<List<Listening>> subscriptions) {
  /** Takes copies. */
  public BusSight {
    components = List.copyOf(components);
    subscriptions = subscriptions.map(List::copyOf);
  }

  /**
   * One subscription.
   *
   * @param element what is listened to
   * @param subscriber who listens, as the bus names it
   */
  public record Listening(String element, String subscriber) {}
}
