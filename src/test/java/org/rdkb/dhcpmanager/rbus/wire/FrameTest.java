package org.rdkb.dhcpmanager.rbus.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames ↔ octets, against captured traffic. */
class FrameTest {
  private static final String HEADER =
      "aaaa 0002 0025 00000003 00000011 00000000 00000002 00000003 412e42 00000002 7269 aaaa";

  static Stream<String> files() {
    return Vectors.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyCapturedFrame_builtAnew_hasTheSameOctets(String file) {
    List<Vectors.Captured> frames = Vectors.load(file);
    assertEquals(true, frames.size() > 1);
    for (Vectors.Captured captured : frames) {
      if (captured.isClose()) {
        continue;
      }
      Frame frame = captured.frame();
      Frame built =
          Frame.of(
              frame.variant(),
              frame.sequence(),
              frame.flags(),
              frame.topic(),
              frame.replyTopic(),
              frame.payload());
      ByteBuffer expected = withoutTimestamps(frame, captured.octets());
      assertEquals(expected, relayed(built, frame.variant(), frame.control()), frame.topic());
      assertEquals(captured.octets(), frame.octets());
    }
  }

  private static ByteBuffer relayed(Frame frame, HeaderVariant to, int route) {
    ByteBuffer out = ByteBuffer.allocate(frame.length(to));
    frame.relayHeader(to, route, out);
    return out.put(frame.payload()).flip();
  }

  /** The five timestamps are diagnostics, and zero in what we build. */
  private static ByteBuffer withoutTimestamps(Frame frame, ByteBuffer octets) {
    ByteBuffer copy = ByteBuffer.allocate(octets.remaining()).put(octets.duplicate()).flip();
    if (frame.variant() == HeaderVariant.ROUND_TRIP) {
      int start = 30 + frame.topic().length() + frame.replyTopic().length();
      copy.put(start, new byte[20]);
    }
    return copy;
  }

  @ParameterizedTest
  @EnumSource(HeaderVariant.class)
  void relayed_toEitherVariant_keepsAllButRouteAndTimestamps(HeaderVariant to) throws Exception {
    for (HeaderVariant from : HeaderVariant.values()) {
      Frame frame = Frame.of(from, 7, 0x51, "D.é", "r", ByteBuffer.wrap(new byte[] {1, 2, 3}));
      Frame relayed = new FrameAssembler().next(relayed(frame, to, 10_000));
      assertNotNull(relayed);
      assertEquals(to, relayed.variant());
      assertEquals(10_000, relayed.control());
      assertEquals(0x51, relayed.flags());
      assertEquals("D.é", relayed.topic());
      assertEquals(frame.payload(), relayed.payload());
      assertEquals(7, relayed.sequence());
    }
  }

  @Test
  void assembler_piecesOfAnySize_giveTheSameFrames() throws Exception {
    byte[] octets = HexFormat.of().parseHex((HEADER + "0102" + HEADER + "0304").replace(" ", ""));
    for (int piece = 1; piece <= octets.length; piece++) {
      FrameAssembler assembler = new FrameAssembler();
      int frames = 0;
      for (int start = 0; start < octets.length; start += piece) {
        ByteBuffer in = ByteBuffer.wrap(octets, start, Math.min(piece, octets.length - start));
        for (Frame f = assembler.next(in); f != null; f = assembler.next(in)) {
          frames++;
          assertEquals("A.B", f.topic());
          assertEquals("ri", f.replyTopic());
        }
      }
      assertEquals(2, frames, "pieces of " + piece);
    }
  }

  @Test
  void assembler_truncated_waitsForTheRest() throws Exception {
    byte[] octets = HexFormat.of().parseHex((HEADER + "0102").replace(" ", ""));
    for (int length = 0; length < octets.length; length++) {
      assertNull(new FrameAssembler().next(ByteBuffer.wrap(octets, 0, length)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "aaab 0002 0025 00000003 00000011 00000000 00000002 00000003 412e42 00000002 7269 aaaa,"
        + " no preamble marker",
    "aaaa 0003 0025 00000003 00000011 00000000 00000002 00000003 412e42 00000002 7269 aaaa,"
        + " header version is not 2",
    "aaaa 0002 001f 00000003 00000011 00000000 00000002 00000003 412e42 00000002 7269 aaaa,"
        + " header length 31",
    "aaaa 0002 ffff 00000003 00000011 00000000 00000002 00000003 412e42 00000002 7269 aaaa,"
        + " header length 65535",
    "aaaa 0002 0025 00000003 00000011 00000000 01000001 00000003 412e42 00000002 7269 aaaa,"
        + " payload of 16777217 octets",
    "aaaa 0002 0025 00000003 00000011 00000000 ffffffff 00000003 412e42 00000002 7269 aaaa,"
        + " payload of 4294967295 octets",
    "aaaa 0002 0025 00000003 00000011 00000000 00000002 00000013 412e42 00000002 7269 aaaa,"
        + " topic length does not fit the header",
    "aaaa 0002 0025 00000003 00000011 00000000 00000002 ffffffff 412e42 00000002 7269 aaaa,"
        + " topic length does not fit the header",
    "aaaa 0002 0025 00000003 00000011 00000000 00000002 00000003 412e42 00000001 7269 aaaa,"
        + " header and topic lengths disagree",
    "aaaa 0002 0025 00000003 00000011 00000000 00000002 00000003 412e42 00000002 7269 aabb,"
        + " no postamble marker",
  })
  void assembler_broken_saysWhy(String hex, String reason) {
    ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "") + "0102"));
    MalformedException broken =
        assertThrows(MalformedException.class, () -> new FrameAssembler().next(in));
    assertEquals(reason, broken.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "unix:///tmp/rtrouted, unix:///tmp/rtrouted",
    "tcp://127.0.0.1:10001, tcp://127.0.0.1:10001",
    "tcp://lo:1, tcp://lo:1",
  })
  void address_good_isTyped(String text, String expected) {
    assertEquals(expected, BusAddress.parse(text).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "/tmp/rtrouted, begins neither with unix:// nor with tcp://",
    "unix://tmp/rtrouted, names no absolute path of a socket file",
    "unix:///tmp/, names no absolute path of a socket file",
    "tcp://127.0.0.1, lacks host or port",
    "tcp://127.0.0.1:0, has no port from 1 to 65535",
    "tcp://127.0.0.1:65536, has no port from 1 to 65535",
    "tcp://a b:1, names no IPv4 address or host",
    "tcp://[::1]:1, names no IPv4 address or host",
  })
  void address_bad_isRefusedWithReason(String text, String reason) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> BusAddress.parse(text));
    assertEquals("bus address '" + text + "' " + reason, refused.getMessage());
  }
}
