package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rdkb.dhcpmanager.server.LeaseBackend;
import org.rdkb.dhcpmanager.server.etcd.EtcdAccess;
import org.rdkb.dhcpmanager.server.etcd.EtcdFleet;
import org.rdkb.dhcpmanager.server.etcd.FleetCounters;
import org.rdkb.dhcpmanager.watch.Figure;

/** The leases of the DHCPv4 server where it shares them; not loaded where it does not. */
final class SharedLeases implements AutoCloseable {
  private final EtcdFleet fleet;
  private final SteadyClock clock;

  private SharedLeases(EtcdFleet fleet, SteadyClock clock) {
    this.fleet = fleet;
    this.clock = clock;
  }

  static SharedLeases open(EtcdAccess access, Path folder, SteadyClock clock) throws IOException {
    return new SharedLeases(EtcdFleet.open(access, folder), clock);
  }

  LeaseBackend over(LeaseBackend local) {
    return fleet.over(local, () -> AddressServer.now(clock));
  }

  /** Empty if the store answers. */
  String trouble() {
    FleetCounters seen = fleet.counters();
    if (seen.hasQuorum()) {
      return "";
    }
    return seen.isOpen()
        ? "etcd does not answer: new clients only from blocks of our own, for a while"
        : "etcd does not answer: known clients only";
  }

  List<Figure> figures() {
    FleetCounters seen = fleet.counters();
    return List.of(
        gauge("quorum", "1 while etcd answers", seen.hasQuorum() ? 1 : 0),
        gauge("session", "1 while new clients can be served", seen.isOpen() ? 1 : 0),
        gauge("blocks", "Address blocks that are our own", seen.blocks()),
        counter("transactions", "Transactions that took claims", seen.transactions()),
        counter("claims", "Claims in those", seen.claims()),
        counter("refused", "Changes that were another server's to make", seen.refused()),
        counter("alone", "Changes made without etcd", seen.alone()),
        counter("quorum_losses", "How often etcd ceased to answer", seen.losses()));
  }

  private static Figure gauge(String what, String help, long value) {
    return new Figure("dhcpmgr_fleet_" + what, help, Figure.Kind.GAUGE, Map.of(), value);
  }

  private static Figure counter(String what, String help, long value) {
    return new Figure("dhcpmgr_fleet_" + what, help, Figure.Kind.COUNTER, Map.of(), value);
  }

  @Override
  public void close() {
    fleet.close();
  }
}
