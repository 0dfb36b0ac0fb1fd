package org.rdkb.dhcpmanager.bus;

import java.time.Duration;
import java.util.Optional;

/**
 * What a consumer wants to hear of.
 *
 * @param event an event, a parameter, or a table with trailing dot; {@code *} in row positions
 * @param initialValue deliver the present value first, as part of the answer
 * @param filter hear of a parameter only when this becomes true or false
 * @param interval whole seconds; hear of a parameter periodically instead of when it changes; zero:
 *     when it changes
 * @param duration whole seconds; with an interval, how long; zero: until unsubscribed
 */
public record SubscribeRequest(
    String event,
    boolean initialValue,
    Optional<EventFilter> filter,
    Duration interval,
    Duration duration) {

  /** Checks that the times can be told in seconds. */
  public SubscribeRequest {
    if (!isSeconds(interval) || !isSeconds(duration)) {
      throw new IllegalArgumentException("interval and duration are whole seconds, not negative");
    }
  }

  /**
   * A subscription without filter and interval.
   *
   * @param event as above
   * @param initialValue as above
   */
  public SubscribeRequest(String event, boolean initialValue) {
    this(event, initialValue, Optional.empty(), Duration.ZERO, Duration.ZERO);
  }

  private static boolean isSeconds(Duration time) {
    return !time.isNegative()
        && time.equals(Duration.ofSeconds(time.toSeconds()))
        && time.toSeconds() <= Integer.MAX_VALUE;
  }
}
