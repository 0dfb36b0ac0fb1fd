package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.LogThrottle;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * Has requests answered: gets of single parameters on the thread that read them, of more on {@code
 * bus-reads}, all others on {@code bus-calls}, which may wait for a slow disk.
 */
final class Requests implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(Requests.class);
  private static final int CALLS_AT_ONCE = 2;
  private static final int MOST_WAITING = 256;

  /** The way back to whoever asked. */
  @FunctionalInterface
  interface Replies {
    void answer(Frame request, ByteBuffer payload) throws BusException;
  }

  private final LogThrottle throttle = new LogThrottle();
  private final String component;
  private final Optional<ProviderDesk> desk;
  private final Optional<DirectDesk> direct;
  private final ThreadPoolExecutor calls = threads("bus-calls", CALLS_AT_ONCE);
  private final ThreadPoolExecutor reads = threads("bus-reads", 1);

  Requests(String component, Optional<ProviderDesk> desk, Optional<DirectDesk> direct) {
    this.component = component;
    this.desk = desk;
    this.direct = direct;
  }

  private static ThreadPoolExecutor threads(String role, int atOnce) {
    return new ThreadPoolExecutor(
        atOnce,
        atOnce,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(MOST_WAITING),
        RoleThreads.named(role));
  }

  /** Takes a request from the thread that reads a connection. */
  void take(Frame request, Replies replies) {
    MethodMessage message;
    String method;
    try {
      message = MethodMessage.parse(request.payload());
      method = message.meta().text();
    } catch (MalformedException unreadable) {
      refused(String.valueOf(unreadable.getMessage()));
      ByteBuffer failure =
          ProviderDesk.failure("", BusError.INVALID_INPUT, "the request cannot be read");
      answer(request, failure, replies);
      return;
    }
    if (method.equals(MethodMessage.GET) && isSingle(request.topic())) {
      // It reads a snapshot and never waits; a change of threads would cost more than the get.
      run(request, method, message.body(), replies);
      return;
    }
    try {
      (method.equals(MethodMessage.GET) ? reads : calls)
          .execute(() -> run(request, method, message.body(), replies));
    } catch (RejectedExecutionException full) {
      refused("too many wait");
      ByteBuffer failure =
          ProviderDesk.failure(method, BusError.OUT_OF_RESOURCES, "too many requests wait");
      answer(request, failure, replies);
    }
  }

  private void refused(String reason) {
    if (throttle.admits()) {
      log.warn("BUS-REQUEST-REFUSED reason={} count={}", reason, throttle.count());
    }
  }

  /** Gets of partial paths, which may be long, are addressed to the component. */
  private boolean isSingle(String topic) {
    return !topic.equals(component) && !ElementName.isWildcard(topic);
  }

  private void run(Frame request, String method, ItemReader body, Replies replies) {
    respond(method, body, response -> respond(request, method, response, replies));
  }

  private void respond(Frame request, String method, ByteBuffer whole, Replies replies) {
    ByteBuffer response = whole;
    if (response.remaining() > Frame.LARGEST_PAYLOAD) {
      log.warn("BUS-ANSWER-TOO-LARGE octets={}", response.remaining());
      response =
          ProviderDesk.failure(method, BusError.OUT_OF_RESOURCES, "the answer exceeds 16 MiB");
    }
    answer(request, response, replies);
  }

  private void respond(String method, ItemReader body, Consumer<ByteBuffer> reply) {
    if (direct.isPresent()) {
      switch (method) {
        case MethodMessage.OPEN_DIRECT -> {
          reply.accept(direct.get().open(body, this));
          return;
        }
        case MethodMessage.CLOSE_DIRECT -> {
          reply.accept(direct.get().close(body));
          return;
        }
        default -> {}
      }
    }
    if (desk.isPresent()) {
      desk.get().answer(method, body, reply);
    } else {
      reply.accept(ProviderDesk.consumerOnly(method));
    }
  }

  private static void answer(Frame request, ByteBuffer payload, Replies replies) {
    if (!request.has(Frame.REQUEST)) {
      return;
    }
    try {
      replies.answer(request, payload);
    } catch (BusException lost) {
      // Whoever asked has lost the connection too, and fails there.
      log.debug("BUS-ANSWER-LOST reason={}", lost.reason());
    }
  }

  @Override
  public void close() {
    RoleThreads.stop(calls);
    RoleThreads.stop(reads);
  }
}
