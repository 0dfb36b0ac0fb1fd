package org.rdkb.dhcpmanager.cli.demo;

import static org.rdkb.dhcpmanager.cli.demo.WatchedRow.text;
import static org.rdkb.dhcpmanager.cli.demo.WatchedRow.yes;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.text.TextTable;

/** The life of an IPv6 row: an address and a delegated prefix, by dibbler-client from Kea. */
final class Walk6 implements Walk {
  private static final String ADDRESSES = "X_DHCPMGR_Addresses";
  private static final String PREFIXES = "X_DHCPMGR_Prefixes";

  private final WatchedRow row;
  private final Gateway gateway;
  private final Isp isp;
  private final Story story;
  private String address = "";
  private String prefix = "";

  Walk6(WatchedRow row, Gateway gateway, Isp isp, Story story) {
    this.row = row;
    this.gateway = gateway;
    this.isp = isp;
    this.story = story;
  }

  @Override
  public TextTable rows() throws BusException {
    return row.wholeTable();
  }

  @Override
  public void addAndBind() throws DemoFailure, BusException, InterruptedException {
    row.add();
    long enabled =
        row.set(
            text("Interface", Topology.WAN),
            yes("RequestAddresses"),
            yes("RequestPrefixes"),
            yes("Enable"));
    row.until("address and prefix", this::isWhole);
    Duration bound = Duration.ofNanos(System.nanoTime() - enabled);
    address = row.value(ADDRESSES);
    prefix = row.value(PREFIXES);
    story.tell("Bound to " + address + " and " + prefix + " after " + bound.toMillis() + " ms");
    row.awaitEvent("LEASE_UPDATE", enabled);
    row.show();
    row.until("the kernel to have " + address, () -> gateway.addresses().contains(address + "/"));
    row.until("the route that keeps " + prefix, () -> gateway.routes6().contains(keeping()));
    story.tell("the kernel really has (ip address, ip -6 route in the gateway)");
    story.quote(gateway.addresses() + gateway.routes6());
    tellServer("DHCP6_LEASE_ALLOC", "DHCP6_PD_LEASE_ALLOC");
  }

  private boolean isWhole() throws BusException {
    return !row.value(ADDRESSES).isEmpty() && !row.value(PREFIXES).isEmpty();
  }

  /** A delegated prefix that is not in use yet leads nowhere (RFC 8415 section 6.4). */
  private String keeping() {
    return "unreachable " + prefix;
  }

  @Override
  public void end() throws DemoFailure, BusException, InterruptedException {
    long asked = row.set(yes("Renew"));
    row.awaitEvent("LEASE_RENEW", asked);
    tellServer("DHCP6_LEASE_RENEW", "DHCP6_PD_LEASE_RENEW");
    release();
    row.remove();
  }

  /** What the server did with the address, and with the prefix. */
  private void tellServer(String withAddress, String withPrefix)
      throws DemoFailure, InterruptedException {
    List<String> seen = new ArrayList<>();
    row.until(
        withAddress + " and " + withPrefix + " in the server's log",
        () -> seen(seen, withAddress, withPrefix));
    story.tell("the server's log says");
    seen.forEach(story::quote);
  }

  private boolean seen(List<String> seen, String withAddress, String withPrefix)
      throws IOException {
    List<String> first = isp.said6(withAddress, address);
    List<String> second = isp.said6(withPrefix, prefix);
    if (first.isEmpty() || second.isEmpty()) {
      return false;
    }
    seen.addAll(List.of(first.get(first.size() - 1), second.get(second.size() - 1)));
    return true;
  }

  private void release() throws DemoFailure, BusException, InterruptedException {
    long asked = row.set(yes("X_RDK_Release"));
    row.awaitEvent("CLIENT_STOPPED", asked);
    row.until("the address to leave the kernel", () -> !gateway.addresses().contains(address));
    row.until("the route to go", () -> !gateway.routes6().contains(keeping()));
    story.tell("the kernel has no address and no route of the lease any more");
    tellServer("DHCP6_RELEASE_NA", "DHCP6_RELEASE_PD");
  }
}
