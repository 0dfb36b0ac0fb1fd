package org.rdkb.dhcpmanager.core.client;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What trouble a row has had with its clients since this component started, and the check that
 * follows each: whether what was done about it has helped.
 *
 * @param counts how often, by kind; an absent kind never
 * @param open trouble that is not over; absent: all is well
 * @param escalations how often it was not over in time
 */
public record ClientTroubles(Map<ClientFault, Long> counts, Optional<Open> open, long escalations) {
  /** So long a remedy may take: several rounds of a client, or of restarts. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** No trouble so far. */
  public static final ClientTroubles NONE = new ClientTroubles(Map.of(), Optional.empty(), 0);

  /** Takes a copy of the counts. */
  public ClientTroubles {
    counts = Map.copyOf(counts);
  }

  /**
   * Trouble that is not over.
   *
   * @param kind of the last fault
   * @param since the first fault; the steady clock
   * @param isEscalated whether it has lasted too long
   */
  public record Open(ClientFault kind, Instant since, boolean isEscalated) {}

  /**
   * After one event.
   *
   * @param fault what kind of trouble it was, if it was any
   * @param next the state that followed
   * @param now the steady clock
   * @return with the fault counted; without open trouble if a client has a lease that is in force,
   *     or nobody waits for one any more
   */
  public ClientTroubles after(Optional<ClientFault> fault, ClientState next, Instant now) {
    if (fault.isPresent()) {
      Map<ClientFault, Long> counted = new EnumMap<>(ClientFault.class);
      counted.putAll(counts);
      counted.merge(fault.get(), 1L, Long::sum);
      Open present =
          new Open(
              fault.get(),
              open.map(Open::since).orElse(now),
              open.filter(Open::isEscalated).isPresent());
      return new ClientTroubles(counted, Optional.of(present), escalations);
    }
    Standing standing = next.standing();
    boolean over =
        hasRecovered(next) || !standing.isClientWanted() || standing.link() != LinkState.READY;
    return over && open.isPresent()
        ? new ClientTroubles(counts, Optional.empty(), escalations)
        : this;
  }

  /**
   * Whether a row is as it should be.
   *
   * @param state its state
   * @return true if a client has a lease that is in force
   */
  public static boolean hasRecovered(ClientState state) {
    return state instanceof Bound && state.status() == Status.ENABLED;
  }

  /**
   * When to look whether it is over.
   *
   * @return absent if there is nothing to look for
   */
  public Optional<Instant> checkAt() {
    return open.filter(trouble -> !trouble.isEscalated())
        .map(trouble -> trouble.since().plus(PATIENCE));
  }

  /**
   * It is not over, and has lasted too long.
   *
   * @return with that counted, once for each open trouble
   */
  public ClientTroubles escalated() {
    return new ClientTroubles(
        counts,
        open.map(trouble -> new Open(trouble.kind(), trouble.since(), true)),
        escalations + 1);
  }

  /**
   * All counts, those that are zero too.
   *
   * @return {@code process=2 configuration=0 network=1 critical=0 escalated=0}
   */
  public String words() {
    return Stream.of(ClientFault.values())
        .map(kind -> kind.name().toLowerCase(Locale.ROOT) + "=" + counts.getOrDefault(kind, 0L))
        .collect(Collectors.joining(" ", "", " escalated=" + escalations));
  }
}
