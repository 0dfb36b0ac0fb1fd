package org.rdkb.dhcpmanager.cli.demo;

import static org.rdkb.dhcpmanager.cli.demo.WatchedRow.text;
import static org.rdkb.dhcpmanager.cli.demo.WatchedRow.yes;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.text.TextTable;

/** The life of an IPv4 row: an address and a default route, by udhcpc from a server of ours. */
final class Walk4 implements Walk {
  private final WatchedRow row;
  private final Gateway gateway;
  private final Isp isp;
  private final Story story;
  private String address = "";

  Walk4(WatchedRow row, Gateway gateway, Isp isp, Story story) {
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
    // The kernel takes up to a second to see the carrier of a new cable; that is not ours to
    // measure.
    row.until("a carrier on the cable", () -> gateway.addresses().contains(" UP "));
    long enabled = row.set(text("Interface", Topology.WAN), yes("Enable"));
    row.until("DHCPStatus=Bound", () -> row.value("DHCPStatus").equals("Bound"));
    address = row.value("IPAddress");
    Duration bound = Duration.ofNanos(System.nanoTime() - enabled);
    story.tell("Bound to " + address + " after " + bound.toMillis() + " ms");
    row.awaitEvent("LEASE_UPDATE", enabled);
    row.show();
    row.until("the kernel to have " + address, () -> gateway.addresses().contains(address + "/"));
    row.until("the default route", () -> gateway.routes().lines().anyMatch(this::isDefault));
    story.tell("the kernel really has (ip address, ip route in the gateway)");
    story.quote(gateway.addresses() + gateway.routes());
    acknowledged(1);
  }

  private boolean isDefault(String route) {
    return route.startsWith("default via " + Topology.ISP_ADDRESS);
  }

  @Override
  public void end() throws DemoFailure, BusException, InterruptedException {
    long asked = row.set(yes("Renew"));
    row.awaitEvent("LEASE_RENEW", asked);
    acknowledged(2);
    release();
    row.remove();
  }

  private void acknowledged(int times) throws DemoFailure, InterruptedException {
    row.until(
        "lease number " + times + " in the server's log",
        () -> isp.granted4(address).size() >= times);
    tellServer(isp::granted4);
  }

  /** Reads the server's log about an address. */
  @FunctionalInterface
  private interface Evidence {
    List<String> about(String address) throws IOException;
  }

  private void tellServer(Evidence evidence) throws DemoFailure {
    try {
      List<String> lines = evidence.about(address);
      story.tell("the server's log says");
      story.quote(lines.get(lines.size() - 1));
    } catch (IOException unreadable) {
      throw new DemoFailure("the server's log cannot be read: " + unreadable.getMessage());
    }
  }

  private void release() throws DemoFailure, BusException, InterruptedException {
    long asked = row.set(yes("X_RDK_Release"));
    row.awaitEvent("CLIENT_STOPPED", asked);
    row.until("the address to leave the kernel", () -> !gateway.addresses().contains(address));
    row.until("the default route to go", () -> gateway.routes().lines().noneMatch(this::isDefault));
    story.tell("the kernel has no address and no route of the lease any more");
    row.until("the release in the server's log", () -> !isp.released4(address).isEmpty());
    tellServer(isp::released4);
  }
}
