package org.rdkb.dhcpmanager.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.core.pool.Dialogue.SERVER;
import static org.rdkb.dhcpmanager.core.pool.Dialogue.address;
import static org.rdkb.dhcpmanager.core.pool.Dialogue.hardware;
import static org.rdkb.dhcpmanager.core.pool.Dialogue.yiaddr;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.Dialogue.Message;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/** One test for each arrow of the message, allocation and renewal flows. */
class ResponderTest {
  private static final Ipv4Address TEN = address("10.0.0.10");
  private static final Ipv4Address ELEVEN = address("10.0.0.11");
  private static final Ipv4Address ELSEWHERE = address("10.9.9.9");

  private final Dialogue lan = new Dialogue(Dialogue.pool());

  private static Message discover(int client) {
    return new Message(MessageType4.DISCOVER, client);
  }

  private static Message select(int client, Ipv4Address address) {
    return new Message(MessageType4.REQUEST, client).with(54, SERVER).with(50, address);
  }

  private static Message reboot(int client, Ipv4Address address) {
    return new Message(MessageType4.REQUEST, client).with(50, address);
  }

  private static Message renew(int client, Ipv4Address address) {
    return new Message(MessageType4.REQUEST, client).ciaddr(address);
  }

  private static void assertNak(Verdict verdict, Decision decision) {
    assertEquals(verdict, decision.verdict());
    Packet4 answer = decision.answer().orElseThrow().packet();
    assertEquals(MessageType4.NAK, answer.type());
    assertEquals(Packet4.Addresses.NONE, answer.addresses());
    assertEquals(Optional.empty(), answer.options().get(51));
  }

  private static void assertSilence(Verdict verdict, Decision decision) {
    assertEquals(verdict, decision.verdict());
    assertEquals(Optional.empty(), decision.answer());
  }

  private static void assertAck(Verdict verdict, Ipv4Address address, Decision decision) {
    assertEquals(verdict, decision.verdict());
    assertEquals(MessageType4.ACK, decision.answer().orElseThrow().packet().type());
    assertEquals(address, yiaddr(decision));
    PoolLease lease = decision.lasting().get(decision.lasting().size() - 1);
    assertEquals(address, lease.address());
    assertEquals(Phase.LEASED, lease.phase());
  }

  // DISCOVER: which address.

  @Test
  void discover_offersAFreeAddress_andHoldsItShortly_withoutTheDisk() {
    Decision decision = lan.send(discover(1));
    assertEquals(Verdict.OFFERED, decision.verdict());
    assertEquals(TEN, yiaddr(decision));
    assertEquals(List.of(), decision.lasting());
    assertEquals(ELEVEN, yiaddr(lan.send(discover(2))));
    assertEquals(TEN, yiaddr(lan.send(discover(1))));
    lan.pass(61);
    assertEquals(3, lan.book.freeCount(lan.configuration.pools().get(0)));
  }

  @Test
  void discover_static_comesBeforeTheLastAddress() {
    lan.bind(1);
    AddressPool changed =
        Dialogue.pool(
            new StaticAddress(
                ClientKey.of(hardware(1)), address("10.0.0.200"), StaticAddress.Use.ON));
    lan.serve(new Dialogue(changed).configuration);
    assertEquals(address("10.0.0.200"), lan.bind(1));
    assertEquals(Phase.RELEASED, lan.book.at(TEN).orElseThrow().phase());
  }

  @Test
  void discover_staticThatSomebodyStillHas_givesAnother_untilItIsFree() {
    assertEquals(TEN, lan.bind(2));
    AddressPool changed =
        Dialogue.pool(new StaticAddress(ClientKey.of(hardware(1)), TEN, StaticAddress.Use.ON));
    lan.serve(new Dialogue(changed).configuration);
    assertEquals(ELEVEN, lan.bind(1));
    assertNak(Verdict.ADDRESS_NOT_SERVED, lan.send(renew(2, TEN)));
    lan.pass(Dialogue.LEASE_TIME + 1);
    assertEquals(TEN, lan.bind(1));
  }

  @Test
  void discover_disabledStatic_isNobodys() {
    Dialogue kept =
        new Dialogue(
            Dialogue.pool(
                new StaticAddress(ClientKey.of(hardware(1)), TEN, StaticAddress.Use.OFF)));
    assertEquals(ELEVEN, kept.bind(1));
    assertNak(Verdict.ADDRESS_NOT_SERVED, kept.send(select(2, TEN)));
  }

