package org.rdkb.dhcpmanager.core.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of a DHCPv4 client row.
 *
 * <pre>
 *   without a client                      with a client
 *   Disabled  Misconfigured               Starting → Selecting ⇄ Bound
 *   WaitingForLink  Released                  ↖        ↓         ↓
 *   BackingOff                                 └──── Stopping ←──┘
 * </pre>
 *
 * What every client-less state does is written once, in {@link Idle}; every way out of a state that
 * needs a decision goes through {@link Standing#settle}.
 */
public sealed interface ClientState permits Idle, Starting, Selecting, Bound, Stopping {

  /**
   * What the row knows in every state.
   *
   * @return configuration, link, lease held, failures
   */
  Standing standing();

  /**
   * The machine.
   *
   * @param event what happened
   * @param now the steady clock
   * @return the next state and what to do; the same state and nothing if the event is ignored
   */
  Transition on(ClientEvent event, Instant now);

  /**
   * When the machine next wants to hear of {@code DeadlineReached}.
   *
   * @return absent: never by itself
   */
  Optional<Instant> deadline();

  /**
   * TR-181 {@code Status}.
   *
   * @return the outcome of {@code Enable}
   */
  Status status();

  /**
   * Why the row is not as it should be.
   *
   * @return a sentence; empty if all is well
   */
  default String reason() {
    return "";
  }

  /**
   * TR-181 {@code DHCPStatus}: where the client is, not whether an address is in use. A lease that
   * outlives its client stays in force and is shown, while its new client is only asking for it.
   *
   * @return the position in RFC 2131's state machine
   */
  default DhcpStatus dhcpStatus() {
    return DhcpStatus.INIT;
  }

  /**
   * The client process of the row.
   *
   * @return absent if none runs
   */
  default Optional<ClientProcess> client() {
    return Optional.empty();
  }

  /**
   * Rounds of DISCOVER without an answer since the client has no lease.
   *
   * @return 0 or more
   */
  default int attempts() {
    return 0;
  }

  /**
   * The state of a row before its first event.
   *
   * @param row which row
   * @return disabled, nothing known
   */
  static ClientState initial(RowId row) {
    return new Idle.Disabled(Standing.initial(row));
  }

  /**
   * The answer to an event that means nothing in a state.
   *
   * @param state the present state
   * @return the same state, no effects
   */
  static Transition ignored(ClientState state) {
    return new Transition(state, List.of());
  }
}
