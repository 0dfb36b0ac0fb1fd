package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.charset.StandardCharsets;

/**
 * A unix datagram socket that tells one address, as a service tells the service manager that
 * started it (sd_notify(3)). Not thread-safe.
 */
public final class NotifySocket implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDTIMEO = 21;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** struct sockaddr_un: family, then a path with its NUL, or NUL and an abstract name. */
  private static final int PATH_OFFSET = 2;

  private static final int PATH_BYTES = 108;
  private static final int INTERRUPTIONS = 8;

  private final Memory address;
  private final int addressLength;
  private final String name;
  private int fd;

  private NotifySocket(int fd, String name, Memory address, int addressLength) {
    this.fd = fd;
    this.name = name;
    this.address = address;
    this.addressLength = addressLength;
  }

  /**
   * Opens it; whether anybody is there shows when something is sent.
   *
   * @param name an absolute path, or {@code @} and an abstract name; 107 octets at most
   * @return open until {@link #close}
   * @throws LinuxException if that is no such address
   */
  public static NotifySocket open(String name) throws LinuxException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = name.startsWith("@");
    if (bytes.length < 2 || !(isAbstract || name.startsWith("/"))) {
      throw new LinuxException("notify socket", name, Errno.EINVAL);
    }
    if (bytes.length >= PATH_BYTES) {
      throw new LinuxException("notify socket", name, Errno.ENAMETOOLONG);
    }
    if (isAbstract) {
      bytes[0] = 0;
    }
    Memory address = Libc.zeroed(PATH_OFFSET + PATH_BYTES);
    address.setShort(0, (short) AF_UNIX);
    address.write(PATH_OFFSET, bytes, 0, bytes.length);
    // A path ends with its NUL; an abstract name is as long as the address says.
    int length = PATH_OFFSET + bytes.length + (isAbstract ? 0 : 1);
    int fd = Libc.socket(AF_UNIX, SOCK_DGRAM | Libc.O_CLOEXEC, 0);
    if (fd < 0) {
      throw LinuxException.last("socket", "unix");
    }
    NotifySocket socket = new NotifySocket(fd, name, address, length);
    try {
      socket.boundSends();
    } catch (LinuxException refused) {
      socket.close();
      throw refused;
    }
    return socket;
  }

  /** A service manager that does not read holds nobody up for longer than a second. */
  private void boundSends() throws LinuxException {
    try (Memory oneSecond = Libc.zeroed(2 * NativeLong.SIZE)) {
      oneSecond.setNativeLong(0, new NativeLong(1));
      if (Libc.setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, oneSecond, (int) oneSecond.size()) != 0) {
        throw LinuxException.last("setsockopt", "SO_SNDTIMEO");
      }
    }
  }

  /**
   * Sends one datagram; waits a second at most.
   *
   * @param text {@code KEY=VALUE} lines
   * @throws LinuxException if nobody is there, or nobody reads
   */
  public void send(String text) throws LinuxException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Memory memory = new Memory(bytes.length)) {
      memory.write(0, bytes, 0, bytes.length);
      NativeLong length = new NativeLong(bytes.length);
      for (int tries = 0; tries < INTERRUPTIONS; tries++) {
        if (Libc.sendto(fd, memory, length, MSG_NOSIGNAL, address, addressLength).longValue()
            >= 0) {
          return;
        }
        if (Native.getLastError() != Errno.EINTR) {
          break;
        }
      }
      throw LinuxException.last("sendto", name);
    }
  }

  @Override
  public void close() {
    Libc.closeQuietly(fd);
    fd = -1;
    address.close();
  }
}