  @Test
  void discover_lastAddress_comesBeforeTheRequestedOne() {
    lan.bind(1);
    lan.pass(Dialogue.LEASE_TIME + 1);
    assertEquals(TEN, yiaddr(lan.send(discover(1).with(50, ELEVEN))));
  }

  @Test
  void discover_requestedAddress_comesBeforeTheNextFree_ifItIsFree() {
    assertEquals(ELEVEN, yiaddr(lan.send(discover(1).with(50, ELEVEN))));
    assertEquals(address("10.0.0.12"), yiaddr(lan.send(discover(2).with(50, ELEVEN))));
    assertEquals(TEN, yiaddr(lan.send(discover(3).with(50, ELSEWHERE))));
  }

  @Test
  void discover_exhausted_isSilent_andSaysSo() {
    lan.bind(1);
    lan.bind(2);
    lan.bind(3);
    assertSilence(Verdict.POOL_EXHAUSTED, lan.send(discover(4)));
    lan.pass(Dialogue.LEASE_TIME + 1);
    assertEquals(TEN, lan.bind(4));
  }

  @Test
  void discover_ofABoundClient_leavesItsLeaseAlone() {
    lan.bind(1);
    Decision again = lan.send(discover(1));
    assertEquals(TEN, yiaddr(again));
    assertEquals(List.of(), again.changes());
    assertTrue(lan.book.at(TEN).orElseThrow().isActive(lan.now().bootMillis()));
  }

  @Test
  void clientIdentifier_goesBeforeTheHardwareAddress() {
    Octets id = Octets.parseHex("01aabb").orElseThrow();
    Ipv4Address first = yiaddr(lan.send(discover(1).with(61, id)));
    assertEquals(first, yiaddr(lan.send(discover(2).with(61, id))));
    assertEquals(ELEVEN, yiaddr(lan.send(discover(1))));
  }

  // REQUEST, selecting.

  @Test
  void select_ours_isGranted_onDisk() {
    lan.send(discover(1));
    Decision ack = lan.send(select(1, TEN).with(12, Octets.utf8("box\n1")));
    assertAck(Verdict.SELECTED, TEN, ack);
    assertEquals("box1", lan.book.at(TEN).orElseThrow().hostName());
    assertEquals(lan.now().bootMillis() + 3_600_000, lan.book.at(TEN).orElseThrow().until());
  }

  @Test
  void select_anotherServer_endsOurOffer() {
    lan.send(discover(1));
    assertSilence(
        Verdict.OTHER_SERVER,
        lan.send(new Message(MessageType4.REQUEST, 1).with(54, ELSEWHERE).with(50, ELSEWHERE)));
    assertEquals(3, lan.book.freeCount(lan.configuration.pools().get(0)));
  }

  @Test
  void select_offerThatLapsed_isGrantedIfFree_elseRefused() {
    lan.send(discover(1));
    lan.pass(61);
    assertAck(Verdict.SELECTED, TEN, lan.send(select(1, TEN)));
    assertNak(Verdict.ADDRESS_TAKEN, lan.send(select(2, TEN)));
  }

  @Test
  void select_withoutAddress_isNoRequest() {
    assertSilence(
        Verdict.NOT_A_REQUEST, lan.send(new Message(MessageType4.REQUEST, 1).with(54, SERVER)));
  }

  // REQUEST, init-reboot.

  @Test
  void reboot_itsLease_isConfirmed() {
    lan.bind(1);
    assertAck(Verdict.CONFIRMED, TEN, lan.send(reboot(1, TEN)));
  }

  @Test
  void reboot_wrongNetwork_isRefused() {
    assertNak(Verdict.WRONG_SUBNET, lan.send(reboot(1, ELSEWHERE)));
  }

  @Test
  void reboot_unknown_isRefusedByAuthority_elseSilent() {
    assertNak(Verdict.UNKNOWN_LEASE, lan.send(reboot(1, TEN)));
    lan.serve(
        new ServerConfiguration(
            lan.configuration.pools(),
            ServerConfiguration.Timing.USUAL,
            ServerConfiguration.Unknown.SILENCE));
    assertSilence(Verdict.NOT_AUTHORITATIVE, lan.send(reboot(1, TEN)));
  }

