package org.rdkb.dhcpmanager.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rdkb.dhcpmanager.core.pool.Dialogue.SERVER;
import static org.rdkb.dhcpmanager.core.pool.Dialogue.address;
import static org.rdkb.dhcpmanager.core.pool.Dialogue.yiaddr;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.pool.Dialogue.Message;

/** A server that shares its addresses with others: 10.0.0.11 is its own, 10 and 12 are not. */
class HoldingsTest {
  private final Set<Ipv4Address> own = new HashSet<>(List.of(address("10.0.0.11")));
  private final Dialogue dialogue = new Dialogue(Dialogue.pool());
  private long latest = Now.NEVER;
  private boolean sure = true;

  HoldingsTest() {
    dialogue.book.hold(
        new Holdings() {
          @Override
          public boolean mayGive(Ipv4Address address) {
            return own.contains(address);
          }

          @Override
          public long latest(Ipv4Address address, ClientKey client, Wish wish) {
            return latest;
          }

          @Override
          public boolean isSure(Ipv4Address address) {
            return sure && own.contains(address);
          }
        });
    dialogue.serve(dialogue.configuration);
  }

  @Test
  void onlyOwnAddressesAreOffered() {
    assertEquals(address("10.0.0.11"), dialogue.bind(1));
    Message wishful =
        new Message(MessageType4.DISCOVER, 2)
            .with(OptionCode4.REQUESTED_ADDRESS, address("10.0.0.12"));
    assertEquals(Verdict.POOL_EXHAUSTED, dialogue.send(wishful).verdict());
    own.add(address("10.0.0.12"));
    dialogue.serve(dialogue.configuration);
    assertEquals(address("10.0.0.12"), yiaddr(dialogue.send(wishful)));
  }

  @Test
  void whatCameBackToAnotherServersBlockIsNotFreeHere() {
    foreign("10.0.0.12", 7, PoolLease.Phase.RELEASED, dialogue.now().bootMillis());
    dialogue.bind(1);
    assertEquals(
        Verdict.POOL_EXHAUSTED, dialogue.send(new Message(MessageType4.DISCOVER, 2)).verdict());
  }

  @Test
  void whoHasAnAddressOfAnotherServerIsOfferedAndRenewedThat() {
    foreign("10.0.0.12", 7, PoolLease.Phase.LEASED, dialogue.now().plus(60));
    assertEquals(
        address("10.0.0.12"), yiaddr(dialogue.send(new Message(MessageType4.DISCOVER, 7))));
    assertEquals(
        Verdict.REBOUND,
        dialogue.send(new Message(MessageType4.REQUEST, 7).ciaddr(address("10.0.0.12"))).verdict());
  }

  @Test
  void aLeaseEndsNoLaterThanMayBePromised() {
    latest = dialogue.now().plus(25) + 999;
    dialogue.bind(1);
    Decision renewed =
        dialogue.send(new Message(MessageType4.REQUEST, 1).ciaddr(address("10.0.0.11")));
    assertEquals(dialogue.now().plus(25), renewed.changes().get(0).until());
    assertEquals(
        25L,
        renewed
            .answer()
            .orElseThrow()
            .packet()
            .options()
            .number(OptionCode4.LEASE_TIME)
            .orElse(0L));
  }

  @Test
  void whereNothingMayBePromisedThereIsSilence() {
    latest = dialogue.now().bootMillis() + 999;
    assertEquals(Verdict.NO_QUORUM, dialogue.send(new Message(MessageType4.DISCOVER, 1)).verdict());
    assertEquals(
        Verdict.NO_QUORUM,
        dialogue
            .send(
                new Message(MessageType4.REQUEST, 1)
                    .with(OptionCode4.SERVER_IDENTIFIER, SERVER)
                    .with(OptionCode4.REQUESTED_ADDRESS, address("10.0.0.11")))
            .verdict());
  }

  @Test
  void whoeverIsUnsureSendsNoNak() {
    Message stranger = new Message(MessageType4.REQUEST, 9).ciaddr(address("10.0.0.12"));
    assertEquals(
        Verdict.NOT_AUTHORITATIVE, dialogue.send(stranger).verdict(), "another server's address");
    Message own = new Message(MessageType4.REQUEST, 9).ciaddr(address("10.0.0.11"));
    assertEquals(Verdict.UNKNOWN_LEASE, dialogue.send(own).verdict());
    sure = false;
    assertEquals(Verdict.NOT_AUTHORITATIVE, dialogue.send(own).verdict());
    foreign("10.0.0.11", 7, PoolLease.Phase.LEASED, dialogue.now().plus(60));
    assertEquals(Verdict.NOT_AUTHORITATIVE, dialogue.send(own).verdict(), "taken, it seems");
    sure = true;
    assertEquals(Verdict.ADDRESS_TAKEN, dialogue.send(own).verdict());
    dialogue.pass(61);
    Message seventh = new Message(MessageType4.REQUEST, 7).ciaddr(address("10.0.0.11"));
    assertEquals(
        Verdict.NOT_AUTHORITATIVE, dialogue.send(seventh).verdict(), "extended elsewhere, maybe");
  }

  private void foreign(String address, int client, PoolLease.Phase phase, long until) {
    dialogue.book.put(
        new PoolLease(
            address(address),
            ClientKey.of(Dialogue.hardware(client)),
            Dialogue.hardware(client),
            phase,
            until,
            ""),
        dialogue.now());
  }
}
