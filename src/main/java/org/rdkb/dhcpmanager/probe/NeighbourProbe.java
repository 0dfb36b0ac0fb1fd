package org.rdkb.dhcpmanager.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;

/**
 * Asks a neighbour of IPv6: an echo request (RFC 4443), before which the kernel has to find it by
 * neighbour discovery (RFC 4861); where that is not allowed or not answered, a datagram to a port
 * where nobody listens, which the neighbour refuses.
 */
final class NeighbourProbe {
  private static final int DISCARD = 9;

  private NeighbourProbe() {}

  static String ask(String linuxInterface, InetAddress to, Duration atMost) {
    int half = (int) (atMost.toMillis() / 2);
    try {
      NetworkInterface link = NetworkInterface.getByName(linuxInterface);
      if (link != null && (to.isReachable(link, 0, half) || refuses(to, half))) {
        return "";
      }
      return to.getHostAddress() + " does not answer";
    } catch (IOException failed) {
      return to.getHostAddress() + " cannot be asked: " + failed.getMessage();
    }
  }

  private static boolean refuses(InetAddress to, int millis) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(to, DISCARD);
      socket.setSoTimeout(millis);
      socket.send(new DatagramPacket(new byte[0], 0));
      socket.receive(new DatagramPacket(new byte[1], 1));
      return true;
    } catch (java.net.PortUnreachableException alive) {
      return true;
    } catch (java.net.SocketTimeoutException silent) {
      return false;
    }
  }
}
