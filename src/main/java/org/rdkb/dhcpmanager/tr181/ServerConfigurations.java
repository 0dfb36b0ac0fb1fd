package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.pool.AddressPool;
import org.rdkb.dhcpmanager.core.pool.AddressRange;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.LeaseTerms;
import org.rdkb.dhcpmanager.core.pool.PoolOption;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;
import org.rdkb.dhcpmanager.core.pool.StaticAddress;
import org.rdkb.dhcpmanager.core.pool.StaticAddresses;

/** Reduces {@code Device.DHCPv4.Server.} of the tree to what the server needs. */
public final class ServerConfigurations {
  /** Everything that the server is configured by has a path that begins so. */
  public static final String SERVER = "Device.DHCPv4.Server.";

  static final String ENABLE = SERVER + "Enable";
  static final String POOLS = SERVER + "Pool.";

  private ServerConfigurations() {}

  /**
   * What the server is to do.
   *
   * @param tree the configuration
   * @param interfaces which Linux interface a path stands for
   * @return without pools that are disabled or make no sense; without any if the server is disabled
   */
  public static ServerConfiguration of(RowTree tree, InterfaceMap interfaces) {
    List<AddressPool> pools = new ArrayList<>();
    if (tree.root().isTrue(ENABLE)) {
      tree.root().table(POOLS).rows().values().stream()
          .filter(row -> row.isTrue("Enable") && trouble(row).isEmpty())
          .sorted(Comparator.comparingLong(row -> Long.parseLong(row.text("Order"))))
          .forEach(
              row ->
                  interfaces
                      .linuxName(row.text("Interface"))
                      .ifPresent(name -> pools.add(pool(row, name))));
    }
    return new ServerConfiguration(
        apart(pools), ServerConfiguration.Timing.USUAL, ServerConfiguration.Unknown.NAK);
  }

  /** R33, where ranges overlap (R23): what one pool keeps for a client, no other gives out. */
  private static List<AddressPool> apart(List<AddressPool> pools) {
    Set<Ipv4Address> kept = new HashSet<>();
    pools.forEach(pool -> kept.addAll(pool.statics().addresses()));
    return pools.stream()
        .map(
            pool ->
                pool.reserving(
                    kept.stream()
                        .filter(pool.range()::contains)
                        .filter(address -> !pool.statics().addresses().contains(address))
                        .toList()))
        .toList();
  }

  /** What is wrong with a pool's parameters (R14); empty if nothing is. */
  static String trouble(Row pool) {
    if (pool.text("Interface").isEmpty()) {
      return "Interface is empty";
    }
    Optional<Ipv4Address> least = address(pool, "MinAddress");
    Optional<Ipv4Address> most = address(pool, "MaxAddress");
    Optional<Ipv4Prefix> subnet = subnet(pool);
    if (least.isEmpty() || most.isEmpty() || subnet.isEmpty()) {
      return "MinAddress, MaxAddress or SubnetMask is missing or wrong";
    }
    return subnet.get().contains(most.get())
            && subnet.get().length() >= 8
            && least.get().compareTo(most.get()) <= 0
        ? ""
        : "MinAddress and MaxAddress are no range of one subnet";
  }

  private static Optional<Ipv4Address> address(Row row, String key) {
    return Ipv4Address.parse(row.text(key));
  }

  private static Optional<Ipv4Prefix> subnet(Row pool) {
    OptionalInt length =
        address(pool, "SubnetMask").map(Ipv4Prefix::lengthOf).orElse(OptionalInt.empty());
    return length.isPresent()
        ? address(pool, "MinAddress").map(least -> new Ipv4Prefix(least, length.getAsInt()))
        : Optional.empty();
  }

  private static AddressPool pool(Row row, String linuxInterface) {
    AddressRange range =
        new AddressRange(
            address(row, "MinAddress").orElseThrow(), address(row, "MaxAddress").orElseThrow());
    return new AddressPool(
        row.instance(),
        linuxInterface,
        subnet(row).orElseThrow(),
        range,
        reserved(row),
        statics(row),
        options(row),
        terms(row),
        ServingConditions.of(row),
        SpecialOptionRows.of(row));
  }

