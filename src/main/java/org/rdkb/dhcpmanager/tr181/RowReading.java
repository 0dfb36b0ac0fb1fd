package org.rdkb.dhcpmanager.tr181;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lease6;

/**
 * What a binding of a client row may look at.
 *
 * @param row the row that the parameter belongs to: the client's, or one nested in it
 * @param client the client at one moment
 * @param now the steady clock
 * @param display how values are shown
 */
record RowReading(Row row, RowSnapshot client, Instant now, Display display) {

  /**
   * How values are shown.
   *
   * @param profile what stands for an absent address
   * @param wall for dates and times
   */
  record Display(Profile profile, WallClock wall) {}

  Optional<HeldLease> held() {
    return client.lease(now);
  }

  Optional<Lease4> lease() {
    return held()
        .map(HeldLease::lease)
        .flatMap(lease -> lease instanceof Lease4 v4 ? Optional.of(v4) : Optional.empty());
  }

  Optional<Lease6> lease6() {
    return held()
        .map(HeldLease::lease)
        .flatMap(lease -> lease instanceof Lease6 v6 ? Optional.of(v6) : Optional.empty());
  }

  /** An address of the lease; without one empty (R17), or as RDK-B has it 0.0.0.0. */
  String address(Function<Lease4, Optional<Ipv4Address>> field) {
    return lease().flatMap(field).map(Ipv4Address::toString).orElseGet(this::noAddress);
  }

  private String noAddress() {
    return display.profile() == Profile.RDK ? Ipv4Address.ANY.toString() : "";
  }

  /** A list of addresses of the lease; without one empty. */
  String addresses(Function<Lease4, List<Ipv4Address>> field) {
    return lease().map(field).map(Value::list).orElse("");
  }

  String moment(Optional<Instant> steady) {
    return Moments.text(steady, display.wall());
  }
}
