package org.rdkb.dhcpmanager;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.rdkb.dhcpmanager.server.LeaseBackend;
import org.rdkb.dhcpmanager.watch.Figure;

/**
 * How the DHCPv4 server shares its leases with others.
 *
 * @param backing what stands between it and its journal
 * @param trouble why it cannot do all that it should; empty if it can
 * @param figures for the metrics
 */
record Sharing(
    UnaryOperator<LeaseBackend> backing, Supplier<String> trouble, Supplier<List<Figure>> figures) {
  /** Not at all. */
  static final Sharing NONE = new Sharing(UnaryOperator.identity(), () -> "", List::of);
}
