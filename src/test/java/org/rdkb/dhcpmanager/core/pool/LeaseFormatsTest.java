package org.rdkb.dhcpmanager.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

class LeaseFormatsTest {
  private static final long SECOND = 1_700_000_000L;

  /** The clock of this boot is far behind the wall clock. */
  private static final Now NOW = new Now(5_000, SECOND * 1000);

  private static final HardwareAddress MAC =
      HardwareAddress.parse("02:00:00:00:00:0a").orElseThrow();
  private static final ClientKey NAMED =
      ClientKey.identifiedBy(Octets.parseHex("ff0102").orElseThrow());

  private final LeaseFormat kea = new KeaLeases();
  private final LeaseFormat dnsmasq = new DnsmasqLeases();
  private final LeaseFormat isc = new IscLeases();

  private static PoolLease lease(ClientKey client, Phase phase, long until, String name) {
    return new PoolLease(Dialogue.address("10.0.0.5"), client, MAC, phase, until, name);
  }

  private void assertBothWays(LeaseFormat format, String line, PoolLease lease) {
    assertEquals(Optional.of(line), format.write(lease, NOW));
    assertEquals(Optional.of(lease), format.read(line, NOW));
  }

  @Test
  void kea_bothWays() {
    assertBothWays(
        kea,
        "10.0.0.5,02:00:00:00:00:0a,ff:01:02,600,1700000600,1,0,0,a&#x2cb,0,",
        lease(NAMED, Phase.LEASED, 605_000, "a,b"));
    assertBothWays(
        kea,
        "10.0.0.5,02:00:00:00:00:0a,,4294967295,5994967295,1,0,0,,0,",
        lease(ClientKey.of(MAC), Phase.LEASED, Now.NEVER, ""));
    assertBothWays(
        kea,
        "10.0.0.5,02:00:00:00:00:0a,,600,1700000600,1,0,0,,1,",
        lease(ClientKey.of(MAC), Phase.DECLINED, 605_000, ""));
  }

  private static final String ISC =
      """
      lease 10.0.0.5 {
        ends epoch 1700000600;
        binding state %s;
        hardware ethernet 02:00:00:00:00:0a;
        uid ff:01:02;
        client-hostname "a;\\"b";
      }\
      """;

  @Test
  void isc_bothWays() {
    assertBothWays(isc, ISC.formatted("active"), lease(NAMED, Phase.LEASED, 605_000, "a;\"b"));
    assertBothWays(isc, ISC.formatted("abandoned"), lease(NAMED, Phase.DECLINED, 605_000, "a;\"b"));
    assertBothWays(isc, ISC.formatted("free"), lease(NAMED, Phase.RELEASED, 605_000, "a;\"b"));
    assertEquals(Optional.empty(), isc.write(lease(NAMED, Phase.OFFERED, 605_000, ""), NOW));
  }

  /** As ISC dhcpd 4.4.3 writes it. */
  @Test
  void isc_asThatServerWritesIt() {
    String text =
        """
        lease 10.0.0.5 {
          starts 2 2023/11/14 22:13:20;
          ends 2 2023/11/14 22:23:20; # a remark; binding state abandoned;
          cltt 2 2023/11/14 22:13:20;
          binding state active;
          next binding state free;
          rewind binding state free;
          hardware ethernet 02:00:00:00:00:0a;
          uid "\\377\\001\\002";
          set vendor-class-identifier = "x; binding state free; }";
          client-hostname "printer";
        }\
        """;
    assertEquals(Optional.of(lease(NAMED, Phase.LEASED, 605_000, "printer")), isc.read(text, NOW));
  }

  @Test
  void isc_withoutEnd_andWithoutIdentifier() {
    assertEquals(
        Optional.of(lease(ClientKey.of(MAC), Phase.LEASED, Now.NEVER, "")),
        isc.read(
            "lease 10.0.0.5 { ends never; binding state active;"
                + " hardware ethernet 02:00:00:00:00:0a; }",
            NOW));
  }

