package org.rdkb.dhcpmanager.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More connections than are served at once: some wait, and afterwards all is as before. */
class ConnectionLimitTest {
  /** More than are served, and not more than the kernel lets wait besides. */
  private static final int MANY = 90;

  @Test
  void unixSocket_servesOn_afterItsLimitWasReached(@TempDir Path folder) throws IOException {
    Path socket = folder.resolve("s");
    try (HttpServer served =
        HttpServer.open("limit", new HttpAddress.Unix(socket), r -> HttpAnswer.text(200, "well"))) {
      for (int round = 0; round < 3; round++) {
        List<SocketChannel> open = new ArrayList<>();
        try {
          for (int i = 0; i < MANY; i++) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            open.add(channel);
            channel.connect(UnixDomainSocketAddress.of(socket));
          }
        } finally {
          for (SocketChannel channel : open) {
            channel.close();
          }
        }
      }
      assertEquals(new HttpAddress.Unix(socket), served.address());
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptions()
          .until(() -> ask(socket).contains("well"));
    }
  }

  private static String ask(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(
          ByteBuffer.wrap(
              "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (channel.read(answer) >= 0 && answer.hasRemaining()) {
        // until the server closes
      }
      return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }
  }
}
