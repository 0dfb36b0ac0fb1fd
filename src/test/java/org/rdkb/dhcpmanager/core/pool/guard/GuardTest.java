package org.rdkb.dhcpmanager.core.pool.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionSet;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.Arrival;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Decision;
import org.rdkb.dhcpmanager.core.pool.LeaseBook;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;
import org.rdkb.dhcpmanager.core.pool.Request;
import org.rdkb.dhcpmanager.core.pool.Verdict;
import org.rdkb.dhcpmanager.core.pool.guard.GuardRules.RelayPolicy;

/** One test for each arrow of the security chain. */
class GuardTest {
  private static final Ipv4Address OURS = address("10.0.0.1");
  private static final Ipv4Address OTHER = address("10.0.0.99");
  private static final Ipv4Address RELAY = address("10.0.5.1");
  private static final long MINUTE = 60_000;

  private final LeaseBook book = new LeaseBook(1);

  private static Ipv4Address address(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  private static HardwareAddress hardware(int number) {
    return new HardwareAddress(1, new OctetsWriter().u16(0x0200).u32(number).toOctets());
  }

  private static Octets octets(Ipv4Address address) {
    return new OctetsWriter().u32(Integer.toUnsignedLong(address.bits())).toOctets();
  }

  private static Now at(long millis) {
    return new Now(millis, 1_700_000_000_000L + millis);
  }

  private static Packet4 packet(
      MessageType4 type, int client, Ipv4Address giaddr, Map<Integer, Octets> options) {
    Packet4.Op op =
        switch (type) {
          case OFFER, ACK, NAK -> Packet4.Op.REPLY;
          default -> Packet4.Op.REQUEST;
        };
    return new Packet4(
        op,
        type,
        new Packet4.Header(0, 7, 0, Packet4.Cast.UNICAST, hardware(client)),
        new Packet4.Addresses(Ipv4Address.ANY, Ipv4Address.ANY, Ipv4Address.ANY, giaddr),
        new OptionSet(options));
  }

  private static Request on(String linuxInterface, Packet4 packet) {
    return new Request(packet, new Arrival(linuxInterface, List.of(OURS), Packet4.Cast.BROADCAST));
  }

  private static Request from(int client, MessageType4 type) {
    return on("lan0", packet(type, client, Ipv4Address.ANY, Map.of()));
  }

  private static Request discover(int client) {
    return from(client, MessageType4.DISCOVER);
  }

  private static Request asking(Ipv4Address wanted) {
    return on(
        "lan0", packet(MessageType4.DISCOVER, 1, Ipv4Address.ANY, Map.of(50, octets(wanted))));
  }

  /** By a relay that names a port. */
  private static Request behind(String port, int client) {
    Octets said = new OctetsWriter().u8(1).u8(port.length()).put(Octets.utf8(port)).toOctets();
    return on("lan0", packet(MessageType4.DISCOVER, client, RELAY, Map.of(82, said)));
  }

  private static Request reply(String linuxInterface, MessageType4 type, Ipv4Address server) {
    return on(linuxInterface, packet(type, 1, Ipv4Address.ANY, Map.of(54, octets(server))));
  }

  /** Rules of which the test changes what it is about. */
  private static final class Rules {
    private Optional<Set<String>> trusted = Optional.empty();
    private Filter<HardwarePattern> hardware = Filter.open();
    private Filter<Ipv4Prefix> addresses = Filter.open();
    private int clientRate;
    private int portRate;
    private int linkRate;
    private int globalRate;
    private GuardRules.Bindings bindings = GuardRules.Bindings.OFF;
    private RelayPolicy relay = RelayPolicy.ANY;
    private int portMost;
    private Duration blockTime = Duration.ZERO;

    GuardRules rules() {
      return new GuardRules(
          trusted,
          hardware,
          addresses,
          new Rates(
              new Rate(clientRate), new Rate(portRate), new Rate(linkRate), new Rate(globalRate)),
          relay,
          portMost,
          blockTime,
          bindings);
    }
  }

  private Guard guard(Rules rules) {
    return new Guard(rules.rules(), book);
  }

  private static void assertPasses(Guard guard, Request request, long millis) {
    assertEquals(Optional.empty(), guard.refusal(request, at(millis)));
  }

  private static void assertRefused(Refusal refusal, Guard guard, Request request, long millis) {
    assertEquals(Optional.of(refusal), guard.refusal(request, at(millis)));
  }

  @Test
  void noRules_everythingPasses() {
    Guard guard = new Guard(GuardRules.NONE, book);
    for (int i = 0; i < 10_000; i++) {
      assertPasses(guard, discover(1), 0);
    }
    assertPasses(guard, reply("lan0", MessageType4.OFFER, OTHER), 0);
    assertEquals(0, guard.remembered());
  }

  @Test
  void snooping_otherServersAnswer_isRogue_onlyWhereNoneIsTrusted() {
    Rules rules = new Rules();
    rules.trusted = Optional.of(Set.of("wan0"));
    Guard guard = guard(rules);
    assertRefused(Refusal.ROGUE_SERVER, guard, reply("lan0", MessageType4.OFFER, OTHER), 0);
    assertRefused(Refusal.ROGUE_SERVER, guard, reply("lan0", MessageType4.ACK, OTHER), 0);
    assertPasses(guard, reply("wan0", MessageType4.OFFER, OTHER), 0);
    assertPasses(guard, reply("lan0", MessageType4.OFFER, OURS), 0);
    assertPasses(guard, discover(1), 0);
  }

  @Test
  void hardware_denied_isRefused_othersPass() {
    Rules rules = new Rules();
    rules.hardware =
        new Filter<>(List.of(), List.of(HardwarePattern.parse("02:00:*:*:*:07").orElseThrow()));
    Guard guard = guard(rules);
    assertRefused(Refusal.HARDWARE_ADDRESS, guard, discover(7), 0);
    assertRefused(Refusal.HARDWARE_ADDRESS, guard, from(0x707, MessageType4.INFORM), 0);
    assertPasses(guard, discover(8), 0);
  }

  @Test
  void hardware_someAllowed_nobodyElsePasses_andDeniedWins() {
    Rules rules = new Rules();
    rules.hardware =
        new Filter<>(
            List.of(HardwarePattern.parse("02:00:00:*").orElseThrow()),
            List.of(HardwarePattern.parse("02:00:00:00:00:09").orElseThrow()));
    Guard guard = guard(rules);
    assertPasses(guard, discover(8), 0);
    assertRefused(Refusal.HARDWARE_ADDRESS, guard, discover(9), 0);
    assertRefused(Refusal.HARDWARE_ADDRESS, guard, discover(0x01000008), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "02:00:00:00:00:01, true",
    "02:00:*, true",
    "*, true",
    "*:*:*:*:*:01, true",
    "02:00:00:00:00:02, false",
    "03:*, false",
    "02:00:00:00:*:02, false"
  })
  void pattern_matchesWhatItSays(String text, boolean expected) {
    assertEquals(expected, HardwarePattern.parse(text).orElseThrow().matches(hardware(1), 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "02", "02:00:00:00:00", "02:0:*", "02:*:", "g2:*", "*:*:*:*:*:*:*", "02*"})
  void pattern_thatIsNone_isAbsent(String text) {
    assertEquals(Optional.empty(), HardwarePattern.parse(text));
  }

  @Test
  void hardware_deniedUntilAMoment_passesFromThenOn() {
    Rules rules = new Rules();
    rules.hardware =
        new Filter<>(
            List.of(), List.of(HardwarePattern.parse("02:*@2023-11-14T22:13:25Z").orElseThrow()));
    Guard guard = guard(rules);
    assertRefused(Refusal.HARDWARE_ADDRESS, guard, discover(1), 4_999);
    assertPasses(guard, discover(1), 5_000);
  }

  @Test
  void portRate_isOfThosePortsClientsTogether_otherPortsAreNotHurt() {
    Rules rules = new Rules();
    rules.portRate = 1;
    Guard guard = guard(rules);
    for (int i = 0; i < 5; i++) {
      assertPasses(guard, behind("a", i), 0);
    }
    assertRefused(Refusal.PORT_RATE, guard, behind("a", 6), 0);
    assertPasses(guard, behind("b", 6), 0);
    assertPasses(guard, discover(6), 0);
    assertPasses(guard, behind("a", 6), 1000);
  }

  @Test
  void globalRate_isOfAllLinks_andLeavesHalfToThoseWhoHaveAnAddress() {
    Rules rules = new Rules();
    rules.globalRate = 1;
    Guard guard = guard(rules);
    for (int i = 0; i < 5; i++) {
      Packet4 asks = packet(MessageType4.DISCOVER, i, Ipv4Address.ANY, Map.of());
      assertPasses(guard, on("lan" + i, asks), 0);
    }
    assertRefused(Refusal.GLOBAL_RATE, guard, discover(9), 0);
    assertPasses(guard, from(9, MessageType4.REQUEST), 0);
  }

  private static Request giving(
      MessageType4 type, int client, String linuxInterface, Ipv4Address relay, String port) {
    Octets said = new OctetsWriter().u8(1).u8(port.length()).put(Octets.utf8(port)).toOctets();
    Map<Integer, Octets> options = new LinkedHashMap<>();
    options.put(50, octets(address("10.0.0.5")));
    if (!port.isEmpty()) {
      options.put(82, said);
    }
    Packet4 plain = packet(type, client, relay, options);
    Packet4.Addresses addresses =
        new Packet4.Addresses(address("10.0.0.5"), Ipv4Address.ANY, Ipv4Address.ANY, relay);
    return on(
        linuxInterface,
        new Packet4(plain.op(), plain.type(), plain.header(), addresses, plain.options()));
  }

  @ParameterizedTest
  @CsvSource({
    "RELEASE, 1, lan0, true",
    "DECLINE, 1, lan0, true",
    "RELEASE, 2, lan0, false",
    "DECLINE, 2, lan0, false",
    "RELEASE, 1, lan1, false",
    "DECLINE, 1, lan1, false",
    "REQUEST, 2, lan1, true"
  })
  void bindings_givenBackByWhomAndWhereItWasGranted_only(
      MessageType4 type, int client, String link, boolean passes) {
    Rules rules = new Rules();
    rules.bindings = GuardRules.Bindings.ON;
    Guard guard = guard(rules);
    lease(guard, discover(1), "10.0.0.5", Phase.LEASED, MINUTE);
    assertEquals(
        passes ? Optional.empty() : Optional.of(Refusal.WRONG_PLACE),
        guard.refusal(giving(type, client, link, Ipv4Address.ANY, ""), at(0)));
  }

  @Test
  void bindings_behindARelay_thePortCounts_butNotOfWhoGivesBackByItself() {
    Rules rules = new Rules();
    rules.bindings = GuardRules.Bindings.ON;
    Guard guard = guard(rules);
    lease(guard, behind("a", 1), "10.0.0.5", Phase.LEASED, MINUTE);
    MessageType4 release = MessageType4.RELEASE;
    assertPasses(guard, giving(release, 1, "lan0", RELAY, "a"), 0);
    assertRefused(Refusal.WRONG_PLACE, guard, giving(release, 1, "lan0", RELAY, "b"), 0);
    assertPasses(guard, giving(release, 1, "lan1", Ipv4Address.ANY, ""), 0);
    assertRefused(Refusal.WRONG_PLACE, guard, giving(release, 2, "lan1", Ipv4Address.ANY, ""), 0);
  }

  @Test
  void address_outsideTheAllowed_orDenied_isRefused_whereverItIsNamed() {
    Rules rules = new Rules();
    rules.addresses =
        new Filter<>(
            List.of(new Ipv4Prefix(address("10.0.0.0"), 24)),
            List.of(new Ipv4Prefix(address("10.0.0.64"), 26)));
    Guard guard = guard(rules);
    assertPasses(guard, asking(address("10.0.0.5")), 0);
    assertRefused(Refusal.ADDRESS, guard, asking(address("10.0.0.65")), 0);
    assertRefused(Refusal.ADDRESS, guard, asking(address("10.0.1.5")), 0);
    assertPasses(guard, discover(1), 0);
    Packet4 plain = packet(MessageType4.REQUEST, 1, Ipv4Address.ANY, Map.of());
    Packet4 renewing =
        new Packet4(
            plain.op(),
            plain.type(),
            plain.header(),
            new Packet4.Addresses(
                address("10.0.1.5"), Ipv4Address.ANY, Ipv4Address.ANY, Ipv4Address.ANY),
            plain.options());
    assertRefused(Refusal.ADDRESS, guard, on("lan0", renewing), 0);
  }

  @Test
  void clientRate_afterTheBurst_refuses_untilTokensAreBack_othersAreNotHurt() {
    Rules rules = new Rules();
    rules.clientRate = 2;
    Guard guard = guard(rules);
    for (int i = 0; i < 20; i++) {
      assertPasses(guard, discover(1), 0);
    }
    assertRefused(Refusal.CLIENT_RATE, guard, discover(1), 0);
    assertPasses(guard, discover(2), 0);
    assertRefused(Refusal.CLIENT_RATE, guard, discover(1), 499);
    assertPasses(guard, discover(1), 500);
    assertRefused(Refusal.CLIENT_RATE, guard, discover(1), 500);
  }

  @Test
  void clientRate_otherIdentifiersOfOneAddress_areOneClient() {
    Rules rules = new Rules();
    rules.clientRate = 1;
    Guard guard = guard(rules);
    for (int i = 0; i < 10; i++) {
      assertPasses(guard, identified(i), 0);
    }
    assertRefused(Refusal.CLIENT_RATE, guard, identified(10), 0);
  }

  private static Request identified(int number) {
    Octets identifier = new OctetsWriter().u32(number).toOctets();
    return on("lan0", packet(MessageType4.DISCOVER, 1, Ipv4Address.ANY, Map.of(61, identifier)));
  }

  @Test
  void linkRate_leavesHalfToThoseWhoHaveAnAddress_eachLinkByItself() {
    Rules rules = new Rules();
    rules.linkRate = 2;
    Guard guard = guard(rules);
    for (int i = 0; i < 10; i++) {
      assertPasses(guard, discover(i), 0);
    }
    assertRefused(Refusal.LINK_RATE, guard, discover(100), 0);
    for (int i = 0; i < 10; i++) {
      assertPasses(guard, from(i, MessageType4.REQUEST), 0);
    }
    assertRefused(Refusal.LINK_RATE, guard, from(100, MessageType4.REQUEST), 0);
    assertPasses(
        guard, on("lan1", packet(MessageType4.DISCOVER, 100, Ipv4Address.ANY, Map.of())), 0);
    assertPasses(guard, from(100, MessageType4.REQUEST), 500);
  }

  @Test
  void aMillionInventedAddresses_costNoMemory_andTheLinkStaysUsable() {
    Rules rules = new Rules();
    rules.clientRate = 1;
    rules.linkRate = 1000;
    rules.addresses = new Filter<>(List.of(), List.of(new Ipv4Prefix(address("10.9.0.0"), 16)));
    rules.blockTime = Duration.ofMinutes(1);
    Guard guard = guard(rules);
    Map<Integer, Octets> denied = Map.of(50, octets(address("10.9.1.1")));
    int passed = 0;
    for (int i = 0; i < 1_000_000; i++) {
      boolean asks = i % 2 == 0;
      Request flood = on("lan0", packet(MessageType4.DISCOVER, i, RELAY, asks ? denied : Map.of()));
      passed += guard.refusal(flood, at(i / 100)).isEmpty() ? 1 : 0;
    }
    assertEquals(2 * Guard.MOST_CLIENTS, guard.remembered());
    // Half a bucket, then a thousand a second for ten seconds, less what came before it was used.
    assertTrue(passed > 14_000 && passed <= 15_000, "passed: " + passed);
    assertPasses(guard, from(2_000_000, MessageType4.REQUEST), 10_000);
  }

  @ParameterizedTest
  @CsvSource({
    "ANY, false, true, true",
    "ANY, true, false, true",
    "RELAYED, false, true, false",
    "RELAYED, true, true, true",
    "RELAYED, true, false, true",
    "RELAYED, false, false, true",
    "REQUIRED, true, false, false",
    "REQUIRED, true, true, true",
    "REQUIRED, false, false, true",
    "REQUIRED, false, true, false"
  })
  void relayInformation_policies(
      RelayPolicy policy, boolean relayed, boolean said, boolean passes) {
    Rules rules = new Rules();
    rules.relay = policy;
    Map<Integer, Octets> options = new LinkedHashMap<>();
    if (said) {
      options.put(82, Octets.of((byte) 1, (byte) 1, (byte) 'a'));
    }
    Request request =
        on("lan0", packet(MessageType4.DISCOVER, 1, relayed ? RELAY : Ipv4Address.ANY, options));
    assertEquals(
        passes ? Optional.empty() : Optional.of(Refusal.RELAY_INFORMATION),
        guard(rules).refusal(request, at(0)));
  }

  private void lease(Guard guard, Request request, String address, Phase phase, long until) {
    PoolLease lease =
        new PoolLease(
            address(address),
            ClientKey.of(request.packet()).orElseThrow(),
            request.packet().header().hardware(),
            phase,
            until,
            "");
    book.put(lease, at(0));
    guard.learn(request, new Decision(Verdict.OFFERED, Optional.empty(), List.of(lease)));
  }

  @Test
  void portShare_full_refusesNewClients_keepsThoseThatHave_andOtherPorts() {
    Rules rules = new Rules();
    rules.portMost = 2;
    Guard guard = guard(rules);
    lease(guard, behind("eth1", 1), "10.0.0.10", Phase.LEASED, MINUTE);
    lease(guard, behind("eth1", 2), "10.0.0.11", Phase.OFFERED, MINUTE / 2);
    assertRefused(Refusal.PORT_SHARE, guard, behind("eth1", 3), 0);
    assertPasses(guard, behind("eth1", 1), 0);
    assertPasses(guard, behind("eth1", 2), 0);
    assertPasses(guard, behind("eth2", 3), 0);
    assertPasses(guard, discover(3), 0);
    assertPasses(guard, behind("eth1", 3), MINUTE / 2);
  }

  @Test
  void portShare_addressThatMovesToAnotherPort_countsThere() {
    Rules rules = new Rules();
    rules.portMost = 1;
    Guard guard = guard(rules);
    lease(guard, behind("eth1", 1), "10.0.0.10", Phase.LEASED, MINUTE);
    lease(guard, behind("eth2", 1), "10.0.0.10", Phase.LEASED, MINUTE);
    assertPasses(guard, behind("eth1", 2), 0);
    assertRefused(Refusal.PORT_SHARE, guard, behind("eth2", 2), 0);
  }

  @Test
  void block_afterConduct_keepsTheClientOut_forItsTime_andOnlyIt() {
    Rules rules = new Rules();
    rules.addresses = new Filter<>(List.of(), List.of(new Ipv4Prefix(OTHER, 32)));
    rules.blockTime = Duration.ofMinutes(1);
    Guard guard = guard(rules);
    assertRefused(Refusal.ADDRESS, guard, asking(OTHER), 0);
    assertRefused(Refusal.BLOCKED, guard, discover(1), 1);
    assertRefused(Refusal.BLOCKED, guard, asking(OTHER), MINUTE - 1);
    assertPasses(guard, discover(2), 1);
    assertPasses(guard, discover(1), MINUTE);
  }

  @Test
  void block_isNotForAFloodedLink() {
    Rules rules = new Rules();
    rules.linkRate = 1;
    rules.blockTime = Duration.ofMinutes(1);
    Guard guard = guard(rules);
    for (int i = 0; i < 5; i++) {
      assertPasses(guard, discover(i), 0);
    }
    assertRefused(Refusal.LINK_RATE, guard, discover(100), 0);
    assertPasses(guard, discover(100), 1000);
  }
}
