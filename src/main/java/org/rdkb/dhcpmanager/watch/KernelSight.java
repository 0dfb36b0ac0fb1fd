package org.rdkb.dhcpmanager.watch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;

/** What the kernel has, by its own word: links, addresses, default routes. */
final class KernelSight {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final String NOWHERE6 = "00000000000000000000000000000000";

  /** Flags of a route: it is up. */
  private static final int RTF_UP = 1;

  /** Flags of an IPv6 route: everything that comes is refused. */
  private static final int RTF_REJECT = 0x200;

  private final Path routes;

  /**
   * A kernel.
   *
   * @param net its {@code /proc/net}
   */
  KernelSight(Path net) {
    this.routes = net;
  }

  /** What a link is like. */
  enum Link {
    /** No interface has that name. */
    ABSENT,
    /** Switched off, or without carrier. */
    DOWN,
    /** Switched on, with carrier. */
    UP
  }

  Link link(String name) {
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      if (found == null) {
        return Link.ABSENT;
      }
      return found.isUp() ? Link.UP : Link.DOWN;
    } catch (SocketException gone) {
      return Link.ABSENT;
    }
  }

  /** As they are written in leases. */
  List<String> addresses(String name) {
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      return found == null ? List.of() : found.inetAddresses().map(KernelSight::written).toList();
    } catch (SocketException gone) {
      return List.of();
    }
  }

  private static String written(InetAddress address) {
    byte[] octets = address.getAddress();
    return octets.length == 16
        ? Ipv6Address.ofBytes(octets).toString()
        : String.valueOf(address.getHostAddress());
  }

  boolean hasDefaultRoute(String name, boolean v6) {
    try {
      return Files.readAllLines(routes.resolve(v6 ? "ipv6_route" : "route")).stream()
          .map(line -> SPACE.split(line.strip(), -1))
          .anyMatch(fields -> v6 ? isDefault6(fields, name) : isDefault4(fields, name));
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Interface, destination, gateway, flags, …, mask at 7. */
  private static boolean isDefault4(String[] fields, String name) {
    return fields.length > 7
        && fields[0].equals(name)
        && fields[1].equals("00000000")
        && fields[7].equals("00000000")
        && (flags(fields[3]) & RTF_UP) != 0;
  }

  /** Destination, its length, …, flags at 8, interface at 9. */
  private static boolean isDefault6(String[] fields, String name) {
    return fields.length > 9
        && fields[0].equals(NOWHERE6)
        && fields[1].equals("00")
        && fields[9].equals(name)
        && (flags(fields[8]) & RTF_UP) != 0
        && (flags(fields[8]) & RTF_REJECT) == 0;
  }

  private static long flags(String hexadecimal) {
    return hexadecimal.matches("[0-9a-fA-F]{1,8}") ? Long.parseLong(hexadecimal, 16) : 0;
  }
}
