package org.rdkb.dhcpmanager.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionSet;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.packet.PacketWriter;
import org.rdkb.dhcpmanager.core.pool.Answer;
import org.rdkb.dhcpmanager.core.pool.Arrival;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Decision;
import org.rdkb.dhcpmanager.core.pool.Delivery;
import org.rdkb.dhcpmanager.core.pool.LeaseBook;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;
import org.rdkb.dhcpmanager.core.pool.Verdict;

/** When a question that comes again gets the answer that it got before. */
class SentAnswersTest {
  private static final Ipv4Address ADDRESS = Ipv4Address.parse("10.0.0.10").orElseThrow();
  private static final Arrival ARRIVAL = new Arrival("lan0", List.of(), Packet4.Cast.BROADCAST);
  private static final long HOUR = 3_600_000;

  private final SentAnswers answers = new SentAnswers();
  private final LeaseBook book = new LeaseBook(1);

  private static Now at(long millis) {
    return new Now(millis, 1_700_000_000_000L + millis);
  }

  private static Packet4 request(int client, int xid, int secs) {
    HardwareAddress hardware =
        new HardwareAddress(1, new OctetsWriter().u16(0x0200).u32(client).toOctets());
    return new Packet4(
        Packet4.Op.REQUEST,
        MessageType4.REQUEST,
        new Packet4.Header(0, xid, secs, Packet4.Cast.UNICAST, hardware),
        Packet4.Addresses.NONE,
        OptionSet.EMPTY);
  }

  private static PoolLease lease(Packet4 request, long until) {
    return new PoolLease(
        ADDRESS,
        ClientKey.of(request).orElseThrow(),
        request.header().hardware(),
        Phase.LEASED,
        until,
        "");
  }

  private Optional<SentAnswers.Ticket> remember(Packet4 request, long until) {
    PoolLease lease = lease(request, until);
    book.put(lease, at(0));
    Answer answer = new Answer(request, new Delivery.ToAll());
    Decision decision = new Decision(Verdict.SELECTED, Optional.of(answer), List.of(lease));
    return answers.remember(
        PacketWriter.write(request), ARRIVAL, decision, Outgoing.of(answer), at(0));
  }

  private void sent(Packet4 request, long until) {
    remember(request, until).orElseThrow().leaves();
  }

  private Optional<SentAnswers.Again> again(Packet4 request, long millis) {
    return answers.again(PacketWriter.write(request), ARRIVAL, book, at(millis));
  }

  @Test
  void sameAgain_getsTheSameOctets_andLastsAsLongFromThen() {
    sent(request(1, 7, 0), HOUR);
    SentAnswers.Again again = again(request(1, 7, 4), 4000).orElseThrow();
    assertEquals(Outgoing.of(new Answer(request(1, 7, 0), new Delivery.ToAll())), again.answer());
    assertEquals(HOUR + 4000, again.lease().until());
    book.put(again.lease(), at(4000));
    assertEquals(HOUR + 9999, again(request(1, 7, 9), 9999).orElseThrow().lease().until());
  }

  @Test
  void beforeItsLeaseIsOnDisk_nothingIsSentAgain() {
    remember(request(1, 7, 0), HOUR);
    assertEquals(Optional.empty(), again(request(1, 7, 0), 1));
  }

  @Test
  void ticket_whosePlaceWasGivenAway_saysNothingOfTheNextOne() {
    SentAnswers.Ticket early = remember(request(1, 7, 0), HOUR).orElseThrow();
    for (int i = 2; i < 2 + Pace.LEAST_REMEMBERED; i++) {
      remember(request(i, 7, 0), HOUR);
    }
    early.leaves();
    Packet4 next = request(1 + Pace.LEAST_REMEMBERED, 7, 0);
    assertEquals(Optional.empty(), again(next, 1));
  }

  @Test
  void anotherClient_exchange_orLink_isNotTheSame() {
    sent(request(1, 7, 0), HOUR);
    assertEquals(Optional.empty(), again(request(2, 7, 0), 1));
    assertEquals(Optional.empty(), again(request(1, 8, 0), 1));
    Octets asked = PacketWriter.write(request(1, 7, 0));
    Arrival elsewhere = new Arrival("lan1", List.of(), Packet4.Cast.BROADCAST);
    assertEquals(Optional.empty(), answers.again(asked, elsewhere, book, at(1)));
  }

  @Test
  void afterItsTime_itIsAskedAnew_soonerForAShortLease() {
    sent(request(1, 7, 0), HOUR);
    assertEquals(Optional.empty(), again(request(1, 7, 0), 10_000));
    sent(request(1, 7, 0), 8000);
    assertEquals(Optional.empty(), again(request(1, 7, 0), 1000));
  }

  @Test
  void changedLease_orReload_makesItVoid() {
    Packet4 request = request(1, 7, 0);
    sent(request, HOUR);
    book.put(lease(request, HOUR + 1), at(1));
    assertEquals(Optional.empty(), again(request, 1));
    sent(request, HOUR);
    answers.clear();
    assertEquals(Optional.empty(), again(request, 1));
  }

  @Test
  void answerThatGrantsNothing_orAHugeQuestion_isNotRemembered() {
    Packet4 request = request(1, 7, 0);
    Answer answer = new Answer(request, new Delivery.ToAll());
    Decision refused = new Decision(Verdict.UNKNOWN_LEASE, Optional.of(answer), List.of());
    Outgoing outgoing = Outgoing.of(answer);
    assertEquals(
        Optional.empty(),
        answers.remember(PacketWriter.write(request), ARRIVAL, refused, outgoing, at(0)));
    Decision granted =
        new Decision(Verdict.SELECTED, Optional.of(answer), List.of(lease(request, HOUR)));
    Octets huge = Octets.of(new byte[601]);
    assertEquals(Optional.empty(), answers.remember(huge, ARRIVAL, granted, outgoing, at(0)));
  }

  @Test
  void manyClients_areForgotten_eldestFirst() {
    for (int i = 0; i < 100_000; i++) {
      sent(request(i, i, 0), HOUR);
    }
    assertEquals(Pace.LEAST_REMEMBERED, answers.size());
    int eldest = 100_000 - Pace.LEAST_REMEMBERED;
    book.put(lease(request(eldest, eldest, 0), HOUR), at(0));
    assertEquals(true, again(request(eldest, eldest, 0), 1).isPresent());
    assertEquals(Optional.empty(), again(request(eldest - 1, eldest - 1, 0), 1));
  }

  @Test
  void otherNumberOfPlaces_keepsWhatFits() {
    sent(request(1, 7, 0), HOUR);
    answers.remember(4096);
    assertEquals(true, again(request(1, 7, 0), 1).isPresent());
    for (int i = 0; i < 4096; i++) {
      sent(request(i, 8, 0), HOUR);
    }
    assertEquals(4096, answers.size());
    answers.remember(1024);
    assertEquals(1024, answers.size());
    sent(request(5, 9, 0), HOUR);
    assertEquals(true, again(request(5, 9, 0), 1).isPresent());
    assertEquals(1024, answers.size());
  }
}
