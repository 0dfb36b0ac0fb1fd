package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;

/** A provider's desk without a bus: requests are called in, events are collected. */
final class DeskRig implements AutoCloseable {
  static final String COMPONENT = "probeProvider";

  final Queue<ByteBuffer> published = new ConcurrentLinkedQueue<>();
  final Subscribers subscribers = new Subscribers(() -> {}, () -> {});
  final Deadlines deadlines = new Deadlines();
  final Publisher publisher;
  final ProviderDesk desk;

  DeskRig(ProbeProvider provider) {
    Exchange exchange = new Exchange("rbus.probe.INBOX.1", deadlines, HeaderVariant.BASE);
    Listeners listeners = new Listeners(exchange, COMPONENT);
    Courier courier = new Courier(COMPONENT, deadlines, listeners, new Collected());
    publisher = new Publisher(provider, subscribers, deadlines, courier);
    provider.publishTo(publisher::publish);
    ElementIndex index = new ElementIndex(provider.elements());
    desk =
        new ProviderDesk(
            provider,
            index,
            new SubscriptionDesk(provider, index, subscribers, publisher, listeners));
  }

  private final class Collected implements Courier.Outlet {
    @Override
    public void event(Subscribers.Subscriber to, ByteBuffer payload) {
      published.add(payload);
    }

    @Override
    public boolean isDirect(Subscribers.Subscriber to) {
      return false;
    }

    @Override
    public void raw(String topic, ByteBuffer payload) {
      published.add(payload);
    }
  }

  @Override
  public void close() {
    deadlines.close();
  }
}
