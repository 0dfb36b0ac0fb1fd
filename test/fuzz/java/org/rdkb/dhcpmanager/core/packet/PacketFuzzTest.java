package org.rdkb.dhcpmanager.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.rbus.wire.Corpus;

/** Spoilt DHCPv4 messages: a message that can be written and read again, or a reason. */
class PacketFuzzTest {
  private static final int CASES =
      Integer.getInteger("fuzz.frames", Boolean.getBoolean("test.full") ? 1_000_000 : 50_000);
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);
  private static final Path KEPT = Path.of("test", "fuzz", "corpus", "dhcpv4", "requests.hex");

  @Test
  void corpus_isOfGoodMessages() throws IOException {
    for (byte[] datagram : corpus()) {
      assertInstanceOf(Packet4.class, PacketReader.read(Octets.of(datagram)));
    }
  }

  @Test
  void spoiltMessages_areReadOrRefused() throws IOException {
    List<byte[]> corpus = corpus();
    SplittableRandom random = new SplittableRandom(SEED);
    Set<PacketFault> met = EnumSet.noneOf(PacketFault.class);
    int read = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] datagram = Corpus.spoilt(corpus, random);
      try {
        Reading reading = PacketReader.read(Octets.of(datagram));
        if (reading instanceof Packet4 packet) {
          read++;
          assertEquals(packet, PacketReader.read(PacketWriter.write(packet)));
          RelayInformation.of(packet);
        } else if (reading instanceof PacketFault fault) {
          met.add(fault);
        }
      } catch (RuntimeException bug) {
        fail("seed " + SEED + " case " + i + ": " + HexFormat.of().formatHex(datagram), bug);
      }
    }
    assertTrue(read > CASES / 10, "read " + read);
    // Nothing in the corpus is near the longest; its bound has a test of its own.
    assertEquals(EnumSet.complementOf(EnumSet.of(PacketFault.TOO_LONG)), met);
  }

  private static List<byte[]> corpus() throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (String line : Files.readAllLines(KEPT)) {
      if (!line.startsWith("#")) {
        messages.add(HexFormat.of().parseHex(line));
      }
    }
    return messages;
  }
}
