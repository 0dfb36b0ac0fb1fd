package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The other side of sd_notify(3), as systemd has it: a real unix datagram socket. */
public final class NotifyReceiver implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int LARGEST = 4096;

  private final String name;
  private final int fd;
  private final List<String> heard = new ArrayList<>();

  private NotifyReceiver(String name, int fd) {
    this.name = name;
    this.fd = fd;
  }

  /** Binds a path that does not exist yet, or {@code @} and an abstract name. */
  public static NotifyReceiver bind(String name) throws LinuxException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = bytes[0] == '@';
    if (isAbstract) {
      bytes[0] = 0;
    }
    int fd = Libc.socket(AF_UNIX, SOCK_DGRAM | Libc.O_CLOEXEC, 0);
    try (Memory address = Libc.zeroed(2 + 108)) {
      address.setShort(0, (short) AF_UNIX);
      address.write(2, bytes, 0, bytes.length);
      if (Libc.bind(fd, address, 2 + bytes.length + (isAbstract ? 0 : 1)) != 0) {
        throw LinuxException.last("bind", name);
      }
    }
    return new NotifyReceiver(name, fd);
  }

  /** What {@code NOTIFY_SOCKET} has to say. */
  public String name() {
    return name;
  }

  /** All datagrams until now, the oldest first. */
  public List<String> heard() {
    try (Memory buffer = new Memory(LARGEST)) {
      long length = receive(buffer);
      while (length >= 0) {
        heard.add(new String(buffer.getByteArray(0, (int) length), StandardCharsets.UTF_8));
        length = receive(buffer);
      }
    }
    return List.copyOf(heard);
  }

  /** How many of them have such a line. */
  public long count(String line) {
    return heard().stream().filter(text -> text.lines().toList().contains(line)).count();
  }

  private long receive(Memory buffer) {
    return Libc.recvfrom(
            fd, buffer, new NativeLong(LARGEST), MSG_DONTWAIT, Pointer.NULL, Pointer.NULL)
        .longValue();
  }

  @Override
  public void close() {
    Libc.closeQuietly(fd);
  }
}
