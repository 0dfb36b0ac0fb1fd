package org.rdkb.dhcpmanager.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.bus.view.ClientRow;

/**
 * Goes up a row's connection, layer by layer: is there a link, does the kernel have the address of
 * the lease, is there a way to the gateway, are there name servers, does the bus answer. Looks and
 * sends nothing.
 */
final class LayerCheck {
  private static final Pattern LIST = Pattern.compile("[ ,]+");

  private final KernelSight kernel;
  private final Supplier<BusSight> bus;

  LayerCheck(KernelSight kernel, Supplier<BusSight> bus) {
    this.kernel = kernel;
    this.bus = bus;
  }

  /** Link, address, gateway, DNS, bus: all five, in this order. */
  List<Layer> of(ClientRow row) {
    List<Layer> layers = new ArrayList<>();
    layers.add(link(row));
    boolean below = layers.get(0).verdict() == Layer.Verdict.GOOD;
    layers.add(below ? address(row) : Layer.notAsked("address", "without a link there is none"));
    below = layers.get(1).verdict() == Layer.Verdict.GOOD;
    layers.add(below ? gateway(row) : Layer.notAsked("gateway", "without an address of no use"));
    layers.add(below ? dns(row) : Layer.notAsked("DNS", "without an address of no use"));
    layers.add(bus());
    return layers;
  }

  private Layer link(ClientRow row) {
    String name = linuxInterface(row);
    if (!row.isEnabled()) {
      return Layer.notAsked("link", "the row is disabled");
    }
    if (name.isEmpty()) {
      return Layer.bad("link", "the row has no interface");
    }
    return switch (kernel.link(name)) {
      case ABSENT -> Layer.bad("link", "there is no interface " + name);
      case DOWN -> Layer.bad("link", name + " has no carrier, or is switched off");
      case UP -> Layer.good("link", name + " is up");
    };
  }

  private Layer address(ClientRow row) {
    List<String> leased = addresses(row);
    if (!row.isBound()) {
      String error = row.value("X_DHCPMGR_LastError");
      return Layer.bad(
          "address", "no lease (" + row.dhcpStatus() + ")" + (error.isEmpty() ? "" : ": " + error));
    }
    if (leased.isEmpty()) {
      return Layer.good("address", "the lease has none; it was not asked for, or is a prefix only");
    }
    List<String> missing = new ArrayList<>(leased);
    missing.removeAll(kernel.addresses(linuxInterface(row)));
    return missing.isEmpty()
        ? Layer.good("address", String.join(", ", leased) + " is on " + linuxInterface(row))
        : Layer.bad("address", missing.get(0) + " is leased, but not on " + linuxInterface(row));
  }

  private Layer gateway(ClientRow row) {
    boolean v6 = row.table().equals(ClientRow.DHCPV6);
    String name = linuxInterface(row);
    if (kernel.hasDefaultRoute(name, v6)) {
      return Layer.good("gateway", "a default route leads through " + name);
    }
    if (v6) {
      return Layer.bad(
          "gateway", "no default route through " + name + "; it comes by router advertisements");
    }
    return row.value("IPRouters").isEmpty()
        ? Layer.bad("gateway", "the lease names no router")
        : Layer.bad(
            "gateway", row.value("IPRouters") + " is leased, but no default route leads there");
  }

  private static Layer dns(ClientRow row) {
    List<String> servers = words(row.value("DNSServers") + " " + row.value("X_DHCPMGR_DNSServers"));
    return servers.isEmpty()
        ? Layer.bad("DNS", "the lease names no server")
        : Layer.good("DNS", String.join(", ", servers));
  }

  private Layer bus() {
    BusSight seen = bus.get();
    return seen.trouble().isEmpty()
        ? Layer.good("bus", "the broker at " + seen.address() + " answers")
        : Layer.bad("bus", seen.trouble());
  }

  private static String linuxInterface(ClientRow row) {
    String own = row.value("X_RDK_LinuxInterface");
    return own.isEmpty() ? row.value("Interface") : own;
  }

  private static List<String> addresses(ClientRow row) {
    return words(row.value("IPAddress") + " " + row.value("X_DHCPMGR_Addresses"));
  }

  private static List<String> words(String list) {
    return Arrays.stream(LIST.split(list, -1)).filter(word -> !word.isEmpty()).toList();
  }
}
