package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.Frame;

/**
 * Subscribes again where a broker or a provider came back and knows nothing of it. A bounded number
 * at a time: a stock provider drops what it cannot queue.
 */
final class Renewal {
  private static final Logger log = LogManager.getLogger(Renewal.class);
  private static final int AT_ONCE = 16;
  private static final int MOST_GONE = 256;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);

  /** Who reads the answer to a subscription. */
  @FunctionalInterface
  interface Answers {
    void answered(OpenSubscription subscription, Frame answer);
  }

  private record Attempt(OpenSubscription subscription, Duration pause) {}

  private final Exchange exchange;
  private final Deadlines deadlines;
  private final Answers answers;
  private final Set<String> gonePrograms = ConcurrentHashMap.newKeySet();
  private final ArrayDeque<Attempt> waiting = new ArrayDeque<>();
  private int underWay;

  Renewal(Exchange exchange, Deadlines deadlines, Answers answers) {
    this.exchange = exchange;
    this.deadlines = deadlines;
    this.answers = answers;
  }

  /** Subscribes these again, except those for which that is going on. */
  void renew(Collection<OpenSubscription> subscriptions) {
    for (OpenSubscription subscription : subscriptions) {
      if (!subscription.renewing.getAndSet(true)) {
        begin(new Attempt(subscription, FIRST_RETRY));
      }
    }
  }

  /** Remembers the program of a client that went; it may have been a provider. */
  void gone(String clientInbox) {
    if (gonePrograms.size() < MOST_GONE) {
      gonePrograms.add(program(clientInbox));
    }
  }

  /**
   * Whether a client's program was here before: it has lost our subscriptions, or says it kept
   * them.
   */
  boolean isBack(String clientInbox) {
    return gonePrograms.remove(program(clientInbox));
  }

  private static String program(String clientInbox) {
    return clientInbox.substring(0, clientInbox.lastIndexOf('.') + 1);
  }

  private synchronized void begin(Attempt attempt) {
    waiting.add(attempt);
    while (underWay < AT_ONCE && !waiting.isEmpty()) {
      send(waiting.remove());
    }
  }

  private void send(Attempt attempt) {
    OpenSubscription subscription = attempt.subscription();
    if (subscription.isClosed()) {
      subscription.renewing.set(false);
      return;
    }
    try {
      underWay++;
      exchange
          .ask(
              Frame.RAW_BINARY,
              Frame.topicOf(subscription.event()),
              subscription.body(exchange.inbox(), false).asRequest(MethodMessage.SUBSCRIBE),
              ANSWER_WITHIN)
          .whenComplete((answer, failure) -> answered(attempt, answer))
          .isDone();
    } catch (BusException lost) {
      // There is no broker; once it is back everything is renewed.
      underWay--;
      subscription.renewing.set(false);
      log.debug("BUS-RENEW-LATER element={}", subscription.event());
    }
  }

  private void answered(Attempt attempt, @Nullable Frame answer) {
    OpenSubscription subscription = attempt.subscription();
    boolean settled = answer != null && !answer.has(Frame.UNDELIVERABLE);
    if (settled || exchange.link() == null) {
      subscription.renewing.set(false);
    } else {
      // The provider is not back yet. Ends when the subscription or the connection does.
      Duration longer = attempt.pause().multipliedBy(2);
      Duration next = longer.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : longer;
      deadlines.after(attempt.pause(), () -> begin(new Attempt(subscription, next)));
    }
    if (settled && answer != null) {
      answers.answered(subscription, answer);
    }
    synchronized (this) {
      underWay--;
      while (underWay < AT_ONCE && !waiting.isEmpty()) {
        send(waiting.remove());
      }
    }
  }
}
