package org.rdkb.dhcpmanager.core.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.client.Samples;

class LeaseValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "255.255.255.255", "10.0.0.255"})
  void address_dottedText_survivesTheRoundTrip(String text) {
    assertEquals(text, Ipv4Address.parse(text).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "256.0.0.1",
        "01.2.3.4",
        "1.2.3.4 ",
        "-1.2.3.4",
        "a.b.c.d",
        "1..2.3",
        "1.2.3.٤",
        "bad",
        "1.2.3.4\n",
        "::1",
        "1.2.3.1000000000000"
      })
  void address_anythingElse_isRefused(String text) {
    assertEquals(Optional.empty(), Ipv4Address.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "255.255.255.0, 24",
    "0.0.0.0, 0",
    "255.255.255.255, 32",
    "128.0.0.0, 1",
    "255.0.255.0, -1",
    "0.0.0.1, -1"
  })
  void mask_contiguousOnly(String mask, int length) {
    OptionalInt expected = length < 0 ? OptionalInt.empty() : OptionalInt.of(length);
    assertEquals(expected, Ipv4Prefix.lengthOf(Samples.ip(mask)));
    if (length >= 0) {
      assertEquals(mask, Ipv4Prefix.mask(length).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    // lease, T1, T2 (−1: not sent), T1 and T2 as normalised
    "3600, -1, -1, 1800, 3150",
    "3600, 900, 1800, 900, 1800",
    "3600, 2000, 1000, 500, 1000",
    "3600, 4000, 5000, 1800, 3150",
    "3600, 0, 0, 1800, 3150",
    "1, -1, -1, 1, 1",
    "2, -1, -1, 1, 1",
    "4294967295, -1, -1, 4294967295, 4294967295",
    "4294967295, 60, 120, 60, 120"
  })
  void times_normalisedOnce(long lease, long t1, long t2, long renew, long rebind) {
    LeaseTimes times = LeaseTimes.normalised(new Lifetime(lease), sent(t1), sent(t2)).orElseThrow();
    if (t1 == 2000) {
      assertEquals(new Lifetime(1000), times.t2());
      assertTrue(times.t1().seconds() <= 1000);
      return;
    }
    assertEquals(new Lifetime(renew), times.t1());
    assertEquals(new Lifetime(rebind), times.t2());
  }

  private static Optional<Lifetime> sent(long seconds) {
    return seconds < 0 ? Optional.empty() : Optional.of(new Lifetime(seconds));
  }

  @Test
  void times_leaseTimeZero_grantsNothing() {
    assertEquals(
        Optional.empty(),
        LeaseTimes.normalised(new Lifetime(0), Optional.empty(), Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> new Lifetime(-1));
    assertThrows(IllegalArgumentException.class, () -> new Lifetime(1L << 32));
  }

  @Test
  void infiniteLifetime_neverEnds() {
    assertEquals(Instant.MAX, Lifetime.INFINITE.endsAfter(Samples.NOW));
    assertTrue(Lifetime.INFINITE.isInfinite());
    assertFalse(new Lifetime(0xffff_fffeL).isInfinite());
  }

  @Test
  void comparison_namesWhatDiffers() {
    Lease4 lease = Samples.lease("192.0.2.10", 3600);
    assertEquals(
        EnumSet.of(LeaseDifference.ADDRESS),
        LeaseComparison.between(lease, Samples.lease("192.0.2.11", 3600)));
    assertEquals(
        EnumSet.of(LeaseDifference.TIMES),
        LeaseComparison.between(lease, Samples.lease("192.0.2.10", 7200)));
    assertEquals(EnumSet.noneOf(LeaseDifference.class), LeaseComparison.between(lease, lease));
    assertTrue(LeaseComparison.isRenewal(lease, Samples.lease("192.0.2.10", 60)));
    assertFalse(LeaseComparison.isRenewal(lease, Samples.lease("192.0.2.11", 3600)));
  }

  @Test
  void lease_addressThatNoHostMayHave_isNoLease() {
    assertThrows(IllegalArgumentException.class, () -> Samples.lease("224.0.0.1", 60));
    assertThrows(IllegalArgumentException.class, () -> Samples.lease("127.0.0.1", 60));
    assertThrows(IllegalArgumentException.class, () -> Samples.lease("0.1.2.3", 60));
  }
}