  @Test
  void isc_aBlockIsOneLease_andOtherStatementsAreNone() {
    assertFalse(isc.isWhole("lease 10.0.0.5 {\n client-hostname \"}\";"));
    assertTrue(isc.isWhole("lease 10.0.0.5 {\n client-hostname \"{\";\n}"));
    assertTrue(isc.isWhole("lease 10.0.0.5 {" + "x".repeat(9000)));
    assertFalse(isc.isLease("server-duid \"lease\";"));
    assertFalse(isc.isLease("# lease 10.0.0.5 {"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lease",
        "lease 10.0.0.5",
        "lease 10.0.0.5 {}",
        "lease 10.0.0.5 { ends 2 2023/13/14 22:23:20; hardware ethernet 02:00:00:00:00:0a; }",
        "lease 10.0.0.5 { ends epoch 99999999999999; hardware ethernet 02:00:00:00:00:0a; }",
        "lease 10.0.0.256 { ends never; hardware ethernet 02:00:00:00:00:0a; }",
        "lease 10.0.0.5 { ends never; binding state active; }"
      })
  void isc_thatMakesNoSense_isAbsent(String text) {
    assertEquals(Optional.empty(), isc.read(text, NOW));
  }

  @Test
  void kea_givenBackOrReclaimed_isReleased_andNewerColumnsAreTaken() {
    String line = "10.0.0.5,02:00:00:00:00:0a,,%s,1700000600,7,0,0,,%s,,3";
    assertEquals(Phase.RELEASED, kea.read(line.formatted("0", "0"), NOW).orElseThrow().phase());
    assertEquals(Phase.RELEASED, kea.read(line.formatted("600", "2"), NOW).orElseThrow().phase());
    assertEquals(Optional.empty(), kea.write(lease(NAMED, Phase.RELEASED, 605_000, ""), NOW));
  }

  @Test
  void kea_head_isNoLease() {
    assertFalse(kea.isLease(kea.head().orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "10.0.0.5,02:00:00:00:00:0a,,600,1700000600,1,0,0,",
        "10.0.0.555,02:00:00:00:00:0a,,600,1700000600,1,0,0,,0,",
        "10.0.0.5,02:00:00:00:00:0g,,600,1700000600,1,0,0,,0,",
        "10.0.0.5,,,600,1700000600,1,0,0,,0,",
        "10.0.0.5,02:00:00:00:00:0a,,600,99999999999999,1,0,0,,0,",
        "10.0.0.5,02:00:00:00:00:0a,,-1,1700000600,1,0,0,,0,",
        "10.0.0.5,02:00:00:00:00:0a,,600,1700000600,1,0,0,,x,"
      })
  void kea_whatMakesNoSense_isNone(String line) {
    assertEquals(Optional.empty(), kea.read(line, NOW));
  }

  @Test
  void dnsmasq_bothWays() {
    assertBothWays(
        dnsmasq,
        "1700000600 02:00:00:00:00:0a 10.0.0.5 printer ff:01:02",
        lease(NAMED, Phase.LEASED, 605_000, "printer"));
    assertBothWays(
        dnsmasq,
        "0 02:00:00:00:00:0a 10.0.0.5 * *",
        lease(ClientKey.of(MAC), Phase.LEASED, Now.NEVER, ""));
  }

  @Test
  void dnsmasq_linesOfIpv6_areNoLeases() {
    assertFalse(dnsmasq.isLease("duid 00:01:00:01:2c"));
    assertFalse(dnsmasq.isLease("1700000600 12345 2001:db8::5 host 00:01:02"));
    assertFalse(dnsmasq.isLease(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1700000600 02:00:00:00:00:0a 10.0.0.5 printer",
        "soon 02:00:00:00:00:0a 10.0.0.5 * *",
        "1700000600 02:00:00:00:00:0a 10.0.0 * *",
        "1700000600 020000 10.0.0.5 * *",
        "1700000600 02:00:00:00:00:0a 10.0.0.5 * ff:0"
      })
  void dnsmasq_whatMakesNoSense_isNone(String line) {
    assertEquals(Optional.empty(), dnsmasq.read(line, NOW));
  }
}
