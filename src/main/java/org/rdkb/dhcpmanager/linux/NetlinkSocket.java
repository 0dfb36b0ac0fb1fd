package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A socket to the kernel's routing subsystem (rtnetlink(7)). Carries datagrams, knows nothing of
 * what is in them.
 *
 * <p>One thread receives, any thread sends; {@link #close} wakes the receiver.
 */
public final class NetlinkSocket implements AutoCloseable {

  /** What came of waiting for a datagram. */
  public sealed interface Received {}

  /**
   * A datagram from the kernel: one or more netlink messages.
   *
   * @param bytes a copy, belongs to the caller
   */
  // An array, because a record of bytes would copy each dump once more; nobody compares it.
  @SuppressWarnings("ArrayRecordComponent")
  public record Datagram(byte[] bytes) implements Received {}

  /** Nothing came in time. */
  public record TimedOut() implements Received {}

  /** The kernel dropped messages, because we were too slow: what we know may be out of date. */
  public record Overrun() implements Received {}

  /** The socket was closed. */
  public record Closed() implements Received {}

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = Libc.O_CLOEXEC;
  private static final int NETLINK_ROUTE = 0;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_CAP_ACK = 10;
  private static final int NETLINK_EXT_ACK = 11;
  private static final int MSG_TRUNC = 0x20;
  private static final int MSG_DONTWAIT = 0x40;

  /** struct sockaddr_nl: family, padding, port, groups. */
  private static final int ADDRESS_BYTES = 12;

  private static final int PORT_OFFSET = 4;
  private static final int GROUPS_OFFSET = 8;

  /** The kernel fills at most 32 KiB per datagram of a dump. */
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ReentrantLock receiving = new ReentrantLock();
  private final ReentrantLock sending = new ReentrantLock();
  private final PollSet poll = new PollSet();
  private final Memory buffer = new Memory(BUFFER_BYTES);
  private final Memory sender = new Memory(ADDRESS_BYTES);
  private final Memory senderLength = new Memory(Integer.BYTES);
  private final WakeUp wakeUp;
  private final int fd;
  private volatile boolean closed;

  private NetlinkSocket(int fd, WakeUp wakeUp) {
    this.fd = fd;
    this.wakeUp = wakeUp;
  }

  /**
   * Opens a socket in the network namespace of the calling thread.
   *
   * @param groups multicast groups to hear, by their number (RTNLGRP_*, 1 to 32)
   * @param receiveBufferBytes how much the kernel keeps for us before it drops
   * @return open until {@link #close}
   * @throws LinuxException when the kernel refuses
   */
  public static NetlinkSocket open(Collection<Integer> groups, int receiveBufferBytes)
      throws LinuxException {
    int fd = Libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (fd < 0) {
      throw LinuxException.last("socket", "netlink");
    }
    try {
      prepare(fd, groups, receiveBufferBytes);
      return new NetlinkSocket(fd, WakeUp.open());
    } catch (LinuxException e) {
      Libc.closeQuietly(fd);
      throw e;
    }
  }

  private static void prepare(int fd, Collection<Integer> groups, int receiveBufferBytes)
      throws LinuxException {
    // The forced size passes the system-wide limit; it needs a privilege, so the other comes next.
    if (!set(fd, SOL_SOCKET, SO_RCVBUFFORCE, receiveBufferBytes)) {
      set(fd, SOL_SOCKET, SO_RCVBUF, receiveBufferBytes);
    }
    // Old kernels know neither: errors then come without text, and with the request repeated.
    set(fd, SOL_NETLINK, NETLINK_EXT_ACK, 1);
    set(fd, SOL_NETLINK, NETLINK_CAP_ACK, 1);
    int mask = 0;
    for (int group : groups) {
      mask |= 1 << (group - 1);
    }
    try (Memory address = Libc.zeroed(ADDRESS_BYTES)) {
      address.setShort(0, (short) AF_NETLINK);
      address.setInt(GROUPS_OFFSET, mask);
      if (Libc.bind(fd, address, ADDRESS_BYTES) != 0) {
        throw LinuxException.last("bind", "netlink");
      }
    }
  }

  private static boolean set(int fd, int level, int name, int value) {
    try (Memory memory = new Memory(Integer.BYTES)) {
      memory.setInt(0, value);
      return Libc.setsockopt(fd, level, name, memory, Integer.BYTES) == 0;
    }
  }

  /**
   * Sends one datagram to the kernel, which works on it before this returns.
   *
   * @param bytes one or more netlink messages
   * @throws LinuxException when the kernel did not take it; its verdict comes by {@link #receive}
   */
  public void send(byte[] bytes) throws LinuxException {
    sending.lock();
    try (Memory memory = new Memory(bytes.length)) {
      if (closed) {
        throw new LinuxException("send", "netlink: closed", Errno.EBADF);
      }
      memory.write(0, bytes, 0, bytes.length);
      if (Libc.send(fd, memory, new NativeLong(bytes.length), 0).longValue() != bytes.length) {
        throw LinuxException.last("send", "netlink");
      }
    } finally {
      sending.unlock();
    }
  }

  /**
   * Waits for one datagram from the kernel; what other processes send is dropped.
   *
   * @param timeout how long at most
   * @return datagram, or why there is none
   * @throws LinuxException when the socket is broken
   */
  public Received receive(Duration timeout) throws LinuxException {
    receiving.lock();
    try {
      long deadline = System.nanoTime() + timeout.toNanos();
      while (!closed) {
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        poll.clear();
        poll.add(wakeUp.fd());
        poll.add(fd);
        boolean ready = poll.await(left);
        if (closed) {
          break;
        }
        Received received = ready && poll.isReady(1) ? read() : new TimedOut();
        if (!(received instanceof TimedOut) || left.isZero()) {
          return received;
        }
      }
      return new Closed();
    } finally {
      receiving.unlock();
    }
  }

  /** {@link TimedOut} means: nothing for us, try again. */
  private Received read() throws LinuxException {
    sender.clear();
    senderLength.setInt(0, ADDRESS_BYTES);
    NativeLong size = new NativeLong(BUFFER_BYTES);
    int flags = MSG_DONTWAIT | MSG_TRUNC;
    long length = Libc.recvfrom(fd, buffer, size, flags, sender, senderLength).longValue();
    if (length < 0) {
      int errno = Native.getLastError();
      if (errno == Errno.ENOBUFS) {
        return new Overrun();
      }
      if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
        return new TimedOut();
      }
      throw new LinuxException("recvfrom", "netlink", errno);
    }
    if (length > BUFFER_BYTES) {
      return new Overrun();
    }
    // Port 0 is the kernel: other processes may send to us, and must not be believed.
    return sender.getInt(PORT_OFFSET) == 0
        ? new Datagram(buffer.getByteArray(0, (int) length))
        : new TimedOut();
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
