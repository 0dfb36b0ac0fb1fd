package org.rdkb.dhcpmanager.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.packet.PacketFault;
import org.rdkb.dhcpmanager.core.pool.Verdict;
import org.rdkb.dhcpmanager.core.pool.guard.Refusal;

/** Each class of errors with what is done about it, and how often it is told. */
class ServerErrorsTest {
  private final List<String> told = new ArrayList<>();
  private long seconds;
  private final ServerErrors errors = new ServerErrors(() -> TimeUnit.SECONDS.toNanos(seconds));

  private void raise(ServerError error) {
    errors.raise(error, 1);
  }

  @Test
  void first_isToldAtOnce_othersOnceInTenSeconds_withTheirCount() {
    errors.tell(report -> told.add(report.toString()));
    raise(ServerError.of(PacketFault.NO_END));
    raise(ServerError.of(PacketFault.NO_END));
    seconds = 9;
    raise(ServerError.of(PacketFault.NO_END));
    assertEquals(1, told.size());
    seconds = 10;
    raise(ServerError.of(PacketFault.NO_END));
    assertEquals(
        List.of(
            "class=PARSE reason=NO_END action=REJECT count=1",
            "class=PARSE reason=NO_END action=REJECT count=3"),
        told);
    assertEquals(4, errors.of(ServerError.Kind.PARSE));
    assertEquals(told.get(1), errors.last());
  }

  @Test
  void otherReason_doesNotWait() {
    errors.tell(report -> told.add(report.error().reason()));
    raise(ServerError.of(PacketFault.NO_END));
    raise(ServerError.of(PacketFault.NO_TYPE));
    assertEquals(List.of("NO_END", "NO_TYPE"), told);
  }

  @ParameterizedTest
  @CsvSource({
    "ROGUE_SERVER, REJECT",
    "HARDWARE_ADDRESS, REJECT",
    "LINK_RATE, REJECT",
    "PORT_SHARE, REJECT",
    "ADDRESS, BLOCK",
    "CLIENT_RATE, BLOCK",
    "RELAY_INFORMATION, BLOCK",
    "BLOCKED, BLOCK"
  })
  void security_isRejected_orBlocked(Refusal refusal, ServerError.Action action) {
    assertEquals(
        new ServerError(ServerError.Kind.SECURITY, refusal.name(), action),
        ServerError.of(refusal));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_SENT, NETWORK, RETRY",
    "DROPPED, NETWORK, RETRY",
    "NOT_PROBED, NETWORK, RETRY",
    "CONFLICT, LEASE_CONFLICT, RESOLVE",
    "NOT_STORED, UNKNOWN, REPORT",
    "FAILED, UNKNOWN, REPORT"
  })
  void events(ServerCounters.Event event, ServerError.Kind kind, ServerError.Action action) {
    assertEquals(new ServerError(kind, event.name(), action), ServerError.of(event).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "DECLINED, LEASE_CONFLICT, RESOLVE",
    "ADDRESS_TAKEN, LEASE_CONFLICT, REJECT",
    "POOL_EXHAUSTED, CONFIGURATION, REPORT",
    "NO_SERVER_ADDRESS, CONFIGURATION, REPORT",
    "NO_SUBNET, CONFIGURATION, REJECT"
  })
  void verdicts(Verdict verdict, ServerError.Kind kind, ServerError.Action action) {
    assertEquals(
        new ServerError(kind, verdict.name(), action), ServerError.of(verdict).orElseThrow());
  }

  @Test
  void counting_raises_andWhatIsNoErrorDoesNot() {
    ServerCounters counters = new ServerCounters();
    counters.count(Verdict.OFFERED);
    counters.count(ServerCounters.Event.REPEATED);
    assertEquals("", counters.errors().last());
    counters.count(Refusal.ROGUE_SERVER);
    counters.count(PacketFault.NO_END);
    counters.count(Verdict.POOL_EXHAUSTED);
    counters.count(ServerCounters.Event.CONFLICT);
    counters.count(ServerCounters.Event.DROPPED, 0);
    assertEquals(0, counters.errors().of(ServerError.Kind.NETWORK));
    counters.count(ServerCounters.Event.DROPPED, 7);
    assertEquals(7, counters.errors().of(ServerError.Kind.NETWORK));
    assertEquals(1, counters.errors().of(ServerError.Kind.SECURITY));
    assertEquals(1, counters.errors().of(ServerError.Kind.PARSE));
    assertEquals(1, counters.errors().of(ServerError.Kind.CONFIGURATION));
    assertEquals(1, counters.errors().of(ServerError.Kind.LEASE_CONFLICT));
  }
}