  @Test
  void reboot_somebodyElses_isRefused() {
    lan.bind(1);
    assertNak(Verdict.ADDRESS_TAKEN, lan.send(reboot(2, TEN)));
  }

  // REQUEST, renewing and rebinding.

  @Test
  void renew_andRebind_extend_andAreToldApart() {
    lan.bind(1);
    lan.pass(1800);
    lan.cast = Packet4.Cast.UNICAST;
    Decision renewed = lan.send(renew(1, TEN));
    assertAck(Verdict.RENEWED, TEN, renewed);
    assertEquals(new Delivery.ToClient(TEN), renewed.answer().orElseThrow().delivery());
    assertEquals(lan.now().bootMillis() + 3_600_000, lan.book.at(TEN).orElseThrow().until());
    lan.cast = Packet4.Cast.BROADCAST;
    assertAck(Verdict.REBOUND, TEN, lan.send(renew(1, TEN)));
  }

  @Test
  void renew_inGrace_extends_afterItReleasesAndRefuses() {
    lan.grace(100);
    lan.bind(1);
    lan.pass(Dialogue.LEASE_TIME + 99);
    assertEquals(2, lan.book.freeCount(lan.configuration.pools().get(0)));
    assertAck(Verdict.RENEWED_IN_GRACE, TEN, lan.send(renew(1, TEN)));
    lan.pass(Dialogue.LEASE_TIME + 100);
    Decision over = lan.send(renew(1, TEN));
    assertNak(Verdict.GRACE_OVER, over);
    assertEquals(Phase.RELEASED, over.lasting().get(0).phase());
    assertEquals(3, lan.book.freeCount(lan.configuration.pools().get(0)));
  }

  @Test
  void renew_outsideTheNewRange_isRefused() {
    lan.bind(1);
    AddressPool old = lan.configuration.pools().get(0);
    lan.serve(
        new Dialogue(
                new AddressPool(
                    1,
                    "lan0",
                    old.subnet(),
                    new AddressRange(address("10.0.0.50"), address("10.0.0.60")),
                    old.reserved(),
                    StaticAddresses.NONE,
                    old.options(),
                    old.terms(),
                    Audience.ALL))
            .configuration);
    assertNak(Verdict.ADDRESS_NOT_SERVED, lan.send(renew(1, TEN)));
    assertTrue(lan.book.at(TEN).orElseThrow().isActive(lan.now().bootMillis()));
  }

  @Test
  void request_withNeitherServerNorAddress_isNone() {
    assertSilence(Verdict.NOT_A_REQUEST, lan.send(new Message(MessageType4.REQUEST, 1)));
  }

  // RELEASE, DECLINE, INFORM.

  @Test
  void release_freesAndRemembers() {
    lan.bind(1);
    assertSilence(
        Verdict.RELEASED,
        lan.send(new Message(MessageType4.RELEASE, 1).ciaddr(TEN).with(54, SERVER)));
    assertEquals(3, lan.book.freeCount(lan.configuration.pools().get(0)));
    assertEquals(ELEVEN, lan.bind(2));
    assertEquals(TEN, lan.bind(1));
  }

  @Test
  void release_ofAnother_orForAnotherServer_countsAsNone() {
    lan.bind(1);
    assertSilence(
        Verdict.NOT_ITS_LEASE,
        lan.send(new Message(MessageType4.RELEASE, 2).ciaddr(TEN).with(54, SERVER)));
    assertSilence(
        Verdict.NOT_ITS_LEASE,
        lan.send(new Message(MessageType4.RELEASE, 1).ciaddr(TEN).with(54, ELSEWHERE)));
    assertTrue(lan.book.at(TEN).orElseThrow().isActive(lan.now().bootMillis()));
  }

  @Test
  void decline_sitsOut_alsoForItsClient_thenReturns() {
    lan.bind(1);
    Message decline = new Message(MessageType4.DECLINE, 1).with(54, SERVER).with(50, TEN);
    assertSilence(Verdict.DECLINED, lan.send(decline));
    assertSilence(Verdict.NOT_ITS_LEASE, lan.send(decline));
    assertEquals(ELEVEN, lan.bind(1));
    assertNak(Verdict.ADDRESS_TAKEN, lan.send(select(1, TEN)));
    lan.pass(601);
    assertAck(Verdict.SELECTED, TEN, lan.send(select(2, TEN)));
  }

