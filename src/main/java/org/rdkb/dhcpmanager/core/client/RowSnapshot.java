package org.rdkb.dhcpmanager.core.client;

import java.time.Instant;
import java.util.Optional;

/**
 * A row as readers see it: one immutable value, whole before or whole after any event.
 *
 * @param row which row
 * @param state its state
 * @param lastError the last reason why the row was not as it should be; empty if never
 * @param restarts how often a client ended unasked since this component started
 * @param lastEventAt when the client last reported, by the steady clock; absent if never
 * @param softwireRefusals how many leases came with a softwire container that is not used
 * @param troubles what trouble there was with its clients
 * @param figures counts and times
 */
public record RowSnapshot(
    RowId row,
    ClientState state,
    String lastError,
    long restarts,
    Optional<Instant> lastEventAt,
    long softwireRefusals,
    ClientTroubles troubles,
    ClientFigures figures) {

  /**
   * A row without trouble, whose softwires, if any, were never refused.
   *
   * @param row which row
   * @param state its state
   * @param lastError the last reason; empty if never
   * @param restarts how often a client ended unasked
   * @param lastEventAt when the client last reported; absent if never
   */
  public RowSnapshot(
      RowId row,
      ClientState state,
      String lastError,
      long restarts,
      Optional<Instant> lastEventAt) {
    this(row, state, lastError, restarts, lastEventAt, 0, ClientTroubles.NONE, ClientFigures.NONE);
  }

  /**
   * The same moment with other figures.
   *
   * @param other counts and times
   * @return all else as it is
   */
  public RowSnapshot with(ClientFigures other) {
    return new RowSnapshot(
        row, state, lastError, restarts, lastEventAt, softwireRefusals, troubles, other);
  }

  /**
   * A row before its first event.
   *
   * @param row which row
   * @return disabled, nothing known
   */
  public static RowSnapshot initial(RowId row) {
    return new RowSnapshot(row, ClientState.initial(row), "", 0, Optional.empty());
  }

  /**
   * The lease to show: held, not expired, and on an interface that exists.
   *
   * @param now the steady clock
   * @return absent if there is none
   */
  public Optional<HeldLease> lease(Instant now) {
    Standing standing = state.standing();
    return standing.isLeaseUsable()
        ? standing.held().filter(held -> !held.isExpired(now))
        : Optional.empty();
  }
}
