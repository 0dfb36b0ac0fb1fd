package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Pointer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.MethodAnswer;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.rbus.rtmessage.RoleThreads;

/** Runs methods away from the library's thread, which must stay free, and answers when they end. */
final class MethodDesk {
  private static final Logger log = LogManager.getLogger(MethodDesk.class);
  private static final int AT_ONCE = 2;
  private static final int MOST_WAITING = 256;

  private final Provider provider;
  private final BusHandle handle;
  private final ThreadPoolExecutor calls =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          RoleThreads.named("bus-calls"));

  MethodDesk(Provider provider, BusHandle handle) {
    this.provider = provider;
    this.handle = handle;
  }

  /**
   * Takes a call.
   *
   * @param answer where C wants the result, exactly once
   * @return the result code for C: the answer comes later, or nobody has time for it
   */
  int take(String method, BusObject arguments, Pointer answer) {
    try {
      calls.execute(() -> run(method, arguments, answer));
      return BusError.ASYNC_RESPONSE.code();
    } catch (RejectedExecutionException full) {
      return BusError.OUT_OF_RESOURCES.code();
    }
  }

  private void run(String method, BusObject arguments, Pointer answer) {
    Reply reply = new Reply(method, answer);
    try {
      provider.invoke(method, arguments, reply);
    } catch (RuntimeException bug) {
      log.error("BUS-REQUEST-FAILED element={}", method, bug);
      reply.refused(new BusException(BusError.BUS_ERROR, method, "internal failure"));
    }
  }

  /** The way back into C, which takes one answer: a second one finds nobody. */
  private final class Reply implements MethodAnswer {
    private final String method;
    private final Pointer answer;
    private final AtomicBoolean given = new AtomicBoolean();

    private Reply(String method, Pointer answer) {
      this.method = method;
      this.answer = answer;
    }

    @Override
    public void results(BusObject results) {
      if (given.compareAndSet(false, true)) {
        deliver(method, answer, BusError.SUCCESS, results);
      }
    }

    @Override
    public void refused(BusException why) {
      if (given.compareAndSet(false, true)) {
        deliver(method, answer, why.error(), failure(why.error(), why.reason()));
      }
    }
  }

  private void deliver(String method, Pointer answer, BusError error, BusObject results) {
    try {
      send(answer, error, results);
    } catch (BusException away) {
      // The answer's handle leaks with the connection that it belonged to; its caller gave up.
      log.debug("BUS-ANSWER-LOST element={} reason={}", method, away.reason());
    }
  }

  private void send(Pointer answer, BusError error, BusObject results) throws BusException {
    handle.call(
        open -> {
          Pointer object = NativeObjects.create(results);
          try {
            return Librbus.rbusMethod_SendAsyncResponse(answer, error.code(), object);
          } finally {
            Librbus.rbusObject_Release(object);
          }
        });
  }

  private static BusObject failure(BusError error, String reason) {
    return BusObject.of(
        new BusProperty("error_code", new BusValue.Whole(BusType.INT32, error.code())),
        new BusProperty("error_string", BusValue.text(reason)));
  }

  void close() {
    RoleThreads.stop(calls);
  }
}