  @Test
  void inform_getsParameters_withoutAddressAndTimes() {
    Decision decision = lan.send(new Message(MessageType4.INFORM, 1).ciaddr(address("10.0.0.77")));
    assertEquals(Verdict.INFORMED, decision.verdict());
    assertEquals(Ipv4Address.ANY, yiaddr(decision));
    assertEquals(List.of(54, 1, 3, 15, 224), Dialogue.codes(decision));
    assertEquals(List.of(), decision.changes());
  }

  // Which subnet.

  @Test
  void subnet_isTheRelays_orTheOneThatItNames_orTheInterfaces() {
    AddressPool far = Dialogue.pool(2, "lan9", "10.1.0.", List.of());
    AddressPool third = Dialogue.pool(3, "lan1", "10.2.0.", List.of());
    Dialogue three = new Dialogue(Dialogue.pool(), far, third);
    assertEquals(address("10.1.0.10"), yiaddr(three.send(discover(1).by(address("10.1.0.1")))));
    Octets named = Octets.parseHex("05040a020000").orElseThrow();
    assertEquals(
        address("10.2.0.10"),
        yiaddr(three.send(discover(2).by(address("10.1.0.1")).with(82, named))));
    assertEquals(
        address("10.2.0.11"), yiaddr(three.send(discover(3).with(118, address("10.2.0.0")))));
    assertEquals(address("10.2.0.12"), yiaddr(three.send(discover(4).on("lan1"))));
  }

  @Test
  void subnet_none_isSilence() {
    assertSilence(Verdict.NO_SUBNET, lan.send(discover(1).on("wan0")));
    assertSilence(Verdict.NO_SUBNET, lan.send(discover(1).by(ELSEWHERE)));
    lan.ours = List.of();
    assertSilence(Verdict.NO_SERVER_ADDRESS, lan.send(discover(1)));
  }

  @Test
  void pool_firstInOrder_serves() {
    Dialogue two = new Dialogue(Dialogue.pool(2, "lan0", "10.1.0.", List.of()), Dialogue.pool());
    two.ours = List.of(SERVER, address("10.1.0.1"));
    Decision offer = two.send(discover(1));
    assertEquals(address("10.1.0.10"), yiaddr(offer));
    assertEquals(
        Optional.of(address("10.1.0.1")),
        offer.answer().orElseThrow().packet().options().address(54));
  }

  // What is not for us.

  @Test
  void serversMessages_andNobodys_areSilence() {
    assertSilence(Verdict.NOT_A_REQUEST, lan.send(discover(1).reply()));
    assertSilence(Verdict.NOT_A_REQUEST, lan.send(new Message(MessageType4.OFFER, 1)));
    assertSilence(Verdict.NOT_A_REQUEST, lan.send(new Message(MessageType4.INFORM, 1)));
  }

  // Where answers go (RFC 2131 section 4.1).

  @Test
  void delivery_isToHardware_orToAll_orToTheRelay() {
    assertEquals(
        new Delivery.ToHardware(hardware(1), TEN),
        lan.send(discover(1)).answer().orElseThrow().delivery());
    assertEquals(
        new Delivery.ToAll(),
        lan.send(discover(1).wantsBroadcast()).answer().orElseThrow().delivery());
    Ipv4Address relay = address("10.0.0.5");
    assertEquals(
        new Delivery.ToRelay(relay),
        lan.send(discover(1).by(relay)).answer().orElseThrow().delivery());
    assertEquals(
        new Delivery.ToAll(), lan.send(reboot(1, ELSEWHERE)).answer().orElseThrow().delivery());
    Answer relayedNak = lan.send(reboot(1, ELSEWHERE).by(relay)).answer().orElseThrow();
    assertEquals(new Delivery.ToRelay(relay), relayedNak.delivery());
    assertEquals(Packet4.Cast.BROADCAST, relayedNak.packet().header().cast());
  }

  // What answers say.

