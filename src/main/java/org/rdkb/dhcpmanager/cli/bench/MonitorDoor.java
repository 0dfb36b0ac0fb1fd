package org.rdkb.dhcpmanager.cli.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One row's way into the lease monitor, as {@code plugins/README.md} specifies it. */
final class MonitorDoor implements AutoCloseable {
  private static final byte[] OPENING = {
    (byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 1, 8, 0, 0,
  };
  private static final byte LONG_FRAME = 2;

  private final Kind kind;
  private final String address;
  private final Path folder;
  private @Nullable SocketChannel stream;

  /** A kind of door. */
  enum Kind {
    /** All messages on one connection, without waiting. */
    STREAM("tcp, one connection for each row"),
    /** As our plugin does it. */
    TCP("tcp, a connection for each message"),
    /** The same on a unix socket. */
    UNIX("unix, a connection for each message"),
    /** Files. */
    SPOOL("spool, a file for each message");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  private MonitorDoor(Kind kind, String address, Path folder) {
    this.kind = kind;
    this.address = address;
    this.folder = folder;
  }

  static MonitorDoor open(Kind kind, String address, Path folder) throws IOException {
    MonitorDoor door = new MonitorDoor(kind, address, folder);
    if (kind == Kind.STREAM) {
      SocketChannel channel = door.connect();
      channel.write(ByteBuffer.wrap(OPENING));
      door.stream = channel;
    }
    return door;
  }

  /** Whether order is kept without waiting for each message. */
  boolean isStream() {
    return kind == Kind.STREAM;
  }

  void send(byte[] message) throws IOException {
    if (kind == Kind.SPOOL) {
      Path made = folder.resolve(".new.1");
      Files.write(made, message);
      String head = new String(message, 0, 80, StandardCharsets.ISO_8859_1);
      String number = head.substring(0, head.indexOf('\n')).split(" ", -1)[4];
      Files.move(made, folder.resolve(number), StandardCopyOption.ATOMIC_MOVE);
      Path before = folder.resolve(Long.toString(Long.parseLong(number) - 1));
      Files.deleteIfExists(before); // the manager does when it is stored
      return;
    }
    ByteBuffer frame = ByteBuffer.allocate(9 + message.length);
    frame.put(LONG_FRAME).putLong(message.length).put(message).flip();
    if (stream != null) {
      write(stream, frame);
      return;
    }
    try (SocketChannel channel = connect()) {
      ByteBuffer all = ByteBuffer.allocate(OPENING.length + frame.remaining());
      write(channel, all.put(OPENING).put(frame).flip());
    }
  }

  private static void write(SocketChannel channel, ByteBuffer all) throws IOException {
    while (all.hasRemaining()) {
      channel.write(all);
    }
  }

  private SocketChannel connect() throws IOException {
    SocketAddress target;
    if (address.startsWith("unix:")) {
      target = UnixDomainSocketAddress.of(address.substring("unix:".length()));
    } else {
      int colon = address.lastIndexOf(':');
      target =
          new InetSocketAddress(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }
    return SocketChannel.open(target);
  }

  static String token(int row) {
    return String.format(Locale.ROOT, "%032x", row + 1);
  }

  /** A renewal as udhcpc tells of it, some 700 octets. */
  static byte[] message(int row, long number) {
    StringBuilder text = new StringBuilder(900);
    text.append("DHCPMGR 1 renew ").append(token(row)).append(' ').append(number).append('\n');
    for (String entry :
        new String[] {
          "interface=wan" + row,
          "ip=192.0.2." + (row + 10),
          "subnet=255.255.255.0",
          "mask=24",
          "router=192.0.2.1",
          "dns=192.0.2.53 192.0.2.54",
          "domain=example.org",
          "ntpsrv=192.0.2.123",
          "serverid=192.0.2.1",
          "siaddr=192.0.2.1",
          "lease=3600",
          "opt58=00000708",
          "opt59=00000c4e",
          "opt53=05",
          "staticroutes=198.51.100.0/24 192.0.2.9 0.0.0.0/0 192.0.2.1",
          "DHCPMGR_ROW=/run/dhcpmgr/v4-" + (row + 1),
          "DHCPMGR_SPOOL=/run/dhcpmgr/spool/v4-" + (row + 1),
          "DHCPMGR_MONITOR=127.0.0.1:50324",
          "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
          "PWD=/",
        }) {
      text.append(entry).append('\0');
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
    }
  }
}
