package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An IPv4 UDP socket on one interface, which also says what a datagram was sent to. One thread
 * receives, any thread sends; {@link #close} wakes the receiver.
 */
public final class UdpSocket implements AutoCloseable {

  /**
   * A datagram.
   *
   * @param payload a copy, belongs to the caller
   * @param source address that it came from, first octet in the highest bits
   * @param destination address in its header: ours or a broadcast one
   */
  // An array, because its reader copies it into a value of its own; nobody compares it.
  @SuppressWarnings("ArrayRecordComponent")
  public record Datagram(byte[] payload, int source, int destination) {}

  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_BROADCAST = 6;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SO_BINDTODEVICE = 25;
  private static final int IPPROTO_IP = 0;
  private static final int IP_PKTINFO = 8;

  /** struct sockaddr_in: family, port, address, padding. */
  private static final int ADDRESS_BYTES = 16;

  private static final int PORT_OFFSET = 2;
  private static final int HOST_OFFSET = 4;

  private static final int WORD = Native.POINTER_SIZE;

  /** struct cmsghdr: length, level, type; then struct in_pktinfo: index, local address, address. */
  private static final int CONTROL_BYTES = 64;

  private static final int PACKET_DESTINATION = WORD + 8 + 8;
  private static final int RECEIVE_BUFFER = 1 << 20;
  private static final int AT_ONCE = 64;

  /** Of what comes in: more than anybody here reads. */
  private static final int LARGEST = 4608;

  private static final int LARGEST_SENT = 4096;

  private final ReentrantLock receiving = new ReentrantLock();
  private final ReentrantLock sending = new ReentrantLock();
  private final PollSet poll = new PollSet();
  private final MessageBlock incoming =
      new MessageBlock(AT_ONCE, LARGEST, ADDRESS_BYTES, CONTROL_BYTES);
  private final MessageBlock outgoing = new MessageBlock(1, LARGEST_SENT, ADDRESS_BYTES, 0);
  private final WakeUp wakeUp;
  private final int fd;
  private volatile boolean closed;

  private UdpSocket(int fd, WakeUp wakeUp) {
    this.fd = fd;
    this.wakeUp = wakeUp;
  }

  /**
   * Opens it in the network namespace of the calling thread.
   *
   * @param linuxInterface the only one that it hears and sends on
   * @param port 1…65535
   * @return open until {@link #close}
   * @throws LinuxException if there is no such interface, or somebody else has the port alone
   */
  public static UdpSocket open(String linuxInterface, int port) throws LinuxException {
    int fd = Libc.socket(AF_INET, SOCK_DGRAM | Libc.O_CLOEXEC, 0);
    if (fd < 0) {
      throw LinuxException.last("socket", "udp");
    }
    try {
      prepare(fd, linuxInterface);
      try (Memory address = address(0, port)) {
        if (Libc.bind(fd, address, ADDRESS_BYTES) != 0) {
          throw LinuxException.last("bind", linuxInterface + " port " + port);
        }
      }
      return new UdpSocket(fd, WakeUp.open());
    } catch (LinuxException e) {
      Libc.closeQuietly(fd);
      throw e;
    }
  }

  private static void prepare(int fd, String linuxInterface) throws LinuxException {
    byte[] name = linuxInterface.getBytes(StandardCharsets.US_ASCII);
    try (Memory device = Libc.zeroed(name.length + 1)) {
      device.write(0, name, 0, name.length);
      if (Libc.setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, device, name.length) != 0) {
        throw LinuxException.last("bind to device", linuxInterface);
      }
    }
    set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    set(fd, SOL_SOCKET, SO_BROADCAST, 1);
    if (trySet(fd, SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER) != 0) { // without CAP_NET_ADMIN
      set(fd, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER);
    }
    set(fd, IPPROTO_IP, IP_PKTINFO, 1);
  }

  private static void set(int fd, int level, int name, int value) throws LinuxException {
    if (trySet(fd, level, name, value) != 0) {
      throw LinuxException.last("setsockopt", Integer.toString(name));
    }
  }

  private static int trySet(int fd, int level, int name, int value) {
    try (Memory memory = new Memory(Integer.BYTES)) {
      memory.setInt(0, value);
      return Libc.setsockopt(fd, level, name, memory, Integer.BYTES);
    }
  }

  private static Memory address(int host, int port) {
    Memory address = Libc.zeroed(ADDRESS_BYTES);
    address.setShort(0, (short) AF_INET);
    putNumber(address, PORT_OFFSET, port, 2);
    putNumber(address, HOST_OFFSET, host, 4);
    return address;
  }

  /** In network order. */
  private static void putNumber(Memory memory, int offset, int value, int width) {
    for (int i = 0; i < width; i++) {
      memory.setByte(offset + i, (byte) (value >>> (8 * (width - 1 - i))));
    }
  }

  /**
   * Waits for datagrams, and takes all that are there.
   *
   * @param timeout how long at most
   * @return at most 64, in their order; none if none came in time, or the socket was closed
   * @throws LinuxException when the socket is broken; the interface may be down or gone
   */
  public List<Datagram> receive(Duration timeout) throws LinuxException {
    receiving.lock();
    try {
      if (closed) {
        return List.of();
      }
      List<Datagram> waiting = read();
      if (!waiting.isEmpty()) {
        return waiting;
      }
      poll.clear();
      poll.add(wakeUp.fd());
      poll.add(fd);
      return poll.await(timeout) && !closed && poll.isReady(1) ? read() : List.of();
    } finally {
      receiving.unlock();
    }
  }

  private List<Datagram> read() throws LinuxException {
    int count = incoming.receive(fd);
    if (count < 0) {
      int errno = Native.getLastError();
      if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
        return List.of();
      }
      throw new LinuxException("recvmmsg", "udp", errno);
    }
    List<Datagram> datagrams = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      datagrams.add(
          new Datagram(
              incoming.payload(i),
              incoming.name(i, HOST_OFFSET),
              incoming.control(i, PACKET_DESTINATION)));
    }
    return datagrams;
  }

  /**
   * Sends one datagram.
   *
   * @param payload what, at most 4096 octets
   * @param destination address, first octet in the highest bits; −1 is everybody on the link
   * @param port 1…65535
   * @throws LinuxException when the kernel does not take it
   */
  public void send(byte[] payload, int destination, int port) throws LinuxException {
    sending.lock();
    try {
      if (closed) {
        throw new LinuxException("sendmmsg", "udp: closed", Errno.EBADF);
      }
      outgoing
          .name()
          .order(ByteOrder.nativeOrder())
          .putShort((short) AF_INET)
          .order(ByteOrder.BIG_ENDIAN)
          .putShort((short) port)
          .putInt(destination);
      if (outgoing.send(fd, payload) < 0) {
        throw LinuxException.last("sendmmsg", "udp");
      }
    } finally {
      sending.unlock();
    }
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
