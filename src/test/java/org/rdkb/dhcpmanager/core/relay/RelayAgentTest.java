package org.rdkb.dhcpmanager.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.packet.PacketReader;
import org.rdkb.dhcpmanager.core.packet.Packets;
import org.rdkb.dhcpmanager.core.packet.RelayInformation;
import org.rdkb.dhcpmanager.core.pool.Arrival;
import org.rdkb.dhcpmanager.core.pool.Criterion;

/** Each arrow of the relay: a client's message, a server's answer, and what goes nowhere. */
class RelayAgentTest {
  private static final Ipv4Address SERVER = address("192.0.2.1");
  private static final Ipv4Address OURS = address("10.78.0.1");
  private static final String DISCOVER = "350101ff";

  private static Ipv4Address address(String text) {
    return Ipv4Address.parse(text).orElseThrow();
  }

  private static RelayRule.ForwardTo to(RelayRule.Information information) {
    return new RelayRule.ForwardTo(SERVER, information);
  }

  private static RelayRule everybody(RelayRule.Purpose purpose) {
    return new RelayRule(1, "lan0", List.of(), purpose);
  }

  private static RelayAgent agent(RelayRule... rules) {
    return new RelayAgent(new RelayRules(List.of(rules), 4));
  }

  private static RelayStep ask(
      RelayAgent agent, String link, byte[] datagram, Ipv4Address... ours) {
    Octets octets = Octets.of(datagram);
    Arrival arrival = new Arrival(link, List.of(ours), Packet4.Cast.BROADCAST);
    return agent.request(octets, read(octets), arrival);
  }

  private static RelayStep ask(byte[] datagram) {
    return ask(agent(everybody(to(RelayRule.Information.ADDED))), "lan0", datagram, OURS);
  }

  private static Packet4 read(Octets octets) {
    return (Packet4) PacketReader.read(octets);
  }

  private static byte[] from(byte[] datagram, Ipv4Address giaddr) {
    byte[] changed = datagram;
    for (int i = 0; i < 4; i++) {
      changed = Packets.changed(changed, 24 + i, giaddr.bits() >>> (24 - 8 * i) & 0xff);
    }
    return changed;
  }

  private static RelayStep refused(RelayRefusal reason) {
    return new RelayStep.Refused(reason);
  }

  @Test
  void firstRelay_saysItsAddress_oneHop_andWhereTheClientIs() {
    RelayStep.Forward forward = (RelayStep.Forward) ask(Packets.request(DISCOVER));
    Packet4 sent = read(forward.message());
    assertEquals(SERVER, forward.server());
    assertEquals(OURS, sent.giaddr());
    assertEquals(1, sent.header().hops());
    assertEquals(Octets.utf8("lan0"), RelayInformation.of(sent).circuitId());
  }

  @Test
  void informationNotWanted_isNotAdded() {
    RelayStep.Forward forward =
        (RelayStep.Forward)
            ask(
                agent(everybody(to(RelayRule.Information.NONE))),
                "lan0",
                Packets.request(DISCOVER),
                OURS);
    assertFalse(read(forward.message()).options().has(82));
  }

  @Test
  void laterRelay_countsOnly() {
    Ipv4Address other = address("10.99.0.1");
    byte[] came = from(Packets.request("3501015203010178ff"), other);
    assertEquals(new RelayStep.Forward(Octets.of(Packets.changed(came, 3, 1)), SERVER), ask(came));
  }

  @Test
  void asManyHopsAsAllowed_isDropped_oneLessIsNot() {
    byte[] datagram = from(Packets.request(DISCOVER), address("10.99.0.1"));
    assertEquals(refused(RelayRefusal.TOO_MANY_HOPS), ask(Packets.changed(datagram, 3, 4)));
    assertTrue(ask(Packets.changed(datagram, 3, 3)) instanceof RelayStep.Forward);
  }

  @Test
  void ownMessageComesBack_isDropped() {
    assertEquals(refused(RelayRefusal.LOOP), ask(from(Packets.request(DISCOVER), OURS)));
  }

