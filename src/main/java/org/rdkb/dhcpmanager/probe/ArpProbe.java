package org.rdkb.dhcpmanager.probe;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.rdkb.dhcpmanager.linux.ArpSocket;
import org.rdkb.dhcpmanager.linux.LinuxException;

/** Asks a neighbour by ARP (RFC 826), up to {@value #TIMES} times. */
final class ArpProbe {
  private static final int TIMES = 3;
  private static final int REQUEST = 1;
  private static final int REPLY = 2;
  private static final int PACKET = 28;
  private static final int SENDER_ADDRESS = 14;

  private ArpProbe() {}

  static String ask(String linuxInterface, InetAddress from, InetAddress to, Duration atMost) {
    try {
      NetworkInterface link = NetworkInterface.getByName(linuxInterface);
      byte[] hardware = link == null ? null : link.getHardwareAddress();
      if (hardware == null || hardware.length != 6) {
        return ""; // no Ethernet: there is nobody to be asked, and nothing known against it
      }
      try (ArpSocket socket = ArpSocket.open(linuxInterface)) {
        return ask(socket, packet(hardware, from, to), to, atMost);
      }
    } catch (SocketException | LinuxException failed) {
      return "cannot be asked by ARP: " + failed.getMessage();
    }
  }

  private static String ask(ArpSocket socket, byte[] packet, InetAddress to, Duration atMost)
      throws LinuxException {
    for (int i = 0; i < TIMES; i++) {
      socket.broadcast(packet);
      long end = System.nanoTime() + atMost.toNanos() / TIMES;
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        Optional<byte[]> heard = socket.receive(Duration.ofNanos(left));
        if (heard.filter(answer -> isReplyOf(answer, to)).isPresent()) {
          return "";
        }
      }
    }
    return to.getHostAddress() + " does not answer ARP";
  }

  private static byte[] packet(byte[] hardware, InetAddress from, InetAddress to) {
    return ByteBuffer.allocate(PACKET)
        .putShort((short) 1)
        .putShort((short) 0x0800)
        .put((byte) 6)
        .put((byte) 4)
        .putShort((short) REQUEST)
        .put(hardware)
        .put(from.getAddress())
        .put(new byte[6])
        .put(to.getAddress())
        .array();
  }

  static boolean isReplyOf(byte[] packet, InetAddress to) {
    return packet.length >= PACKET
        && packet[6] == 0
        && packet[7] == REPLY
        && Arrays.equals(packet, SENDER_ADDRESS, SENDER_ADDRESS + 4, to.getAddress(), 0, 4);
  }
}
