package org.rdkb.dhcpmanager.rbus.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Frames to begin with: captured ones, and those that once found something; and ways to spoil. */
public final class Corpus {
  private static final Path KEPT = Path.of("test", "fuzz", "corpus");
  private static final int[] EDGES = {
    0,
    1,
    20,
    31,
    32,
    52,
    127,
    128,
    255,
    256,
    300,
    0x7fff,
    0xffff,
    16 << 20,
    100 << 20,
    -1,
    -128,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xAAAA0002
  };

  private Corpus() {}

  /** Captured frames on their way to a broker, then the kept ones: one in hex on each line. */
  public static List<byte[]> frames() throws IOException {
    List<byte[]> frames = new ArrayList<>();
    for (String file : Vectors.ALL) {
      for (Vectors.Captured captured : Vectors.load(file)) {
        if (!captured.isClose() && captured.toBroker()) {
          frames.add(copy(captured.octets()));
        }
      }
    }
    try (Stream<Path> files = Files.list(KEPT)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".hex")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          if (!line.isBlank() && !line.startsWith("#")) {
            frames.add(HexFormat.of().parseHex(line.replace(" ", "")));
          }
        }
      }
    }
    return frames;
  }

  /** Captured payloads that are no control messages. */
  public static List<byte[]> payloads() {
    List<byte[]> payloads = new ArrayList<>();
    for (String file : Vectors.ALL) {
      for (Vectors.Captured captured : Vectors.load(file)) {
        if (!captured.isClose() && captured.frame().has(Frame.RAW_BINARY)) {
          payloads.add(copy(captured.frame().payload()));
        }
      }
    }
    return payloads;
  }

  private static byte[] copy(ByteBuffer octets) {
    byte[] copy = new byte[octets.remaining()];
    octets.duplicate().get(copy);
    return copy;
  }

  /** One of them with none to three spoilt places. */
  public static byte[] spoilt(List<byte[]> corpus, SplittableRandom random) {
    byte[] octets = corpus.get(random.nextInt(corpus.size())).clone();
    for (int changes = random.nextInt(4); changes > 0 && octets.length > 0; changes--) {
      int at = random.nextInt(octets.length);
      switch (random.nextInt(8)) {
        case 0 -> octets[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> octets[at] = (byte) random.nextInt();
        case 2, 3 -> edge(octets, random.nextInt(Math.min(octets.length, 64)), random);
        case 4 -> edge(octets, at, random);
        case 5 -> octets = Arrays.copyOf(octets, at);
        case 6 -> octets = with(octets, at, corpus.get(random.nextInt(corpus.size())), random);
        default -> octets = without(octets, at, random);
      }
    }
    return octets;
  }

  private static void edge(byte[] octets, int at, SplittableRandom random) {
    if (at + 4 <= octets.length) {
      ByteBuffer.wrap(octets).putInt(at, EDGES[random.nextInt(EDGES.length)]);
    }
  }

  private static byte[] with(byte[] octets, int at, byte[] other, SplittableRandom random) {
    int from = random.nextInt(other.length + 1);
    int count = random.nextInt(other.length - from + 1);
    ByteBuffer spliced = ByteBuffer.allocate(octets.length + count);
    spliced.put(octets, 0, at).put(other, from, count).put(octets, at, octets.length - at);
    return spliced.array();
  }

  private static byte[] without(byte[] octets, int at, SplittableRandom random) {
    int count = random.nextInt(octets.length - at) + 1;
    ByteBuffer shorter = ByteBuffer.allocate(octets.length - count);
    shorter.put(octets, 0, at).put(octets, at + count, octets.length - at - count);
    return shorter.array();
  }
}
