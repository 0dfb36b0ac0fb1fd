package org.rdkb.dhcpmanager.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** Asks a name server who serves the root (RFC 1035), once; whatever it answers will do. */
final class NameServerProbe {
  static final int PORT = 53;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int HEADER = 12;
  private static final int LARGEST = 4096;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RESPONSE = 0x80;
  private static final int NS = 2;
  private static final int IN = 1;
  private static final int SERVER_FAILURE = 2;

  private NameServerProbe() {}

  static String ask(Optional<InetAddress> from, InetAddress server, int port, Duration atMost) {
    short id = (short) RANDOM.nextInt();
    String name = server.getHostAddress();
    try (DatagramSocket socket =
        new DatagramSocket(from.map(own -> new InetSocketAddress(own, 0)).orElse(any()))) {
      socket.connect(new InetSocketAddress(server, port)); // nobody else is heard
      byte[] question = question(id);
      socket.send(new DatagramPacket(question, question.length));
      long end = System.nanoTime() + atMost.toNanos();
      DatagramPacket answer = new DatagramPacket(new byte[LARGEST], LARGEST);
      for (long left = left(end); left > 0; left = left(end)) {
        socket.setSoTimeout((int) left);
        socket.receive(answer);
        if (isAnswer(answer, id)) {
          return (answer.getData()[3] & 0xf) == SERVER_FAILURE ? name + " answers SERVFAIL" : "";
        }
      }
      return name + " does not answer";
    } catch (SocketTimeoutException silent) {
      return name + " does not answer";
    } catch (PortUnreachableException none) {
      return name + " is no name server";
    } catch (IOException failed) {
      return name + " cannot be asked: " + failed.getMessage();
    }
  }

  private static InetSocketAddress any() {
    return new InetSocketAddress(0);
  }

  private static long left(long end) {
    return (end - System.nanoTime()) / 1_000_000;
  }

  private static byte[] question(short id) {
    return ByteBuffer.allocate(HEADER + 5)
        .putShort(id)
        .putShort((short) RECURSION_DESIRED)
        .putShort((short) 1)
        .putShort((short) 0)
        .putInt(0)
        .put((byte) 0)
        .putShort((short) NS)
        .putShort((short) IN)
        .array();
  }

  private static boolean isAnswer(DatagramPacket packet, short id) {
    byte[] data = packet.getData();
    return packet.getLength() >= HEADER
        && ByteBuffer.wrap(data).getShort() == id
        && (data[2] & RESPONSE) != 0;
  }
}
