package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * ARP packets of one Ethernet interface (packet(7), RFC 826), without their Ethernet header. One
 * thread receives, any thread sends; {@link #close} wakes the receiver.
 */
public final class ArpSocket implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_DGRAM = 2;
  private static final int ETH_P_ARP = 0x0806;
  private static final int SOCK_NONBLOCK = 0x800;

  /** struct sockaddr_ll: family, protocol, index, type, kind, length, address. */
  private static final int ADDRESS_BYTES = 20;

  private static final int INDEX_OFFSET = 4;
  private static final int LENGTH_OFFSET = 11;
  private static final int STATION_OFFSET = 12;
  private static final int STATION_BYTES = 6;

  /** An ARP packet has 28 octets; Ethernet pads it. */
  private static final int LARGEST = 128;

  private final ReentrantLock receiving = new ReentrantLock();
  private final ReentrantLock sending = new ReentrantLock();
  private final PollSet poll = new PollSet();
  private final Memory buffer = new Memory(LARGEST);
  private final WakeUp wakeUp;
  private final int index;
  private final int fd;
  private volatile boolean closed;

  private ArpSocket(int fd, int index, WakeUp wakeUp) {
    this.fd = fd;
    this.index = index;
    this.wakeUp = wakeUp;
  }

  /**
   * Opens it in the network namespace of the calling thread.
   *
   * @param linuxInterface the only one that it hears and sends on
   * @return open until {@link #close}
   * @throws LinuxException without the right to (CAP_NET_RAW), or if there is no such interface
   */
  public static ArpSocket open(String linuxInterface) throws LinuxException {
    int index =
        Interfaces.index(linuxInterface)
            .orElseThrow(() -> new LinuxException("interface", linuxInterface, Errno.ENODEV));
    int fd =
        Libc.socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK | Libc.O_CLOEXEC, 0); // deaf before bind
    if (fd < 0) {
      throw LinuxException.last("socket", "arp");
    }
    try (Memory address = address(index)) {
      if (Libc.bind(fd, address, ADDRESS_BYTES) != 0) {
        throw LinuxException.last("bind", linuxInterface);
      }
      return new ArpSocket(fd, index, WakeUp.open());
    } catch (LinuxException e) {
      Libc.closeQuietly(fd);
      throw e;
    }
  }

  private static Memory address(int index) {
    Memory address = Libc.zeroed(ADDRESS_BYTES);
    address.setShort(0, (short) AF_PACKET);
    address.setByte(2, (byte) (ETH_P_ARP >>> 8));
    address.setByte(3, (byte) ETH_P_ARP);
    address.setInt(INDEX_OFFSET, index);
    return address;
  }

  /**
   * Sends a packet to all stations of the link.
   *
   * @param packet from the hardware type on
   * @throws LinuxException when the kernel does not take it
   */
  public void broadcast(byte[] packet) throws LinuxException {
    sending.lock();
    try (Memory memory = new Memory(packet.length);
        Memory address = address(index)) {
      if (closed) {
        throw new LinuxException("sendto", "arp: closed", Errno.EBADF);
      }
      memory.write(0, packet, 0, packet.length);
      address.setByte(LENGTH_OFFSET, (byte) STATION_BYTES);
      for (int i = 0; i < STATION_BYTES; i++) {
        address.setByte(STATION_OFFSET + i, (byte) 0xff);
      }
      NativeLong length = new NativeLong(packet.length);
      if (Libc.sendto(fd, memory, length, 0, address, ADDRESS_BYTES).longValue() < 0) {
        throw LinuxException.last("sendto", "arp");
      }
    } finally {
      sending.unlock();
    }
  }

  /**
   * Waits for a packet.
   *
   * @param timeout how long at most
   * @return a copy, absent if none came in time, or the socket was closed
   * @throws LinuxException when the socket is broken; the interface may be down or gone
   */
  public Optional<byte[]> receive(Duration timeout) throws LinuxException {
    receiving.lock();
    try {
      if (closed) {
        return Optional.empty();
      }
      poll.clear();
      poll.add(wakeUp.fd());
      poll.add(fd);
      return poll.await(timeout) && !closed && poll.isReady(1) ? read() : Optional.empty();
    } finally {
      receiving.unlock();
    }
  }

  private Optional<byte[]> read() throws LinuxException {
    int length = Libc.read(fd, buffer, new NativeLong(LARGEST)).intValue();
    if (length >= 0) {
      return Optional.of(buffer.getByteArray(0, length));
    }
    int errno = Native.getLastError();
    if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
      return Optional.empty();
    }
    throw new LinuxException("read", "arp", errno);
  }

  /** Ends a waiting {@link #receive} and frees the socket. A second call does nothing. */
  @Override
  public void close() {
    closed = true;
    wakeUp.wake();
    receiving.lock();
    sending.lock();
    try {
      if (wakeUp.fd() >= 0) {
        wakeUp.close();
        Libc.closeQuietly(fd);
      }
    } finally {
      sending.unlock();
      receiving.unlock();
    }
  }
}
