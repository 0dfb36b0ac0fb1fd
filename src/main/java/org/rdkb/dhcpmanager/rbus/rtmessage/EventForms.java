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
 * Which form of events each subscriber reads; the wrong one may crash it.
 *
 * <p>Nothing on the wire says how old a client is. But every client since release 2.1.0 answers a
 * commit, and older ones refuse it as unknown, so that is asked once. The question goes to the
 * component whose name follows the inbox in the broker's list. Without an answer the present form
 * is assumed.
 */
final class EventForms {
  private static final Logger log = LogManager.getLogger(EventForms.class);
  private static final int UNSUPPORTED_METHOD = 9;
  private static final int MOST = 4096;
  private static final Duration LIST_WITHIN = Duration.ofSeconds(1);
  private static final Duration COMMIT_WITHIN = Duration.ofMillis(500);
  private static final long PATIENCE_MILLIS = 300;

  /** A session that nobody has: a provider among the subscribers must not commit anything. */
  private static final int NO_SESSION = 0x7fff_fffe;

  private final Exchange exchange;
  private final String component;
  private final Map<String, CompletableFuture<Form>> known = new ConcurrentHashMap<>();
  private final Semaphore waiting = new Semaphore(1);

  EventForms(Exchange exchange, String component) {
    this.exchange = exchange;
    this.component = component;
  }

  /** The form for an inbox; asked for the first time, it is found out. Never fails. */
  CompletableFuture<Form> of(String inbox) {
    if (known.size() >= MOST && !known.containsKey(inbox)) {
      return CompletableFuture.completedFuture(Form.PRESENT);
    }
    return known.computeIfAbsent(inbox, this::find);
  }

  /**
   * The form for an inbox, waiting for it a short time. Only one caller waits: clients that do not
   * answer must not hold up the others.
   */
  Form await(String inbox) {
    CompletableFuture<Form> form = of(inbox);
    if (form.isDone() || !waiting.tryAcquire()) {
      return form.getNow(Form.PRESENT);
    }
    try {
      return form.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Form.PRESENT;
    } catch (ExecutionException | TimeoutException unknown) {
      return Form.PRESENT;
    } finally {
      waiting.release();
    }
  }

  void forget(String inbox) {
    known.remove(inbox);
  }

  private CompletableFuture<Form> find(String inbox) {
    CompletableFuture<Form> form = new CompletableFuture<>();
    ask(0, ControlTopic.COMPONENTS, ControlJson.nothing(), LIST_WITHIN)
        .thenApply(answer -> follower(answer, inbox))
        .thenCompose(this::commit)
        .thenApply(EventForms::form)
        .whenComplete((found, failure) -> form.complete(failure == null ? found : Form.PRESENT))
        .isDone();
    return form;
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

  private CompletableFuture<Frame> commit(String subscriber) {
    if (subscriber.isEmpty()) {
      return CompletableFuture.failedFuture(Failures.undeliverable(subscriber));
    }
    ItemWriter body = new ItemWriter().integer(NO_SESSION).text(component).integer(1).text("TRUE");
    return ask(
        Frame.RAW_BINARY,
        Frame.topicOf(subscriber),
        body.asRequest(MethodMessage.COMMIT),
        COMMIT_WITHIN);
  }

  private static Form form(Frame answer) {
    try {
      if (!answer.has(Frame.UNDELIVERABLE) && Caller.body(answer).number() == UNSUPPORTED_METHOD) {
        log.info("BUS-OLD-SUBSCRIBER from={} events=old form", answer.replyTopic());
        return Form.OLD;
      }
      return Form.PRESENT;
    } catch (MalformedException unreadable) {
      return Form.PRESENT;
    }
  }
}
