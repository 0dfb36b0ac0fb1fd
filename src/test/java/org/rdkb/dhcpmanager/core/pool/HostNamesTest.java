package org.rdkb.dhcpmanager.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/** The names of leases for a resolver; clients choose them, and may choose anything. */
class HostNamesTest {
  private static final ServerConfiguration LAN =
      new ServerConfiguration(
          List.of(Dialogue.pool()),
          ServerConfiguration.Timing.USUAL,
          ServerConfiguration.Unknown.NAK);

  private final List<PoolLease> leases = new ArrayList<>();

  private void lease(String address, Phase phase, long until, String name) {
    leases.add(
        new PoolLease(
            Dialogue.address(address),
            ClientKey.of(Dialogue.hardware(leases.size() + 1)),
            Dialogue.hardware(leases.size() + 1),
            phase,
            until,
            name));
  }

  private String names() {
    return HostNames.of(leases, LAN, 1000).replace(HostNames.MARK + "\n", "");
  }

  @ParameterizedTest
  @CsvSource({"tv, tv", "TV-2, tv-2", "tv.other.example, tv", "4g, 4g"})
  void name_isOneLabel_withTheDomainOfThePool(String sent, String name) {
    lease("10.0.0.10", Phase.LEASED, Now.NEVER, sent);
    assertEquals("10.0.0.10 " + name + ".home " + name + "\n", names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "LocalHost.x", "-tv", "tv-", "t_v", "10", "a#b", "tv;id", ".tv"})
  void whatIsNoName_isLeftOut(String sent) {
    lease("10.0.0.10", Phase.LEASED, Now.NEVER, sent);
    assertEquals("", names());
  }

  @Test
  void sixtyThree_isTheLongest() {
    lease("10.0.0.10", Phase.LEASED, Now.NEVER, "a".repeat(64));
    assertEquals("", names());
    lease("10.0.0.11", Phase.LEASED, Now.NEVER, "a".repeat(63));
    assertEquals("10.0.0.11 " + "a".repeat(63) + ".home " + "a".repeat(63) + "\n", names());
  }

  @Test
  void nameOfAnother_isNotTakenOver() {
    lease("10.0.0.10", Phase.LEASED, Now.NEVER, "tv");
    lease("10.0.0.11", Phase.LEASED, Now.NEVER, "TV");
    assertEquals("10.0.0.10 tv.home tv\n", names());
  }

  @Test
  void whoHasNoAddressNow_hasNoName() {
    lease("10.0.0.10", Phase.LEASED, 1000, "ended");
    lease("10.0.0.11", Phase.RELEASED, Now.NEVER, "released");
    lease("10.0.0.12", Phase.DECLINED, Now.NEVER, "declined");
    assertEquals("", names());
  }

  @Test
  void outsideOfAllPools_thereIsNoDomain() {
    lease("10.9.0.10", Phase.LEASED, Now.NEVER, "tv");
    assertEquals("10.9.0.10 tv\n", names());
  }
}
