package org.rdkb.dhcpmanager.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.plugin.Envelope.Opened;

class EnvelopeTest {
  private static final SecretKey KEY =
      new SecretKeySpec("Jefe".getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
  private static final byte[] PLAIN = "DHCPMGR 1 x".getBytes(StandardCharsets.US_ASCII);

  private final Envelope unsigned = new Envelope(Optional.empty());
  private final Envelope signed = new Envelope(Optional.of(KEY));

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  private static void refused(Refusal reason, Opened opened) {
    assertEquals(new Opened.Refused(reason), opened);
  }

  private static byte[] content(Opened opened) {
    return assertInstanceOf(Opened.Message.class, opened, opened::toString).content();
  }

  /** RFC 4231, test case 2. */
  @Test
  void signature_isThatOfTheRfc() {
    byte[] text = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        HexFormat.of().formatHex(Envelope.signature(KEY, text)));
  }

  @Test
  void withAKey_everyMessageIsSigned_withoutNone() {
    byte[] signature = Envelope.signature(KEY, PLAIN);
    assertArrayEquals(PLAIN, content(signed.open(List.of(PLAIN, signature))));
    refused(Refusal.SIGNATURE, signed.open(List.of(PLAIN)));
    refused(Refusal.SIGNATURE, unsigned.open(List.of(PLAIN, signature)));
    refused(Refusal.PARTS, signed.open(List.of(PLAIN, signature, signature)));
    refused(Refusal.PARTS, signed.open(List.of()));
    refused(Refusal.SIGNATURE, signed.open(List.of(PLAIN, Arrays.copyOf(signature, 31))));
    for (int bit = 0; bit < 256; bit++) {
      byte[] wrong = signature.clone();
      wrong[bit / 8] ^= (byte) (1 << (bit % 8));
      refused(Refusal.SIGNATURE, signed.open(List.of(PLAIN, wrong)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 513, 4096, Message.MOST_BYTES})
  void compressed_comesBack(int size) throws IOException {
    byte[] large = new byte[size];
    Arrays.fill(large, (byte) 'x');
    byte[] packed = gzip(large);
    assertArrayEquals(large, content(unsigned.open(List.of(packed))));
    assertArrayEquals(
        large, content(signed.open(List.of(packed, Envelope.signature(KEY, packed)))));
  }

  @Test
  void tooSmallToBeCompressed_andTooLargeWhenUnpacked_areRefused() throws IOException {
    refused(Refusal.COMPRESSION, unsigned.open(List.of(gzip(new byte[511]))));
    refused(Refusal.COMPRESSION, unsigned.open(List.of(gzip(new byte[0]))));
    refused(Refusal.SIZE, unsigned.open(List.of(gzip(new byte[Message.MOST_BYTES + 1]))));
    byte[] bomb = gzip(new byte[64 * 1024 * 1024]);
    assertTrue(bomb.length < Message.MOST_BYTES, "a bomb of " + bomb.length);
    refused(Refusal.SIZE, unsigned.open(List.of(bomb)));
  }

  /** Whatever comes is a message or a refusal, and never more than a message may have. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyOctets_areAMessageOrARefusal(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] good = gzip(new byte[2000]);
    for (int i = 0; i < 500; i++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 20));
      for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Opened opened = unsigned.open(List.of(bad));
      assertTrue(
          opened instanceof Opened.Refused || content(opened).length <= Message.MOST_BYTES,
          () -> HexFormat.of().formatHex(bad));
      refused(Refusal.SIGNATURE, signed.open(List.of(bad, new byte[32])));
    }
  }
}
