package org.rdkb.dhcpmanager.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where HTTP is served: never beyond this machine. */
public sealed interface HttpAddress {
  /**
   * Reads an address as it is written in settings.
   *
   * @param text {@code unix:///absolute/path} or {@code tcp://HOST:PORT}, with a host of loopback
   * @return the address
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static HttpAddress parse(String text) {
    if (text.startsWith("unix://")) {
      return Unix.parse(text, text.substring("unix://".length()));
    }
    return Tcp.parse(text);
  }

  private static IllegalArgumentException refused(String text, String reason) {
    return new IllegalArgumentException("address '" + text + "' " + reason);
  }

  /**
   * A socket file, which only its owner may use.
   *
   * @param path absolute, at most 107 octets: the room that the kernel has for it
   */
  record Unix(Path path) implements HttpAddress {
    private static final int LONGEST = 107;

    private static Unix parse(String text, String rest) {
      try {
        Path path = Path.of(rest);
        if (!path.isAbsolute() || rest.length() > LONGEST) {
          throw refused(text, "needs an absolute path of at most " + LONGEST + " octets");
        }
        return new Unix(path);
      } catch (InvalidPathException noPath) {
        throw refused(text, "is no path");
      }
    }

    @Override
    public String toString() {
      return "unix://" + path;
    }
  }

  /**
   * A port of loopback.
   *
   * @param host a loopback address as it was written
   * @param port 0 to 65535; 0: any free one
   */
  record Tcp(String host, int port) implements HttpAddress {
    private static final Pattern FORM =
        Pattern.compile("tcp://(127\\.[0-9.]{5,11}|\\[::1]|localhost):([0-9]{1,5})");

    private static Tcp parse(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw refused(text, "is neither unix://PATH nor tcp://LOOPBACK:PORT");
      }
      int port = Integer.parseInt(form.group(2));
      if (port > 65535 || !isLoopback(form.group(1))) {
        throw refused(text, "is no port of loopback");
      }
      return new Tcp(form.group(1), port);
    }

    /** Of a literal or of localhost, so nobody is asked. */
    private static boolean isLoopback(String host) {
      try {
        return InetAddress.getByName(host).isLoopbackAddress();
      } catch (UnknownHostException noAddress) {
        return false;
      }
    }

    @Override
    public String toString() {
      return "tcp://" + host + ":" + port;
    }
  }
}
