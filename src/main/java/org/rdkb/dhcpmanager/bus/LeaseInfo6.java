package org.rdkb.dhcpmanager.bus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.lease.Network6;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.v6.MtaOptions;
import org.rdkb.dhcpmanager.core.option.v6.VendorOptions;
import org.rdkb.dhcpmanager.core.softwire.MapDomain;
import org.rdkb.dhcpmanager.core.softwire.MapParameters;
import org.rdkb.dhcpmanager.core.softwire.MapTransport;
import org.rdkb.dhcpmanager.core.softwire.PortSet;
import org.rdkb.dhcpmanager.core.softwire.Softwires;

/**
 * The {@code LeaseInfo} block of an IPv6 lease as WAN Manager knows it: a C structure of 924
 * octets, or of 1180 since {@code aftr} was appended; little-endian, the same on 32 and 64 bits. It
 * carries the first address and the first prefix. Texts are cut to their field and always end in a
 * NUL; padding and what the lease does not say are zero, and so is the whole MAP part without a
 * rule.
 */
public final class LeaseInfo6 {
  /** Offset of the MAP part behind its two flags; consumers compare it octet by octet. */
  private static final int MAP = 468;

  private final ByteBuffer block;

  private LeaseInfo6(Size size) {
    block = ByteBuffer.allocate(size.octets).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Which of the two structures the image was built with; consumers compare the length. */
  public enum Size {
    /** Headers before July 2026. */
    WITHOUT_AFTR(924),
    /** Headers since. */
    WITH_AFTR(1180);

    private final int octets;

    Size(int octets) {
      this.octets = octets;
    }

    /**
     * The length of the block.
     *
     * @return octets
     */
    public int octets() {
      return octets;
    }
  }

  /**
   * Encodes a lease.
   *
   * @param ifName the row's interface
   * @param lease what is held, its lifetimes counted from now
   * @param size which structure
   * @return as many octets as the size says
   */
  public static Octets encode(String ifName, Lease6 lease, Size size) {
    LeaseInfo6 info = new LeaseInfo6(size);
    Network6 network = lease.answer().network();
    List<Ipv6Address> dns = network.dnsServers();
    boolean hasPrefix = !lease.prefixes().isEmpty();
    info.text(32, ifName);
    info.text(48, lease.addresses().isEmpty() ? "" : lease.addresses().get(0).address().toString());
    info.text(128, dns.isEmpty() ? "" : dns.get(0).toString());
    info.text(128, dns.size() < 2 ? "" : dns.get(1).toString());
    info.text(64, network.domains().isEmpty() ? "" : network.domains().get(0));
    info.text(48, hasPrefix ? lease.prefixes().get(0).prefix().toString() : "/0");
    info.seconds(hasPrefix ? lease.prefixes().get(0).lifetimes().preferred().seconds() : 0);
    info.seconds(hasPrefix ? lease.prefixes().get(0).lifetimes().valid().seconds() : 0);
    info.flag(!lease.addresses().isEmpty());
    info.flag(hasPrefix);
    info.flag(!network.domains().isEmpty());
    info.flag(false);
    info.block.putInt(timeOffset(lease));
    Softwires.of(lease).map().ifPresent(info::map);
    info.block.position(Size.WITHOUT_AFTR.octets);
    if (size == Size.WITH_AFTR) {
      info.text(256, network.aftr());
    }
    return Octets.of(info.block.array());
  }

  /** Sub-option 38 of what CableLabs puts into option 17; 0 without one. */
  private static int timeOffset(Lease6 lease) {
    return Optional.ofNullable(lease.answer().options().get(VendorOptions.CODE))
        .flatMap(payload -> MtaOptions.of(payload).timeOffset())
        .orElse(0);
  }

  private void map(MapDomain domain) {
    MapParameters map = MapParameters.of(domain);
    PortSet ports = map.ports();
    flag(map.transport() == MapTransport.MAP_T);
    flag(map.transport() == MapTransport.MAP_E);
    block.position(MAP);
    text(128, map.border().toString());
    text(32, map.ruleIpv4Prefix().address().toString());
    text(128, map.ruleIpv6Prefix().toString());
    text(128, map.delegatedPrefix().address().toString());
    int[] numbers = {
      map.delegatedPrefix().length(),
      map.eaLength(),
      ports.offset(),
      ports.psidLength(),
      ports.psid(),
      map.ruleIpv4Prefix().length(),
      map.ruleIpv6Prefix().length(),
      ports.sharingRatio()
    };
    for (int number : numbers) {
      block.putInt(number);
    }
    flag(map.forwarding());
    block.position(block.position() + 3);
    block.putInt(map.mapType());
  }

  private void seconds(long value) {
    block.putInt((int) value);
  }

  private void flag(boolean value) {
    block.put((byte) (value ? 1 : 0));
  }

  private void text(int size, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int start = block.position();
    block.put(bytes, 0, Math.min(bytes.length, size - 1));
    block.position(start + size);
  }
}
