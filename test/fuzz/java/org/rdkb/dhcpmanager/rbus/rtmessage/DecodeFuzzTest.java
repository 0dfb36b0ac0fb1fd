package org.rdkb.dhcpmanager.rbus.rtmessage;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.Corpus;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Spoilt payloads into every decoder: a value or a refusal, nothing else. */
class DecodeFuzzTest {
  private static final int CASES =
      Integer.getInteger("fuzz.frames", Boolean.getBoolean("test.full") ? 1_000_000 : 50_000);
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);

  @FunctionalInterface
  private interface Decoder {
    void decode(byte[] octets) throws IOException;
  }

  private static final List<Decoder> DECODERS =
      List.of(
          octets -> MethodMessage.parse(ByteBuffer.wrap(octets)),
          octets -> ValueCodec.readProperties(new ItemReader(octets, 0, octets.length)),
          octets -> ValueCodec.readObject(new ItemReader(octets, 0, octets.length)),
          octets -> FilterCodec.read(new ItemReader(octets, 0, octets.length)),
          octets -> ControlMessage.parse(ByteBuffer.wrap(octets)));

  @Test
  void spoiltPayloads_areDecodedOrRefused() throws Exception {
    List<byte[]> corpus = Corpus.payloads();
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] octets = Corpus.spoilt(corpus, random);
      for (Decoder decoder : DECODERS) {
        try {
          decoder.decode(octets);
        } catch (MalformedException expected) {
          refused++;
        } catch (RuntimeException bug) {
          fail("seed " + SEED + " case " + i + ": " + HexFormat.of().formatHex(octets), bug);
        }
      }
    }
    assertTrue(refused > CASES && refused < CASES * DECODERS.size(), "refused " + refused);
  }
}
