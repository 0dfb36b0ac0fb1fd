package org.rdkb.dhcpmanager.probe;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** This machine. */
final class LinuxSurroundings implements Surroundings {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final String NOWHERE = "0".repeat(32);
  private static final int RTF_UP = 1;
  private static final int RTF_REJECT = 0x200;

  private final Supplier<String> bus;

  LinuxSurroundings(Supplier<String> bus) {
    this.bus = bus;
  }

  @Override
  public String link(String linuxInterface) {
    try {
      NetworkInterface found = NetworkInterface.getByName(linuxInterface);
      if (found == null) {
        return "there is no interface " + linuxInterface;
      }
      return found.isUp() ? "" : linuxInterface + " has no carrier, or is switched off";
    } catch (SocketException gone) {
      return "there is no interface " + linuxInterface;
    }
  }

  /** Without their scopes: a lease knows none. */
  @Override
  public Set<InetAddress> addresses(String linuxInterface) {
    try {
      NetworkInterface found = NetworkInterface.getByName(linuxInterface);
      return found == null
          ? Set.of()
          : found
              .inetAddresses()
              .map(LinuxSurroundings::withoutScope)
              .collect(Collectors.toUnmodifiableSet());
    } catch (SocketException gone) {
      return Set.of();
    }
  }

  private static InetAddress withoutScope(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (IOException never) {
      return address;
    }
  }

  /** {@code /proc/net/ipv6_route}: destination, its length, …, next hop, …, flags, interface. */
  @Override
  public Optional<InetAddress> router6(String linuxInterface) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/net/ipv6_route"))) {
        String[] fields = SPACE.split(line.strip(), -1);
        if (fields.length > 9
            && fields[0].equals(NOWHERE)
            && fields[1].equals("00")
            && fields[9].equals(linuxInterface)
            && (Long.parseLong(fields[8], 16) & (RTF_UP | RTF_REJECT)) == RTF_UP) {
          byte[] hop = HexFormat.of().parseHex(fields[4]);
          NetworkInterface link = NetworkInterface.getByName(linuxInterface);
          return Optional.of(Inet6Address.getByAddress("", hop, link));
        }
      }
    } catch (IOException | IllegalArgumentException unknown) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  @Override
  public String neighbour(
      String linuxInterface, InetAddress from, InetAddress to, Duration atMost) {
    return to instanceof Inet4Address
        ? ArpProbe.ask(linuxInterface, from, to, atMost)
        : NeighbourProbe.ask(linuxInterface, to, atMost);
  }

  @Override
  public String nameServer(Optional<InetAddress> from, InetAddress server, Duration atMost) {
    return NameServerProbe.ask(from, server, NameServerProbe.PORT, atMost);
  }

  @Override
  public String bus() {
    return bus.get();
  }
}
