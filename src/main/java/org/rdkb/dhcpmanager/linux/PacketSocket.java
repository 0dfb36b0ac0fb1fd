package org.rdkb.dhcpmanager.linux;

import java.nio.ByteOrder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends IPv4 packets to stations that nobody can ask for by ARP yet (packet(7)). The kernel adds
 * the Ethernet header; it hears nothing. Any thread may send.
 */
public final class PacketSocket implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_DGRAM = 2;
  private static final int ETH_P_IP = 0x0800;

  /** struct sockaddr_ll: family, protocol, index, type, kind, length, address. */
  private static final int ADDRESS_BYTES = 20;

  private static final int PROTOCOL_OFFSET = 2;
  private static final int INDEX_OFFSET = 4;
  private static final int LENGTH_OFFSET = 11;
  private static final int STATION_OFFSET = 12;
  private static final int STATION_BYTES = 6;
  private static final int LARGEST = 4096;

  private final ReentrantLock sending = new ReentrantLock();
  private final MessageBlock outgoing = new MessageBlock(1, LARGEST, ADDRESS_BYTES, 0);
  private int fd;

  private PacketSocket(int fd, int index) {
    this.fd = fd;
    outgoing
        .name()
        .order(ByteOrder.nativeOrder())
        .putShort(0, (short) AF_PACKET)
        .putInt(INDEX_OFFSET, index)
        .put(LENGTH_OFFSET, (byte) STATION_BYTES)
        .order(ByteOrder.BIG_ENDIAN)
        .putShort(PROTOCOL_OFFSET, (short) ETH_P_IP);
  }

  /**
   * Opens it in the network namespace of the calling thread.
   *
   * @param linuxInterface where it sends
   * @return open until {@link #close}
   * @throws LinuxException without the right to (CAP_NET_RAW), or if there is no such interface
   */
  public static PacketSocket open(String linuxInterface) throws LinuxException {
    int index =
        Interfaces.index(linuxInterface)
            .orElseThrow(() -> new LinuxException("interface", linuxInterface, Errno.ENODEV));
    int fd = Libc.socket(AF_PACKET, SOCK_DGRAM | Libc.O_CLOEXEC, 0);
    if (fd < 0) {
      throw LinuxException.last("socket", "packet");
    }
    return new PacketSocket(fd, index);
  }

  /**
   * Sends one packet.
   *
   * @param packet an IPv4 header and what follows, at most 4096 octets
   * @param station six octets
   * @throws LinuxException when the kernel does not take it
   */
  public void send(byte[] packet, byte[] station) throws LinuxException {
    sending.lock();
    try {
      outgoing.name().put(STATION_OFFSET, station, 0, STATION_BYTES);
      if (outgoing.send(fd, packet) < 0) {
        throw LinuxException.last("sendmmsg", "packet");
      }
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void close() {
    sending.lock();
    try {
      Libc.closeQuietly(fd);
      fd = -1;
    } finally {
      sending.unlock();
    }
  }
}
