package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.concurrent.atomic.AtomicBoolean;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;

/** One subscription of the application, until it closes it or its duration is over. */
final class OpenSubscription implements BusConsumer.Subscription {
  /** Ends a subscription at its provider. */
  @FunctionalInterface
  interface Ending {
    void end(OpenSubscription subscription);
  }

  private final SubscribeRequest request;
  private final SubscriptionTerms terms;
  private final BusConsumer.EventListener listener;
  private final Ending ending;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Set while it is being renewed, so that it is renewed once at a time. */
  final AtomicBoolean renewing = new AtomicBoolean();

  OpenSubscription(
      SubscribeRequest request, int id, BusConsumer.EventListener listener, Ending ending) {
    this.request = request;
    this.terms =
        new SubscriptionTerms(
            id,
            Math.toIntExact(request.interval().toSeconds()),
            Math.toIntExact(request.duration().toSeconds()),
            request.filter());
    this.listener = listener;
    this.ending = ending;
  }

  int id() {
    return terms.componentId();
  }

  String event() {
    return request.event();
  }

  boolean wantsInitialValue() {
    return request.initialValue();
  }

  BusConsumer.EventListener listener() {
    return listener;
  }

  boolean isClosed() {
    return closed.get();
  }

  /** The request's body; the same for subscribing and unsubscribing. */
  ItemWriter body(String inbox, boolean initialValue) {
    return new ItemWriter()
        .text(request.event())
        .text(inbox)
        .integer(1)
        .octets(terms.write())
        .integer(initialValue ? 1 : 0)
        .integer(0);
  }

  /** The provider has ended it. */
  void completed() {
    closed.set(true);
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      ending.end(this);
    }
  }
}