  /** The bounds give way to the time itself. */
  private static LeaseTerms terms(Row row) {
    long seconds = Long.parseLong(row.text("LeaseTime"));
    long usual = seconds < 0 ? LeaseTerms.INFINITE : Math.max(1, seconds);
    long least = Math.max(1, Long.parseLong(row.text("X_DHCPMGR_MinLeaseTime")));
    long most = Long.parseLong(row.text("X_DHCPMGR_MaxLeaseTime"));
    return new LeaseTerms(Math.min(least, usual), usual, Math.max(usual, most));
  }

  /** Our own addresses are told to clients as gateways or resolvers; they are never given out. */
  private static Set<Ipv4Address> reserved(Row row) {
    Set<Ipv4Address> reserved = new HashSet<>(addresses(row, "ReservedAddresses"));
    reserved.addAll(addresses(row, "IPRouters"));
    reserved.addAll(addresses(row, "DNSServers"));
    return reserved;
  }

  private static List<Ipv4Address> addresses(Row row, String key) {
    List<Ipv4Address> found = new ArrayList<>();
    for (String item : row.text(key).split(",", -1)) {
      Ipv4Address.parse(item).ifPresent(found::add);
    }
    return found;
  }

  private static StaticAddresses statics(Row pool) {
    List<StaticAddress> found = new ArrayList<>();
    for (Row row : pool.table("StaticAddress.").rows().values()) {
      Optional<ClientKey> owner = owner(row);
      Optional<Ipv4Address> address = address(row, "Yiaddr");
      if (owner.isPresent() && address.isPresent()) {
        StaticAddress.Use use = row.isTrue("Enable") ? StaticAddress.Use.ON : StaticAddress.Use.OFF;
        found.add(new StaticAddress(owner.get(), address.get(), use));
      }
    }
    return new StaticAddresses(found);
  }

  static Optional<ClientKey> owner(Row row) {
    return Octets.parseHex(row.text("X_DHCPMGR_ClientID"))
        .filter(identifier -> identifier.length() > 0)
        .map(ClientKey::identifiedBy)
        .or(() -> HardwareAddress.parse(row.text("Chaddr")).map(ClientKey::of));
  }

  /**
   * What became of a static address of a pool (R33).
   *
   * @param pool its row
   * @param row the static address
   */
  static String staticStatus(Row pool, Row row) {
    if (!row.isTrue("Enable")) {
      return "Disabled";
    }
    Optional<Ipv4Address> address = address(row, "Yiaddr");
    Optional<Ipv4Prefix> subnet = subnet(pool);
    return owner(row).isPresent()
            && address.isPresent()
            && subnet.isPresent()
            && subnet.get().contains(address.get())
        ? "Active"
        : "Error_Misconfigured";
  }

  /** An Option row says it instead of the parameter that says the same. */
  private static List<PoolOption> options(Row pool) {
    List<PoolOption> found = new ArrayList<>();
    list(pool, "IPRouters", OptionCode4.ROUTERS).ifPresent(found::add);
    if (pool.isTrue("DNSServersEnabled")) {
      list(pool, "DNSServers", OptionCode4.DNS_SERVERS).ifPresent(found::add);
    }
    long offset = Long.parseLong(pool.text("X_CISCO_COM_TimeOffset"));
    if (offset != 0) {
      Octets seconds = new OctetsWriter().u32(offset & 0xffffffffL).toOctets();
      found.add(new PoolOption(OptionCode4.TIME_OFFSET, seconds, PoolOption.Sent.ASKED));
    }
    list(pool, "WINSServers", OptionCode4.WINS_SERVERS).ifPresent(found::add);
    if (!pool.text("DomainName").isEmpty()) {
      Octets name = Octets.utf8(pool.text("DomainName"));
      found.add(new PoolOption(OptionCode4.DOMAIN_NAME, name, PoolOption.Sent.ASKED));
    }
    found.addAll(SpecialOptionRows.options(pool, "Option."));
    return found;
  }

  private static Optional<PoolOption> list(Row pool, String key, int code) {
    OctetsWriter payload = new OctetsWriter();
    addresses(pool, key).forEach(a -> payload.u32(Integer.toUnsignedLong(a.bits())));
    Octets octets = payload.toOctets();
    return octets.length() == 0
        ? Optional.empty()
        : Optional.of(new PoolOption(code, octets, PoolOption.Sent.ASKED));
  }
}
