package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Sends one request of a consumer and opens its answer. Any thread. */
final class Caller {
  private static final Duration DISCOVERY = Duration.ofSeconds(1);

  private final Exchange exchange;

  Caller(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * What follows a success code.
   *
   * @param <T> what a reader makes of it
   */
  @FunctionalInterface
  interface Reading<T> {
    T read(ItemReader in) throws MalformedException;
  }

  /** Calls a method; {@code element} is what failures are about. */
  <T> T call(
      String destination,
      String method,
      ItemWriter body,
      Duration timeout,
      String element,
      Reading<T> reading)
      throws BusException {
    ItemReader in = send(destination, method, body, timeout, element);
    try {
      int code = in.number();
      if (!Failures.isSuccess(code)) {
        throw Failures.read(code, element, in);
      }
      return reading.read(in);
    } catch (MalformedException unreadable) {
      throw Failures.malformed(element, unreadable);
    }
  }

  /** Calls a method and hands the answer's body over unread. */
  ItemReader send(
      String destination, String method, ItemWriter body, Duration timeout, String element)
      throws BusException {
    Frame answer =
        exchange.callProvider(Frame.topicOf(destination), body.asRequest(method), timeout, element);
    try {
      return body(answer);
    } catch (MalformedException unreadable) {
      throw Failures.malformed(element, unreadable);
    }
  }

  static ItemReader body(Frame answer) throws MalformedException {
    MethodMessage message = MethodMessage.parse(answer.payload());
    if (!message.meta().text().equals(MethodMessage.RESPONSE)) {
      throw new MalformedException("the answer is no response");
    }
    return message.body();
  }

  /** Asks the broker itself. */
  ControlMessage ask(String topic, ByteBuffer json, String element) throws BusException {
    Frame answer = exchange.call(topic, json, DISCOVERY, element);
    try {
      return ControlMessage.parse(answer.payload());
    } catch (MalformedException unreadable) {
      throw Failures.malformed(element, unreadable);
    }
  }
}
