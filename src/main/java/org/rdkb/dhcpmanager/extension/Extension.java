package org.rdkb.dhcpmanager.extension;

import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.lease.Grant;

/**
 * Code of an integrator. Every method has a default that changes nothing: implement what you need.
 *
 * <p>All methods of one extension are called on one thread of its own, one after another. A call
 * may take 500 ms; one that takes longer is interrupted and the extension is cut off: it is not
 * called again before the manager starts anew. So it is after three exceptions. Who is cut off has
 * no say: rows go on as if it were not there. Values given here are immutable and may be kept.
 */
public interface Extension {

  /**
   * Its name in log lines and in {@code X_DHCPMGR_Extensions}.
   *
   * @return 1…32 letters, digits, dots, hyphens or underscores
   */
  String name();

  /**
   * Whether a configuration may be set. Asked before it is stored, for an enabled row.
   *
   * @param row which row
   * @param wanted as it would be
   * @return the reason of the refusal, for the one who set it; absent: no objection
   */
  default Optional<String> objection(RowId row, ClientConfiguration wanted) {
    return Optional.empty();
  }

  /**
   * Whether a client may be started now. One that may not is tried again later, with growing
   * distance.
   *
   * @param row which row
   * @param wanted with what
   * @return the reason of the refusal, which the row then shows; absent: it may
   */
  default Optional<String> startRefusal(RowId row, ClientConfiguration wanted) {
    return Optional.empty();
  }

  /**
   * Values of options that the client is to send: 43, 60 and 61 for IPv4; 15, 16, 17 and 25 for
   * IPv6 (other codes are left out). Asked before each start of a client, and when one is taken
   * over; another answer than before then replaces the client. A {@code SentOption} row with the
   * same code and a value goes before; one without a value gets this one. Never logged.
   *
   * @param row which row
   * @param wanted its configuration
   * @return in the order to send; empty: none
   */
  default List<SentOption> sentOptions(RowId row, ClientConfiguration wanted) {
    return List.of();
  }

  /**
   * Whether a lease is used. Asked before it is applied, with every renewal.
   *
   * @param row which row
   * @param granted what the server granted
   * @return use it as it is, refuse it, or use it with what is added
   */
  default Judgement judge(RowId row, Grant granted) {
    return Judgement.accepted(granted);
  }

  /**
   * Something happened to a row. Called after it did, in order; changes that come faster than they
   * are heard are left out and counted.
   *
   * @param before the row until now
   * @param after the row from now on
   */
  default void changed(RowSnapshot before, RowSnapshot after) {}
}
