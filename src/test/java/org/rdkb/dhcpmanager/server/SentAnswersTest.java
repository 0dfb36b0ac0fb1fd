package org.rdkb.dhcpmanager.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionSet;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.Answer;
import org.rdkb.dhcpmanager.core.pool.Arrival;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Decision;
import org.rdkb.dhcpmanager.core.pool.Delivery;
import org.rdkb.dhcpmanager.core.pool.LeaseBook;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;
import org.rdkb.dhcpmanager.core.pool.Request;
import org.rdkb.dhcpmanager.core.pool.Verdict;

/** When a question that comes again gets the answer that it got before. */
class SentAnswersTest {
  private static final Ipv4Address ADDRESS = Ipv4Address.parse("10.0.0.10").orElseThrow();
  private static final long HOUR = 3_600_000;

  private final SentAnswers answers = new SentAnswers();
  private final LeaseBook book = new LeaseBook(1);

  private static Now at(long millis) {
    return new Now(millis, 1_700_000_000_000L + millis);
  }

  private static Request request(int client, int xid, int secs) {
    HardwareAddress hardware =
        new HardwareAddress(1, new OctetsWriter().u16(0x0200).u32(client).toOctets());
    Packet4 packet =
        new Packet4(
            Packet4.Op.REQUEST,
            MessageType4.REQUEST,
            new Packet4.Header(0, xid, secs, Packet4.Cast.UNICAST, hardware),
            Packet4.Addresses.NONE,
            new OptionSet(Map.of()));
    return new Request(packet, new Arrival("lan0", List.of(), Packet4.Cast.BROADCAST));
  }

  private static PoolLease lease(Request request, long until) {
    return new PoolLease(
        ADDRESS,
        ClientKey.of(request.packet()).orElseThrow(),
        request.packet().header().hardware(),
        Phase.LEASED,
        until,
        "");
  }

  private Decision granted(Request request, long until) {
    PoolLease lease = lease(request, until);
    book.put(lease, at(0));
    Answer answer = new Answer(request.packet(), new Delivery.ToAll());
    return new Decision(Verdict.SELECTED, Optional.of(answer), List.of(lease));
  }

  private Answer sent(Request request, long until) {
    Decision decision = granted(request, until);
    answers.remember(request, decision, at(0)).orElseThrow().leaves();
    return decision.answer().orElseThrow();
  }

  @Test
  void sameAgain_getsTheSame_andLastsAsLongFromThen() {
    Answer answer = sent(request(1, 7, 0), HOUR);
    SentAnswers.Again again = answers.again(request(1, 7, 4), book, at(4000)).orElseThrow();
    assertSame(answer, again.answer());
    assertEquals(HOUR + 4000, again.lease().until());
    book.put(again.lease(), at(4000));
    assertEquals(
        HOUR + 9999, answers.again(request(1, 7, 9), book, at(9999)).orElseThrow().lease().until());
  }

  @Test
  void beforeItsLeaseIsOnDisk_nothingIsSentAgain() {
    Request request = request(1, 7, 0);
    answers.remember(request, granted(request, HOUR), at(0));
    assertEquals(Optional.empty(), answers.again(request, book, at(1)));
  }

  @Test
  void anotherClient_orExchange_isNotTheSame() {
    sent(request(1, 7, 0), HOUR);
    assertEquals(Optional.empty(), answers.again(request(2, 7, 0), book, at(1)));
    assertEquals(Optional.empty(), answers.again(request(1, 8, 0), book, at(1)));
  }

  @Test
  void afterItsTime_itIsAskedAnew_soonerForAShortLease() {
    sent(request(1, 7, 0), HOUR);
    assertEquals(Optional.empty(), answers.again(request(1, 7, 0), book, at(10_000)));
    sent(request(1, 7, 0), 8000);
    assertEquals(Optional.empty(), answers.again(request(1, 7, 0), book, at(1000)));
  }

  @Test
  void changedLease_orReload_makesItVoid() {
    Request request = request(1, 7, 0);
    sent(request, HOUR);
    book.put(lease(request, HOUR + 1), at(1));
    assertEquals(Optional.empty(), answers.again(request, book, at(1)));
    sent(request, HOUR);
    answers.clear();
    assertEquals(Optional.empty(), answers.again(request, book, at(1)));
  }

  @Test
  void answerThatGrantsNothing_isNotRemembered() {
    Request request = request(1, 7, 0);
    Answer answer = new Answer(request.packet(), new Delivery.ToAll());
    assertEquals(
        Optional.empty(),
        answers.remember(
            request, new Decision(Verdict.UNKNOWN_LEASE, Optional.of(answer), List.of()), at(0)));
  }

  @Test
  void manyClients_areForgotten_eldestFirst() {
    for (int i = 0; i < 100_000; i++) {
      sent(request(i, i, 0), HOUR);
    }
    assertEquals(SentAnswers.MOST, answers.size());
  }
}