  @Test
  void clientThatSaysWhatOnlyRelaysMay_isDropped() {
    assertEquals(
        refused(RelayRefusal.UNTRUSTED_INFORMATION), ask(Packets.request("3501015203010178ff")));
  }

  @Test
  void linkWithoutAddress_isDropped() {
    RelayAgent agent = agent(everybody(to(RelayRule.Information.NONE)));
    assertEquals(refused(RelayRefusal.NO_ADDRESS), ask(agent, "lan0", Packets.request(DISCOVER)));
  }

  @Test
  void ruleWithoutServer_drops_andNoLaterRuleIsAsked() {
    RelayAgent agent =
        agent(everybody(new RelayRule.Discard()), everybody(to(RelayRule.Information.NONE)));
    assertEquals(
        refused(RelayRefusal.NO_SERVER), ask(agent, "lan0", Packets.request(DISCOVER), OURS));
  }

  @Test
  void servedLocally_otherLink_otherClient_areNoneOfItsBusiness() {
    byte[] datagram = Packets.request(DISCOVER);
    Criterion phone =
        new Criterion.OfOption(
            60, Octets.utf8("phone"), Criterion.Mode.EXACT, Criterion.Sense.MATCHING);
    RelayStep local = new RelayStep.Local();
    assertEquals(
        local, ask(agent(everybody(new RelayRule.ServeLocally())), "lan0", datagram, OURS));
    assertEquals(
        local, ask(agent(everybody(to(RelayRule.Information.NONE))), "lan1", datagram, OURS));
    RelayAgent phones =
        agent(new RelayRule(1, "lan0", List.of(phone), to(RelayRule.Information.NONE)));
    assertEquals(local, ask(phones, "lan0", datagram, OURS));
    assertTrue(
        ask(phones, "lan0", Packets.request("3501013c0570686f6e65ff"), OURS)
            instanceof RelayStep.Forward);
  }

  /** An ACK of 10.78.0.9 with option 82 at the end. */
  private static Octets ack(int flags, String yiaddr) {
    return Octets.of(
        Packets.with(
            "02010600112233440000"
                + String.format("%04x", flags)
                + "00000000"
                + yiaddr
                + "00000000"
                + "0a4e0001"
                + "020000000001"
                + "00".repeat(10),
            "00".repeat(64),
            "00".repeat(128),
            "35010536" + "04c0000201" + "520601046c616e30ff"));
  }

  private static RelayStep.Deliver answer(RelayRule.Information information, Octets octets) {
    return (RelayStep.Deliver)
        agent(everybody(to(information))).reply(octets, read(octets), "lan0", Optional.empty());
  }

  @Test
  void answer_goesToTheClientAlone_withoutWhatWasAdded() {
    RelayStep.Deliver deliver = answer(RelayRule.Information.ADDED, ack(0, "0a4e0009"));
    assertEquals("lan0", deliver.linuxInterface());
    assertEquals(OURS, deliver.from());
    assertEquals(Optional.of(address("10.78.0.9")), deliver.to());
    assertEquals(HardwareAddress.parse("02:00:00:00:00:01").orElseThrow(), deliver.station());
    assertFalse(read(deliver.message()).options().has(82));
    assertTrue(read(deliver.message()).options().has(54));
  }

  @Test
  void answerToWhoWantsBroadcast_orHasNoAddress_goesToEverybody() {
    assertEquals(
        Optional.empty(), answer(RelayRule.Information.ADDED, ack(0x8000, "0a4e0009")).to());
    assertEquals(Optional.empty(), answer(RelayRule.Information.ADDED, ack(0, "00000000")).to());
  }

  @Test
  void informationThatIsNotOurs_staysInTheAnswer() {
    Octets octets = ack(0, "0a4e0009");
    assertEquals(octets, answer(RelayRule.Information.NONE, octets).message());
  }

  @Test
  void answerFromWhereTheClientsAre_isDropped() {
    Octets octets = ack(0, "0a4e0009");
    assertEquals(
        refused(RelayRefusal.ANSWER_FROM_CLIENTS),
        agent(everybody(to(RelayRule.Information.ADDED)))
            .reply(octets, read(octets), "lan0", Optional.of("lan0")));
  }
}
