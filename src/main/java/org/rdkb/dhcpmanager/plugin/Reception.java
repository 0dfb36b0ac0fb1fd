package org.rdkb.dhcpmanager.plugin;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * What is done with each message: read, check, hand over, in the order of the row's numbers. The
 * spool is the record: whatever comes before a message of the socket is in it. Not thread-safe: the
 * monitor's thread alone calls.
 */
final class Reception {
  private static final Logger log = LogManager.getLogger(Reception.class);

  private enum Verdict {
    HANDED_OVER,
    DUPLICATE,
    NO_ROOM,
    REFUSED
  }

  private final Spool spool;
  private final TokenBook tokens;
  private final ReportSink sink;
  private final Tally tally;

  /** The clock that file times are of. */
  private final InstantSource wall;

  /** The last number handed over, per row; what a restart must know of it is in {@code .done}. */
  private final Map<RowId, Long> lastSeen = new HashMap<>();

  /** Rows whose spool has to be looked at again: the sink was full, or we failed. */
  private final Set<RowId> again = new HashSet<>();

  /** Numbers whose handling failed by a fault of ours; a second time sets them aside. */
  private final Map<RowId, Long> suspects = new HashMap<>();

  private final Map<RowId, List<String>> lastNotes = new HashMap<>();

  Reception(Spool spool, TokenBook tokens, ReportSink sink, Tally tally, InstantSource wall) {
    this.spool = spool;
    this.tokens = tokens;
    this.sink = sink;
    this.tally = tally;
    this.wall = wall;
  }

  /** Rows to be drained again soon; empties the list. */
  Set<RowId> takeAgain() {
    Set<RowId> rows = Set.copyOf(again);
    again.clear();
    return rows;
  }

  boolean hasAgain() {
    return !again.isEmpty();
  }

  /**
   * A message that came over the socket. If others come before it, their files are taken first.
   *
   * @return {@code taken}, {@code duplicate}, {@code later} or {@code refused} with its number, or
   *     {@code refused} with the reason where it has none
   */
  String fromSocket(byte[] bytes) {
    long begin = System.nanoTime();
    tally.messages.increment();
    tally.bytes.add(bytes.length);
    Decoded decoded = Message.decode(bytes);
    if (decoded instanceof Decoded.Refused refused) {
      refused(refused.reason(), "socket", bytes.length);
      return "refused " + refused.reason().word();
    }
    Message message = ((Decoded.Accepted) decoded).message();
    Optional<ClientIdentity> sender = tokens.ownerOf(message.token());
    if (sender.isEmpty()) {
      refused(Refusal.TOKEN, "socket", bytes.length);
      return "refused " + Refusal.TOKEN.word();
    }
    if (!isNext(message, sender.get().row())) {
      drain(sender.get().row());
    }
    if (again.contains(sender.get().row())) { // an older one waits; this one's file comes after it
      line(sender.get(), message, bytes.length, Verdict.NO_ROOM, begin);
      return said(Verdict.NO_ROOM, message);
    }
    Verdict verdict = take(message, sender.get(), "socket", bytes.length, Duration.ZERO);
    line(sender.get(), message, bytes.length, verdict, begin);
    return said(verdict, message);
  }

  private static String said(Verdict verdict, Message message) {
    String word =
        switch (verdict) {
          case HANDED_OVER -> "taken";
          case DUPLICATE -> "duplicate";
          case NO_ROOM -> "later";
          case REFUSED -> "refused";
        };
    return word + " " + message.sequence();
  }

  /** Then none is missing before it, and the spool need not be looked at. */
  private boolean isNext(Message message, RowId row) {
    Long last = lastSeen.get(row);
    return last != null && message.sequence() == last + 1 && !again.contains(row);
  }

  /** What was no message at all. */
  void refused(Refusal reason, String origin, int bytes) {
    if (tally.refused(reason)) {
      log.warn(
          "MESSAGE-REFUSED reason={} origin={} bytes={} soFar={}",
          reason.word(),
          origin,
          bytes,
          tally.refusedSoFar(reason));
    }
  }

  /** Hands over what waits for some rows; those that a fault keeps from their turn stay noted. */
  void drainAll(Set<RowId> rows) {
    again.addAll(rows);
    rows.forEach(this::drain);
  }

  /** Hands over what waits in a row's spool, in order, until the sink is full. */
  void drain(RowId row) {
    again.remove(row);
    try {
      long done = catchUp(row);
      boolean swept = false;
      for (long number : spool.waiting(row)) {
        if (number <= done) {
          if (!swept) {
            spool.sweep(row, done);
            swept = true;
          }
        } else if (number > lastSeen.getOrDefault(row, 0L) && !fromFile(row, number)) {
          again.add(row);
          return;
        }
      }
    } catch (IOException failed) {
      tally.spoolFailures.increment();
      log.warn("SPOOL-FAILED row={} reason={}", row, failed.toString());
    }
  }

