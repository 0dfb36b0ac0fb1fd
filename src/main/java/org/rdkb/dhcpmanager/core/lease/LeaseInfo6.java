package org.rdkb.dhcpmanager.core.lease;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * The {@code LeaseInfo} block of an IPv6 lease as WAN Manager knows it: a C structure of 924
 * octets, or of 1180 since {@code aftr} was appended; little-endian, the same on 32 and 64 bits. It
 * carries the first address and the first prefix. Texts are cut to their field and always end in a
 * NUL; padding and what the lease does not say are zero, and so is the whole MAP part without a
 * rule.
 */
public final class LeaseInfo6 {
  /** Offset of the MAP part, which is compared octet by octet. */
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
    info.seconds(0); // ipv6_TimeOffset: option 17 is not read yet
    info.block.position(size == Size.WITH_AFTR ? Size.WITHOUT_AFTR.octets : MAP);
    if (size == Size.WITH_AFTR) {
      info.text(256, network.aftr());
    }
    return Octets.of(info.block.array());
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
