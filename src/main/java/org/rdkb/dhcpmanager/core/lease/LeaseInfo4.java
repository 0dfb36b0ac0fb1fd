package org.rdkb.dhcpmanager.core.lease;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * The {@code LeaseInfo} block of an IPv4 lease as WAN Manager and the voice agent know it: a C
 * structure of 884 octets, little-endian, the same on 32 and 64 bits. Texts are cut to their field
 * and always end in a NUL; padding and what the lease does not say are zero.
 */
public final class LeaseInfo4 {
  /** Size of the block. */
  public static final int LENGTH = 884;

  /** What the block says when the server sent no MTU (option 26). */
  private static final int DEFAULT_MTU = 1500;

  private static final int OPTION_122 = 122;

  private final ByteBuffer block = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);

  private LeaseInfo4() {}

  /**
   * Encodes a lease.
   *
   * @param ifName the row's interface
   * @param lease what was granted
   * @return 884 octets
   */
  public static Octets encode(String ifName, Lease4 lease) {
    LeaseInfo4 info = new LeaseInfo4();
    List<Ipv4Address> dns = lease.network().dnsServers();
    Provisioning4 provisioning = lease.provisioning();
    info.text(64, ifName);
    info.text(32, lease.address().toString());
    info.text(32, Ipv4Prefix.mask(lease.prefixLength()).toString());
    info.text(32, gateway(lease.network()));
    info.text(64, dns.isEmpty() ? "" : dns.get(0).toString());
    info.text(64, dns.size() < 2 ? "" : dns.get(1).toString());
    info.text(64, provisioning.timeZone());
    info.block.putInt(lease.network().mtu().orElse(DEFAULT_MTU));
    info.block.putInt(provisioning.timeOffset().orElse(0));
    info.block.putInt(provisioning.timeOffset().isPresent() ? 1 : 0); // bool and three of padding
    info.block.putInt(0); // upstreamCurrRate: no option of a lease carries it
    info.block.putInt(0); // downstreamCurrRate: likewise
    info.text(
        256, Optional.ofNullable(lease.options().get(OPTION_122)).map(Octets::toHex).orElse(""));
    info.text(64, provisioning.bootFile());
    info.text(64, provisioning.tftpServer());
    info.text(64, provisioning.hostName());
    info.text(64, provisioning.domainName());
    return Octets.of(info.block.array());
  }

  /**
   * Where the default route leads: by option 121 if it has one (RFC 3442), else all of option 3.
   */
  private static String gateway(Network4 network) {
    List<Ipv4Address> classless =
        network.classlessRoutes().stream()
            .filter(route -> route.destination().equals(Ipv4Prefix.DEFAULT))
            .map(Route4::gateway)
            .toList();
    return (classless.isEmpty() ? network.routers() : classless)
        .stream().map(Ipv4Address::toString).collect(Collectors.joining(" "));
  }

  private void text(int size, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int start = block.position();
    block.put(bytes, 0, Math.min(bytes.length, size - 1));
    block.position(start + size);
  }
}