  @Test
  void options_areInTheOrderAskedFor_forcedOnesToo_relayLast() {
    Octets asked = Octets.of((byte) 15, (byte) 59, (byte) 3, (byte) 77);
    Octets relay = Octets.parseHex("0101aa").orElseThrow();
    Octets id = Octets.parseHex("01aabb").orElseThrow();
    Decision offer = lan.send(discover(1).with(55, asked).with(82, relay).with(61, id));
    assertEquals(List.of(54, 51, 61, 15, 59, 3, 1, 224, 82), Dialogue.codes(offer));
    Packet4 packet = offer.answer().orElseThrow().packet();
    assertEquals(Optional.of(3600L), packet.options().number(51));
    assertEquals(Optional.of(3150L), packet.options().number(59));
    assertEquals(Optional.of(relay), packet.options().get(82));
  }

  @Test
  void options_withoutAList_areAll() {
    assertEquals(List.of(54, 51, 1, 3, 15, 224, 58, 59), Dialogue.codes(lan.send(discover(1))));
  }

  @Test
  void leaseTime_isAsAskedFor_withinBounds() {
    assertEquals(600, granted(600));
    assertEquals(60, granted(1));
    assertEquals(3600, granted(0xffffffffL));
  }

  private long granted(long asked) {
    Octets seconds = new org.rdkb.dhcpmanager.core.option.OctetsWriter().u32(asked).toOctets();
    return lan.send(discover(1).with(51, seconds))
        .answer()
        .orElseThrow()
        .packet()
        .options()
        .number(51)
        .orElseThrow();
  }

  // DISCOVER: rapid commit.

  @Test
  void rapidDiscover_isCommittedAtOnce_andTheAckSaysSo() {
    lan.rapidCommit = Responder.RapidCommit.ON;
    lan.serve(lan.configuration);
    Decision decision = lan.send(discover(1).with(80, Octets.EMPTY));
    assertAck(Verdict.RAPIDLY_COMMITTED, TEN, decision);
    assertEquals(
        Optional.of(Octets.EMPTY), decision.answer().orElseThrow().packet().options().get(80));
    assertAck(Verdict.REBOUND, TEN, lan.send(renew(1, TEN)));
  }

  @Test
  void rapidDiscover_whereItIsOff_orNotAskedFor_getsAnOffer() {
    assertEquals(Verdict.OFFERED, lan.send(discover(1).with(80, Octets.EMPTY)).verdict());
    lan.rapidCommit = Responder.RapidCommit.ON;
    lan.serve(lan.configuration);
    Decision decision = lan.send(discover(1));
    assertEquals(Verdict.OFFERED, decision.verdict());
    assertEquals(Optional.empty(), decision.answer().orElseThrow().packet().options().get(80));
  }

  // What the guard refused.

  private Decision refused(Message message) {
    Arrival arrival = new Arrival("lan0", lan.ours, lan.cast);
    return lan.serve(lan.configuration).refuse(new Request(message.packet(), arrival), lan.now());
  }

  @Test
  void refusedRequest_getsANak_inEachOfItsForms() {
    lan.bind(1);
    assertNak(Verdict.REFUSED, refused(select(1, TEN)));
    assertNak(Verdict.REFUSED, refused(reboot(1, TEN)));
    assertNak(Verdict.REFUSED, refused(renew(1, TEN)));
    assertEquals(List.of(), refused(renew(1, TEN)).changes());
  }

  @Test
  void refusedRequest_toAnotherServer_orOfALinkThatIsNotServed_isSilent() {
    assertSilence(
        Verdict.REFUSED,
        refused(new Message(MessageType4.REQUEST, 1).with(54, ELSEWHERE).with(50, TEN)));
    assertSilence(Verdict.REFUSED, refused(renew(1, TEN).by(ELSEWHERE)));
  }

  @Test
  void refusedDiscover_inform_release_decline_areSilent() {
    lan.bind(1);
    for (MessageType4 type :
        List.of(
            MessageType4.DISCOVER,
            MessageType4.INFORM,
            MessageType4.RELEASE,
            MessageType4.DECLINE)) {
      Decision decision = refused(new Message(type, 1).with(54, SERVER).with(50, TEN).ciaddr(TEN));
      assertSilence(Verdict.REFUSED, decision);
      assertEquals(List.of(), decision.changes());
    }
    assertSilence(Verdict.REFUSED, refused(select(1, TEN).reply()));
  }
}
