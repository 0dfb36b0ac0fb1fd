package org.rdkb.dhcpmanager.core.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What replies make of a lease: merging, replacing, ending. */
class Lease6Test {
  private static final String PREFIX = "2001:db8:8000::/56";
  private static final String OTHER = "2001:db8:9000::/56";

  static IaAddress address(String text, long preferred, long valid) {
    return new IaAddress(
        Ipv6Address.parse(text).orElseThrow(),
        new Lifetimes6(new Lifetime(preferred), new Lifetime(valid)));
  }

  static IaPrefix prefix(String text, long preferred, long valid) {
    String[] parts = text.split("/", -1);
    return new IaPrefix(
        new Ipv6Prefix(Ipv6Address.parse(parts[0]).orElseThrow(), Integer.parseInt(parts[1])),
        new Lifetimes6(new Lifetime(preferred), new Lifetime(valid)));
  }

  static Reply6 reply(List<IaAddress> addresses, List<IaPrefix> prefixes) {
    return new Reply6(addresses, prefixes, Optional.empty(), Optional.empty(), Answer6.NONE);
  }

  private static Lease6 both() {
    return (Lease6)
        reply(List.of(address("2001:db8::1", 100, 200)), List.of(prefix(PREFIX, 300, 400)))
            .onto(Optional.empty())
            .orElseThrow();
  }

  private static Lease6 onto(Lease6 held, long age, Reply6 reply) {
    return (Lease6) reply.onto(Optional.of(held.after(age))).orElseThrow();
  }

  @Test
  void firstReply_timesComeFromTheShortestPreferredLifetime() {
    Lease6 lease = both();
    assertEquals(50, lease.t1().seconds());
    assertEquals(80, lease.t2().seconds());
    assertEquals(400, lease.times().leaseTime().seconds());
    assertEquals(200, lease.firstEnd().seconds());
  }

  @Test
  void replyAboutOneIa_leavesTheOther_countedFromNow() {
    Lease6 merged = onto(both(), 60, reply(List.of(address("2001:db8::1", 100, 200)), List.of()));
    assertEquals(List.of(address("2001:db8::1", 100, 200)), merged.addresses());
    assertEquals(List.of(prefix(PREFIX, 240, 340)), merged.prefixes());
    assertTrue(merged.isRenewalOf(both()));
  }

  @Test
  void replacedPrefix_isOneStep_newFirst_oldDeprecatedForTwoHoursAtMost() {
    Lease6 held = onto(both(), 0, reply(List.of(), List.of(prefix(PREFIX, 90_000, 90_000))));
    Lease6 replaced = onto(held, 10, reply(List.of(), List.of(prefix(OTHER, 300, 400))));
    assertEquals(List.of(prefix(OTHER, 300, 400), prefix(PREFIX, 0, 7200)), replaced.prefixes());
    assertFalse(replaced.isRenewalOf(held));
  }

  @Test
  void zeroLifetime_removes_neverForEver() {
    Lease6 left = onto(both(), 10, reply(List.of(), List.of(prefix(PREFIX, 0, 0))));
    assertEquals(List.of(), left.prefixes());
    assertEquals(1, left.addresses().size());
    assertEquals(
        Optional.empty(),
        reply(List.of(address("2001:db8::1", 0, 0)), List.of()).onto(Optional.of(left)));
  }

  @Test
  void infinite_staysInfinite() {
    long ever = Lifetime.INFINITE.seconds();
    Lease6 lease =
        (Lease6)
            reply(List.of(address("2001:db8::1", ever, ever)), List.of())
                .onto(Optional.empty())
                .orElseThrow();
    assertTrue(lease.times().t1().isInfinite());
    assertEquals(lease, lease.after(1_000_000));
    assertEquals(Optional.empty(), lease.expired(1_000_000).gone());
  }

  @Test
  void partThatEnds_goesAlone_theRestStaysUntouched() {
    Lease.Split split = both().expired(200);
    assertEquals("2001:db8::1", split.gone().orElseThrow().headline());
    assertEquals(PREFIX, split.left().orElseThrow().headline());
    assertEquals(Optional.empty(), both().expired(400).left());
    assertEquals(Optional.empty(), both().expired(199).gone());
  }

  /** The stale removal guard: a late word about a former prefix changes nothing. */
  @Test
  void withdrawalOfAnother_changesNothing() {
    Withdrawal other = new Withdrawal(List.of(), List.of(prefix(OTHER, 0, 0).prefix()));
    assertEquals(Optional.empty(), both().without(other).gone());
    Withdrawal ours = new Withdrawal(List.of(), List.of(prefix(PREFIX, 0, 0).prefix()));
    assertEquals("2001:db8::1", both().without(ours).left().orElseThrow().headline());
  }

  @Test
  void serversTimes_areTaken_ifTheyMakeSense() {
    for (long[] sent : new long[][] {{30, 60, 30, 60}, {60, 30, 30, 30}, {0, 0, 50, 80}}) {
      Reply6 reply =
          new Reply6(
              List.of(address("2001:db8::1", 100, 200)),
              List.of(),
              Optional.of(new Lifetime(sent[0])),
              Optional.of(new Lifetime(sent[1])),
              Answer6.NONE);
      Lease6 lease = (Lease6) reply.onto(Optional.empty()).orElseThrow();
      assertEquals(sent[2], lease.t1().seconds());
      assertEquals(sent[3], lease.t2().seconds());
    }
  }

  @Test
  void preferredAboveValid_cannotBe() {
    assertThrows(IllegalArgumentException.class, () -> address("2001:db8::1", 2, 1));
    assertThrows(IllegalArgumentException.class, () -> address("fe80::1", 1, 1));
    assertThrows(IllegalArgumentException.class, () -> prefix("2001:db8::/0", 1, 1));
  }
}
