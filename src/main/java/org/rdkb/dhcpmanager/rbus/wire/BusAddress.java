package org.rdkb.dhcpmanager.rbus.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a broker listens. */
public sealed interface BusAddress {

  /**
   * Reads an address as it is written in settings and on command lines.
   *
   * @param text {@code unix:///absolute/path} or {@code tcp://host:port}
   * @return the address
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static BusAddress parse(String text) {
    if (text.startsWith("unix://")) {
      return Unix.parse(text, text.substring("unix://".length()));
    }
    if (text.startsWith("tcp://")) {
      return Tcp.parse(text, text.substring("tcp://".length()));
    }
    throw refused(text, "begins neither with unix:// nor with tcp://");
  }

  /**
   * The address as the socket layer wants it; a host name is looked up by this call.
   *
   * @return never null
   */
  SocketAddress socketAddress();

  /**
   * Which kind of socket.
   *
   * @return never null
   */
  StandardProtocolFamily family();

  private static IllegalArgumentException refused(String text, String reason) {
    return new IllegalArgumentException("bus address '" + text + "' " + reason);
  }

  /**
   * A socket file.
   *
   * @param path absolute, at most 107 octets: the room that the kernel has for it
   */
  record Unix(Path path) implements BusAddress {
    private static final int LONGEST = 107;

    static Unix parse(String text, String path) {
      if (!path.startsWith("/") || path.endsWith("/")) {
        throw refused(text, "names no absolute path of a socket file");
      }
      if (path.indexOf('\0') >= 0 || path.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
        throw refused(text, "has a path of more than " + LONGEST + " octets, or with a NUL");
      }
      try {
        return new Unix(Path.of(path));
      } catch (InvalidPathException wrong) {
        throw refused(text, "has a path that is none: " + wrong.getReason());
      }
    }

    @Override
    public SocketAddress socketAddress() {
      return UnixDomainSocketAddress.of(path);
    }

    @Override
    public StandardProtocolFamily family() {
      return StandardProtocolFamily.UNIX;
    }

    @Override
    public String toString() {
      return "unix://" + path;
    }
  }

  /**
   * A TCP port. Only IPv4: stock peers handle IPv6 literals half.
   *
   * @param host IPv4 address, name of a network interface, or host name
   * @param port 1…65535
   */
  record Tcp(String host, int port) implements BusAddress {
    static Tcp parse(String text, String rest) {
      int colon = rest.lastIndexOf(':');
      if (colon <= 0) {
        throw refused(text, "lacks host or port");
      }
      String host = rest.substring(0, colon);
      if (!host.matches("[A-Za-z0-9._-]+")) {
        throw refused(text, "names no IPv4 address or host");
      }
      String digits = rest.substring(colon + 1);
      if (!digits.matches("[0-9]{1,5}")
          || Integer.parseInt(digits) < 1
          || Integer.parseInt(digits) > 65_535) {
        throw refused(text, "has no port from 1 to 65535");
      }
      return new Tcp(host, Integer.parseInt(digits));
    }

    @Override
    public SocketAddress socketAddress() {
      return interfaceAddress()
          .map(address -> new InetSocketAddress(address, port))
          .orElseGet(() -> new InetSocketAddress(host, port));
    }

    /** Stock programs take the name of an interface for its first IPv4 address. */
    private Optional<InetAddress> interfaceAddress() {
      try {
        return Optional.ofNullable(NetworkInterface.getByName(host)).stream()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(Inet4Address.class::isInstance)
            .findFirst();
      } catch (SocketException unknown) {
        return Optional.empty();
      }
    }

    @Override
    public StandardProtocolFamily family() {
      return StandardProtocolFamily.INET;
    }

    @Override
    public String toString() {
      return "tcp://" + host + ":" + port;
    }
  }
}
