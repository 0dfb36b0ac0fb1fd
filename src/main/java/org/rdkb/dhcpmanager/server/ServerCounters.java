package org.rdkb.dhcpmanager.server;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.PacketFault;
import org.rdkb.dhcpmanager.core.pool.Verdict;
import org.rdkb.dhcpmanager.core.pool.guard.Refusal;

/** What became of requests, since the start. Any thread may count and read. */
public final class ServerCounters {
  /** What is neither a verdict nor a fault of a packet. */
  public enum Event {
    /** The queue was full: the oldest DISCOVER, else what came last. */
    DROPPED,
    /** An ACK did not leave because its lease is not on disk. */
    NOT_STORED,
    /** An ACK did not leave because another server has its address. */
    NOT_GIVEN,
    /** An address that was to be offered is somebody else's already. */
    CONFLICT,
    /** An offer left although the link could not be asked about its address. */
    NOT_PROBED,
    /** The same was asked again, and the same answer left. */
    REPEATED,
    /** The kernel did not take an answer. */
    NOT_SENT,
    /** More was taken at once, or more answers remembered, because of the load. */
    WIDENED,
    /** Less again. */
    NARROWED,
    /** A failure inside; the log says more. */
    FAILED
  }

  private static final Map<Enum<?>, ServerError> ERRORS = errorsOfAll();

  private final Map<Verdict, LongAdder> verdicts = adders(Verdict.class);
  private final Map<PacketFault, LongAdder> faults = adders(PacketFault.class);
  private final Map<Event, LongAdder> events = adders(Event.class);
  private final Map<Refusal, LongAdder> refusals = adders(Refusal.class);
  private final Map<MessageType4, LongAdder> sent = adders(MessageType4.class);

  private final ServerErrors errors = new ServerErrors(System::nanoTime);

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> kind) {
    Map<E, LongAdder> adders = new EnumMap<>(kind);
    for (E each : kind.getEnumConstants()) {
      adders.put(each, new LongAdder());
    }
    return adders;
  }

  private static <E extends Enum<E>> LongAdder in(Map<E, LongAdder> adders, E which) {
    LongAdder adder = adders.get(which);
    if (adder == null) {
      throw new IllegalStateException(which.name());
    }
    return adder;
  }

  /**
   * Those of what is counted that are errors.
   *
   * @return counting on
   */
  public ServerErrors errors() {
    return errors;
  }

  void count(Verdict verdict) {
    in(verdicts, verdict).increment();
    raise(verdict, 1);
  }

  void count(PacketFault fault) {
    in(faults, fault).increment();
    raise(fault, 1);
  }

  void count(Event event) {
    in(events, event).increment();
    raise(event, 1);
  }

  void count(Event event, int times) {
    in(events, event).add(times);
    raise(event, times);
  }

  void count(Refusal refusal) {
    in(refusals, refusal).increment();
    raise(refusal, 1);
  }

  private void raise(Enum<?> counted, int times) {
    ServerError error = ERRORS.get(counted);
    if (error != null && times > 0) {
      errors.raise(error, times);
    }
  }

  private static Map<Enum<?>, ServerError> errorsOfAll() {
    Map<Enum<?>, ServerError> all = new HashMap<>();
    for (PacketFault fault : PacketFault.values()) {
      all.put(fault, ServerError.of(fault));
    }
    for (Refusal refusal : Refusal.values()) {
      all.put(refusal, ServerError.of(refusal));
    }
    for (Verdict verdict : Verdict.values()) {
      ServerError.of(verdict).ifPresent(error -> all.put(verdict, error));
    }
    for (Event event : Event.values()) {
      ServerError.of(event).ifPresent(error -> all.put(event, error));
    }
    return all;
  }

  void countSent(MessageType4 type) {
    in(sent, type).increment();
  }

  /**
   * How often.
   *
   * @param refusal which
   * @return since the start
   */
  public long of(Refusal refusal) {
    return in(refusals, refusal).sum();
  }

  /**
   * How many answers left.
   *
   * @param type of them
   * @return since the start
   */
  public long sent(MessageType4 type) {
    return in(sent, type).sum();
  }

  /**
   * How often.
   *
   * @param verdict which
   * @return since the start
   */
  public long of(Verdict verdict) {
    return in(verdicts, verdict).sum();
  }

  /**
   * How often.
   *
   * @param fault which
   * @return since the start
   */
  public long of(PacketFault fault) {
    return in(faults, fault).sum();
  }

  /**
   * How often.
   *
   * @param event which
   * @return since the start
   */
  public long of(Event event) {
    return in(events, event).sum();
  }
}