  /** Up to where the row's messages have been dealt with. A new folder counts from nothing. */
  private long catchUp(RowId row) throws IOException {
    OptionalLong done = spool.done(row);
    if (done.isEmpty()) {
      if (spool.exists(row)) {
        spool.markDone(row, 0);
        lastSeen.put(row, 0L);
      }
      return 0;
    }
    lastSeen.merge(row, done.getAsLong(), Math::max);
    return done.getAsLong();
  }

  /** False if the sink has no room. */
  private boolean fromFile(RowId row, long number) throws IOException {
    long begin = System.nanoTime();
    Optional<Spool.Waiting> read = spool.read(row, number);
    if (read.isEmpty()) {
      return true;
    }
    byte[] bytes = read.get().bytes();
    tally.messages.increment();
    tally.bytes.add(bytes.length);
    Decoded decoded = Message.decode(bytes);
    if (decoded instanceof Decoded.Refused refused) {
      return aside(row, number, refused.reason(), bytes.length);
    }
    Message message = ((Decoded.Accepted) decoded).message();
    if (message.sequence() != number) {
      return aside(row, number, Refusal.SEQUENCE, bytes.length);
    }
    Optional<ClientIdentity> sender =
        tokens.ownerOf(message.token()).filter(identity -> identity.row().equals(row));
    if (sender.isEmpty()) {
      return aside(row, number, Refusal.TOKEN, bytes.length);
    }
    Verdict verdict;
    try {
      verdict = take(message, sender.get(), "spool", bytes.length, age(read.get().written()));
    } catch (RuntimeException fault) {
      if (Long.valueOf(number).equals(suspects.put(row, number))) {
        aside(row, number, Refusal.FAULT, bytes.length);
      }
      again.add(row);
      throw fault;
    }
    line(sender.get(), message, bytes.length, verdict, begin);
    switch (verdict) {
      case HANDED_OVER -> tally.drained.increment();
      case REFUSED -> spool.refuse(row, number);
      case NO_ROOM, DUPLICATE -> {}
    }
    return verdict != Verdict.NO_ROOM;
  }

  private boolean aside(RowId row, long number, Refusal reason, int bytes) throws IOException {
    refused(reason, "spool", bytes);
    spool.refuse(row, number);
    return true;
  }

  /** What the plugin wrote later than now, before the clock was set back, is taken as new. */
  private Duration age(Instant written) {
    Instant now = wall.instant();
    return written.isAfter(now) ? Duration.ZERO : Duration.between(written, now);
  }

  private Verdict take(
      Message message, ClientIdentity sender, String origin, int bytes, Duration age) {
    RowId row = sender.row();
    if (message.sequence() <= lastSeen.getOrDefault(row, 0L)) {
      tally.duplicates.increment();
      return Verdict.DUPLICATE;
    }
    ClientReport.Outcome outcome = read(message, sender);
    if (outcome instanceof ClientReport.Outcome.Refused refused) {
      refused(refused.reason(), origin, bytes);
      return Verdict.REFUSED;
    }
    ClientReport read = ((ClientReport.Outcome.Read) outcome).report();
    if (!sink.accept(row, message.sequence(), read.report(), age)) {
      tally.noRoom.increment();
      return Verdict.NO_ROOM;
    }
    lastSeen.put(row, message.sequence());
    tally.handedOver.increment();
    tell(row, read);
    return Verdict.HANDED_OVER;
  }

  private static ClientReport.Outcome read(Message message, ClientIdentity sender) {
    Family family = sender.row().family();
    if (message.event().equals(DhcpcdReport.EVENT)) {
      return DhcpcdReport.of(family, message.environment(), sender.linuxInterface());
    }
    return family == Family.V4
        ? UdhcpcReport.of(message.event(), message.environment(), sender.linuxInterface())
        : DibblerReport.of(message.event(), message.environment(), sender.linuxInterface());
  }

  /** A server that sends the same nonsense with each renewal is worth one line. */
  private void tell(RowId row, ClientReport read) {
    if (read.report() instanceof LeaseReport.Granted
        && !read.notes().equals(lastNotes.put(row, read.notes()))
        && !read.notes().isEmpty()) {
      log.warn("LEASE-FIELDS-DROPPED row={} fields={}", row, read.notes());
    }
  }

  private static void line(
      ClientIdentity sender, Message message, int bytes, Verdict verdict, long begin) {
    log.debug(
        "MESSAGE interface={} family={} event={} bytes={} sequence={} verdict={} micros={}",
        sender.linuxInterface(),
        sender.row().family().word(),
        message.event(),
        bytes,
        message.sequence(),
        verdict,
        (System.nanoTime() - begin) / 1000);
  }
}
