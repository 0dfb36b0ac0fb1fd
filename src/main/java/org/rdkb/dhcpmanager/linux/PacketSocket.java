package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
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

  private static final int INDEX_OFFSET = 4;
  private static final int LENGTH_OFFSET = 11;
  private static final int STATION_OFFSET = 12;
  private static final int STATION_BYTES = 6;

  private final ReentrantLock sending = new ReentrantLock();
  private final int index;
  private int fd;

  private PacketSocket(int fd, int index) {
    this.fd = fd;
    this.index = index;
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
   * @param packet an IPv4 header and what follows
   * @param station six octets
   * @throws LinuxException when the kernel does not take it
   */
  public void send(byte[] packet, byte[] station) throws LinuxException {
    sending.lock();
    try (Memory memory = new Memory(packet.length);
        Memory address = Libc.zeroed(ADDRESS_BYTES)) {
      memory.write(0, packet, 0, packet.length);
      address.setShort(0, (short) AF_PACKET);
      address.setByte(2, (byte) (ETH_P_IP >>> 8));
      address.setByte(3, (byte) ETH_P_IP);
      address.setInt(INDEX_OFFSET, index);
      address.setByte(LENGTH_OFFSET, (byte) STATION_BYTES);
      address.write(STATION_OFFSET, station, 0, STATION_BYTES);
      NativeLong length = new NativeLong(packet.length);
      if (Libc.sendto(fd, memory, length, 0, address, ADDRESS_BYTES).longValue() < 0) {
        throw LinuxException.last("sendto", "packet");
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
