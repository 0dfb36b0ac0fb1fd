package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Collections;

/**
 * The socket of a DHCPv6 client on this machine: UDP port 546 (RFC 8415 section 7.2) of the
 * link-local address of its interface. What is sent there never leaves the machine.
 */
final class ClientSocket {
  private static final int CLIENT_PORT = 546;

  private ClientSocket() {}

  /** Returns as soon as the message is in the client's queue. */
  static void send(String linuxInterface, byte[] message) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(
          new DatagramPacket(
              message,
              message.length,
              new InetSocketAddress(linkLocal(linuxInterface), CLIENT_PORT)));
    }
  }

  private static InetAddress linkLocal(String linuxInterface) throws IOException {
    NetworkInterface link = NetworkInterface.getByName(linuxInterface);
    if (link != null) {
      for (InetAddress address : Collections.list(link.getInetAddresses())) {
        if (address instanceof Inet6Address v6 && v6.isLinkLocalAddress()) {
          return v6;
        }
      }
    }
    throw new IOException("no link-local address on " + linuxInterface);
  }
}
