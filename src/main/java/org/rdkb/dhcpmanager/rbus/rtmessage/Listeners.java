package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.rtmessage.EventMessage.Form;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * What has to be known about a client that listens: which form of events it reads, since the wrong
 * one may crash it, and whether it has taken what it was sent.
 *
 * <p>Nothing on the wire says how old a client is. But every client since release 2.1.0 answers a
 * commit, and older ones refuse it as unknown, so that is asked once. The question goes to the
 * component whose name follows the inbox in the broker's list. Without an answer the present form
 * is assumed. Since clients handle what they get one after another, the answer to a later commit
 * tells that all events before it have been handled.
 */
final class Listeners {
  private static final Logger log = LogManager.getLogger(Listeners.class);
  private static final int UNSUPPORTED_METHOD = 9;
  private static final int MOST = 4096;
  private static final Duration LIST_WITHIN = Duration.ofSeconds(1);
  private static final Duration COMMIT_WITHIN = Duration.ofMillis(500);
  private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(15);
  private static final long PATIENCE_MILLIS = 300;

  /** A session that nobody has: a provider among the subscribers must not commit anything. */
  private static final int NO_SESSION = 0x7fff_fffe;

  private static final Listener UNKNOWN = new Listener(Form.PRESENT, "");

  /**
   * A client.
   *
   * @param form what it reads
   * @param component answers commits; empty if there is none that does
   */
  record Listener(Form form, String component) {
    boolean canConfirm() {
      return !component.isEmpty();
    }
  }

  private final Exchange exchange;
  private final String component;
  private final Map<String, CompletableFuture<Listener>> known = new ConcurrentHashMap<>();
  private final Semaphore waiting = new Semaphore(1);

  Listeners(Exchange exchange, String component) {
    this.exchange = exchange;
    this.component = component;
  }

  /** The client with this inbox; asked for the first time, it is found out. Never fails. */
  CompletableFuture<Listener> of(String inbox) {
    if (known.size() >= MOST && !known.containsKey(inbox)) {
      return CompletableFuture.completedFuture(UNKNOWN);
    }
    return known.computeIfAbsent(inbox, this::find);
  }

  /**
   * The form that a client reads, waiting for it a short time. Only one caller waits: clients that
   * do not answer must not hold up the others.
   */
  Form awaitForm(String inbox) {
    CompletableFuture<Listener> listener = of(inbox);
    if (listener.isDone() || !waiting.tryAcquire()) {
      return listener.getNow(UNKNOWN).form();
    }
    try {
      return listener.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).form();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Form.PRESENT;
    } catch (ExecutionException | TimeoutException unknown) {
      return Form.PRESENT;
    } finally {
      waiting.release();
    }
  }

  /** Completes when the client has taken what it was sent before; fails if it does not say so. */
  CompletableFuture<Frame> confirmed(Listener listener) {
    return commit(listener.component(), CONFIRM_WITHIN);
  }

  void forget(String inbox) {
    known.remove(inbox);
  }

  private CompletableFuture<Listener> find(String inbox) {
    CompletableFuture<Listener> listener = new CompletableFuture<>();
    ask(0, ControlTopic.COMPONENTS, ControlJson.nothing(), LIST_WITHIN)
        .thenApply(answer -> follower(answer, inbox))
        .thenCompose(
            name -> commit(name, COMMIT_WITHIN).thenApply(answer -> listener(answer, name)))
        .whenComplete((found, failure) -> listener.complete(failure == null ? found : UNKNOWN))
        .isDone();
    return listener;
  }

  private CompletableFuture<Frame> ask(
      int flags, String topic, ByteBuffer payload, Duration within) {
    try {
      return exchange.ask(flags, topic, payload, within);
    } catch (BusException lost) {
      return CompletableFuture.failedFuture(lost);
    }
  }

  /** The component that a client registered right after its inbox; empty if there is none. */
  private static String follower(Frame answer, String inbox) {
    try {
      List<String> all = ControlMessage.parse(answer.payload()).items();
      int at = all.indexOf(inbox);
      String next = at >= 0 && at + 1 < all.size() ? all.get(at + 1) : "";
      return next.contains(".INBOX.") ? "" : next;
    } catch (MalformedException unreadable) {
      return "";
    }
  }

  private CompletableFuture<Frame> commit(String subscriber, Duration within) {
    if (subscriber.isEmpty()) {
      return CompletableFuture.failedFuture(Failures.undeliverable(subscriber));
    }
    ItemWriter body = new ItemWriter().integer(NO_SESSION).text(component).integer(1).text("TRUE");
    return ask(
        Frame.RAW_BINARY, Frame.topicOf(subscriber), body.asRequest(MethodMessage.COMMIT), within);
  }

  private static Listener listener(Frame answer, String name) {
    if (answer.has(Frame.UNDELIVERABLE)) {
      return UNKNOWN;
    }
    try {
      if (Caller.body(answer).number() != UNSUPPORTED_METHOD) {
        return new Listener(Form.PRESENT, name);
      }
      log.info("BUS-OLD-SUBSCRIBER component={} events=old form", name);
      return new Listener(Form.OLD, name);
    } catch (MalformedException unreadable) {
      return UNKNOWN;
    }
  }
}
