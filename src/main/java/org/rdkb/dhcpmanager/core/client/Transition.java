package org.rdkb.dhcpmanager.core.client;

import java.util.List;

/**
 * What the machine answers to an event.
 *
 * @param next the state from now on
 * @param effects what to do, in this order
 */
public record Transition(ClientState next, List<Effect> effects) {
  /** Takes a copy of the list. */
  public Transition {
    effects = List.copyOf(effects);
  }
}
