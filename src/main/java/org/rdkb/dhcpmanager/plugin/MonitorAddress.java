package org.rdkb.dhcpmanager.plugin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the monitor listens: loopback or a unix socket, nothing that another machine can reach.
 * Written {@code tcp://127.0.0.1:50324}, {@code tcp://[::1]:50324}, {@code unix:/path} or {@code
 * ipc:///path}. Port 0 takes any free port.
 */
public sealed interface MonitorAddress {
  /** What listens there unless the settings say otherwise. */
  MonitorAddress DEFAULT = new Tcp("127.0.0.1", 50324);

  /**
   * A port on loopback.
   *
   * @param host a literal loopback address, IPv6 without brackets
   * @param port 0…65535
   */
  record Tcp(String host, int port) implements MonitorAddress {
    String endpoint() {
      return "tcp://" + bracketed() + ":" + (port == 0 ? "*" : Integer.toString(port));
    }

    private String bracketed() {
      return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    @Override
    public String forPlugins() {
      return bracketed() + ":" + port;
    }
  }

  /**
   * A unix stream socket.
   *
   * @param path absolute
   */
  record Unix(Path path) implements MonitorAddress {
    @Override
    public String forPlugins() {
      return "unix:" + path;
    }
  }

  /**
   * The address as plugins read it from {@code DHCPMGR_MONITOR}.
   *
   * @return {@code host:port} or {@code unix:/path}
   */
  String forPlugins();

  /**
   * Reads the setting {@code monitor.address}.
   *
   * @param text the setting
   * @return the address
   * @throws IllegalArgumentException naming what is wrong with it
   */
  static MonitorAddress parse(String text) {
    Matcher tcp =
        Pattern.compile("tcp://(\\[[0-9A-Fa-f:.]+]|[0-9.]+|localhost):([0-9]{1,5})").matcher(text);
    if (tcp.matches()) {
      return tcp(tcp.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(tcp.group(2)));
    }
    Matcher unix = Pattern.compile("(?:unix:|ipc://)(/.{0,100})").matcher(text);
    if (unix.matches()) {
      try {
        return new Unix(Path.of(unix.group(1)).normalize());
      } catch (InvalidPathException invalid) {
        throw new IllegalArgumentException("monitor.address: not a path: " + invalid.getReason());
      }
    }
    throw new IllegalArgumentException(
        "monitor.address: expected tcp://127.0.0.1:<port>, tcp://[::1]:<port> or unix:/<path>");
  }

  private static Tcp tcp(String host, int port) {
    if (port > 65_535) {
      throw new IllegalArgumentException("monitor.address: port " + port);
    }
    String literal = host.equals("localhost") ? "127.0.0.1" : host;
    try {
      // The pattern admits digits, dots and colons only: no name is looked up.
      if (!InetAddress.getByName(literal).isLoopbackAddress()) {
        throw new IllegalArgumentException(
            "monitor.address: " + literal + " is not loopback; other machines could send leases");
      }
    } catch (UnknownHostException notLiteral) {
      throw new IllegalArgumentException("monitor.address: " + literal + " is no address");
    }
    return new Tcp(literal, port);
  }
}
