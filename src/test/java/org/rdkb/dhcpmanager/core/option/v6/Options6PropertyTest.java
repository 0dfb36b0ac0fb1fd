package org.rdkb.dhcpmanager.core.option.v6;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.core.option.Octets;

/** Whatever octets arrive: no exception, and what was understood is written and read the same. */
class Options6PropertyTest {
  /** All known codes, an unknown one and none twice: cases follow from the seed alone. */
  private static final int[] CODES = {
    1, 3, 4, 5, 6, 7, 8, 12, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 25, 26, 31, 32, 39, 41, 42, 56,
    64, 82, 83, 89, 90, 91, 92, 93, 94, 95, 96, 200
  };

  /** Whole containers that are legal, so that one changed octet meets the deep decoders. */
  private static final String[] LEGAL = {
    "00030028000000010000000000000000" + "0005001820010db800000000000000000000000100000e1000001c20",
    "0019002900000002"
        + "0000000000000000"
        + "001a0019"
        + "00000e1000001c2030"
        + "20010db80001"
        + "00000000000000000000",
    "005f001e" + "0059000d011018c00002002820010db800" + "005b00094020010db8ffff0000",
    "005f0028"
        + "00590017000020c00002123820010db8001234005d000406083400"
        + "005b00094020010db8ffff0000",
    "00180012" + "076578616d706c65036e657400" + "0361626300",
    "0011000c" + "0000118b" + "0026000400000e10",
  };

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void randomPayloads_neverCrash_andRoundTrip(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int code : CODES) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) { // small numbers make lengths that fit
        bytes[i] = random.nextBoolean() ? (byte) random.nextInt(8) : bytes[i];
      }
      check(code, Octets.of(bytes));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void changedLegalOptions_neverCrash_andRoundTrip(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (String hex : LEGAL) {
      byte[] bytes = Octets.parseHex(hex).orElseThrow().toArray();
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Octets cut = Octets.of(bytes).slice(0, random.nextInt(bytes.length + 1));
      Octets written = Options6.encode(Options6.decode(cut));
      List<Option6> again = Options6.decode(written);
      assertFalse(again.toString().contains("Malformed"), () -> cut.toHex() + " " + again);
      assertEquals(written, Options6.encode(again), cut::toHex);
    }
  }

  private static void check(int code, Octets payload) {
    Option6 option = Options6.decode(code, payload);
    assertEquals(code, option.code());
    assertNotNull(option.toString());
    if (!option.toString().contains("Malformed")) {
      Option6 again = Options6.decode(code, option.payload());
      assertEquals(option, again, () -> code + " " + payload.toHex());
    }
  }
}
