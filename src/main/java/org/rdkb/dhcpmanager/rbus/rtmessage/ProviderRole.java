package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.rbus.rtmessage.Subscribers.Subscriber;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.Frame;

/** What a peer has that owns elements: who subscribed, how events leave, who answers requests. */
final class ProviderRole implements AutoCloseable {
  private static final RunRecord.Form<SubscriptionRequest> SUBSCRIPTION =
      new RunRecord.Form<>("subscribers", SubscriptionRequest::read, SubscriptionRequest::write);

  private final String component;
  private final Exchange exchange;
  private final Subscribers subscribers = new Subscribers(this::changed, this::crowded);
  private final Listeners listeners;
  private final StaleSubscribers stale;
  private final Publisher publisher;
  private final SubscriptionDesk subscriptions;
  private final ProviderDesk desk;
  private final DirectDesk direct;
  private final Optional<RunRecord<SubscriptionRequest>> subscriberRecord;

  ProviderRole(
      BusAddress broker, PeerName name, Provider provider, Exchange exchange, Deadlines deadlines) {
    this.component = name.component();
    this.exchange = exchange;
    List<Element> elements = provider.elements();
    ElementIndex index = new ElementIndex(elements);
    this.listeners = new Listeners(exchange, component);
    this.stale = new StaleSubscribers(exchange, deadlines, subscribers);
    this.direct =
        new DirectDesk(
            exchange.inbox(),
            new DirectPlace(broker, name.program()),
            index,
            deadlines,
            name.runFolder());
    Courier courier = new Courier(component, deadlines, listeners, new Outlet());
    this.publisher = new Publisher(provider, subscribers, deadlines, courier);
    this.subscriptions = new SubscriptionDesk(provider, index, subscribers, publisher, listeners);
    this.desk = new ProviderDesk(provider, index, subscriptions);
    this.subscriberRecord =
        name.runFolder()
            .map(run -> new RunRecord<>(run, SUBSCRIPTION, deadlines, this::subscriptionRequests));
  }

  private List<SubscriptionRequest> subscriptionRequests() {
    return subscribers.all().stream().map(Subscriber::request).toList();
  }

  List<Bus.Subscribed> subscribed() {
    return subscribers.all().stream()
        .map(one -> new Bus.Subscribed(one.name(), one.inbox()))
        .toList();
  }

  private final class Outlet implements Courier.Outlet {
    @Override
    public void event(Subscriber to, ByteBuffer payload) throws BusException {
      if (!direct.send(to, payload)) {
        exchange.tell(Frame.RAW_BINARY, Frame.topicOf(to.inbox()), component, payload);
      }
    }

    @Override
    public boolean isDirect(Subscriber to) {
      return direct.reaches(to);
    }

    @Override
    public void raw(String topic, ByteBuffer payload) throws BusException {
      exchange.tell(Frame.RAW_BINARY, topic, "", payload);
    }
  }

  ProviderDesk desk() {
    return desk;
  }

  DirectDesk direct() {
    return direct;
  }

  void publish(BusEvent event) {
    publisher.publish(event);
  }

  /**
   * Takes up subscriptions and direct connections of the process that ran before this one; {@code
   * requests} will answer what comes over the latter.
   */
  void restore(Requests requests) {
    subscriberRecord.ifPresent(known -> subscriptions.restore(known.load()));
    direct.restore(requests);
  }

  /** There is a new connection to a broker. */
  void registered() {
    stale.registered();
  }

  /** A client has left the bus. */
  void gone(String inbox) {
    subscribers.removeAll(inbox::equals);
    listeners.forget(inbox);
    direct.gone(inbox);
  }

  private void changed() {
    subscriberRecord.ifPresent(RunRecord::changed);
  }

  private void crowded() {
    stale.crowded();
  }

  @Override
  public void close() {
    direct.close();
    subscriberRecord.ifPresent(RunRecord::save);
  }
}
