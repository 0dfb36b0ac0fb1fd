package org.rdkb.dhcpmanager.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One question to a name server on loopback. */
class NameServerProbeTest {
  private static final InetAddress HOME = InetAddress.getLoopbackAddress();

  /** Answers one question with the code, after a datagram that is no answer to it. */
  private static String ask(int code) throws IOException {
    try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(HOME, 0))) {
      server.setSoTimeout(20_000);
      CompletableFuture<Void> serving =
          CompletableFuture.runAsync(
              () -> {
                try {
                  DatagramPacket asked = new DatagramPacket(new byte[512], 512);
                  server.receive(asked);
                  assertEquals(17, asked.getLength());
                  byte[] answer = asked.getData().clone();
                  answer[2] |= (byte) 0x80;
                  answer[3] = (byte) code;
                  byte[] wrong = answer.clone();
                  wrong[0]++;
                  server.send(new DatagramPacket(wrong, 17, asked.getSocketAddress()));
                  server.send(new DatagramPacket(answer, 17, asked.getSocketAddress()));
                } catch (IOException failed) {
                  throw new AssertionError(failed);
                }
              });
      String said =
          NameServerProbe.ask(
              Optional.of(HOME), HOME, server.getLocalPort(), Duration.ofSeconds(20));
      serving.join();
      return said;
    }
  }

  @Test
  void whateverIsAnswered_willDo_butAServersFailure() throws IOException {
    assertEquals("", ask(0));
    assertEquals("", ask(5)); // REFUSED: it is there
    assertTrue(ask(2).endsWith("answers SERVFAIL"));
  }

  @Test
  void nobodyThere_andSilence_areSaid() throws IOException {
    int port;
    try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(HOME, 0))) {
      port = silent.getLocalPort();
      String said = NameServerProbe.ask(Optional.of(HOME), HOME, port, Duration.ofMillis(50));
      assertTrue(said.endsWith("does not answer"), said);
    }
    assertFalse(
        NameServerProbe.ask(Optional.of(HOME), HOME, port, Duration.ofMillis(500)).isEmpty());
  }

  @Test
  void arpReply_isTheNeighboursOwn() throws IOException {
    byte[] reply = new byte[28];
    reply[7] = 2;
    System.arraycopy(HOME.getAddress(), 0, reply, 14, 4);
    assertTrue(ArpProbe.isReplyOf(reply, HOME));
    reply[17]++;
    assertFalse(ArpProbe.isReplyOf(reply, HOME));
    assertFalse(ArpProbe.isReplyOf(new byte[27], HOME));
  }
}
