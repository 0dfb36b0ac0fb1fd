package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.EventFilter;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.rbus.rtmessage.Subscribers.Subscriber;

/** Decides who hears of an event, and what. Runs on the thread of the deadlines. */
final class Publisher {
  private static final Logger log = LogManager.getLogger(Publisher.class);

  /** Begins the topics of raw data. */
  static final String RAW_TOPIC = "rawdata.";

  private final Provider provider;
  private final Subscribers subscribers;
  private final Deadlines deadlines;
  private final Courier courier;
  private final AtomicLong dropped = new AtomicLong();

  Publisher(Provider provider, Subscribers subscribers, Deadlines deadlines, Courier courier) {
    this.provider = provider;
    this.subscribers = subscribers;
    this.deadlines = deadlines;
    this.courier = courier;
  }

  void publish(BusEvent event) {
    if (!subscribers.all().isEmpty() && !deadlines.now(() -> send(event))) {
      long count = dropped.incrementAndGet();
      if (Long.bitCount(count) == 1) {
        log.warn("BUS-EVENT-DROPPED count={} reason=too many events wait to be sent", count);
      }
    }
  }

  private void send(BusEvent event) {
    if (event instanceof BusEvent.Raw raw) {
      send(raw);
      return;
    }
    List<String> words = ElementName.words(event.element());
    boolean ofRows = event instanceof BusEvent.RowAdded || event instanceof BusEvent.RowDeleted;
    for (Subscriber subscriber : subscribers.all()) {
      if (!subscriber.raw()
          && subscriber.pattern().covers(words, this::isNamed)
          && (ofRows || !subscriber.name().endsWith(".") || isBelow(subscriber))) {
        message(event, subscriber.terms()).ifPresent(m -> courier.deliver(subscriber, m));
      }
    }
  }

  /** One message for all: the broker hands it to everyone who listens to the topic. */
  private void send(BusEvent.Raw raw) {
    byte[] octets = raw.octets().toArray();
    boolean isShared = false;
    for (Subscriber subscriber : subscribers.all()) {
      if (subscriber.raw() && subscriber.name().equals(raw.element())) {
        if (courier.hasOwnConnection(subscriber)) {
          courier.raw(subscriber, octets);
        } else {
          isShared = true;
        }
      }
    }
    if (isShared) {
      courier.raw(RAW_TOPIC + raw.element(), octets);
    }
  }

  private boolean isNamed(String table, String instance, String alias) {
    try {
      return provider.rows(table).stream()
          .anyMatch(
              row ->
                  row.alias().equals(alias) && Integer.toString(row.instance()).equals(instance));
    } catch (BusException noTable) {
      return false;
    }
  }

  private static boolean isBelow(Subscriber subscriber) {
    return subscriber.pattern().reach() == EventPattern.Reach.BELOW;
  }

  private static Optional<EventMessage> message(BusEvent event, SubscriptionTerms terms) {
    if (event instanceof BusEvent.General general) {
      return message(event, ReceivedEvent.Type.GENERAL, general.data(), terms);
    }
    if (event instanceof BusEvent.RowAdded added) {
      BusObject data =
          BusObject.of(
              new BusProperty("rowName", BusValue.text(added.element() + added.instance())),
              new BusProperty("instNum", BusValue.uint32(added.instance())),
              new BusProperty("alias", BusValue.text(added.alias())));
      return message(event, ReceivedEvent.Type.OBJECT_CREATED, data, terms);
    }
    if (event instanceof BusEvent.RowDeleted deleted) {
      BusObject data =
          BusObject.of(
              new BusProperty("rowName", BusValue.text(deleted.element() + deleted.instance())));
      return message(event, ReceivedEvent.Type.OBJECT_DELETED, data, terms);
    }
    return changed((BusEvent.ValueChanged) event, terms);
  }

  /** An interval replaces change detection; a filter lets only the change of its truth through. */
  private static Optional<EventMessage> changed(
      BusEvent.ValueChanged event, SubscriptionTerms terms) {
    if (terms.interval() > 0) {
      return Optional.empty();
    }
    List<BusProperty> data = new ArrayList<>();
    data.add(new BusProperty("value", event.value()));
    data.add(new BusProperty("oldValue", event.oldValue()));
    data.add(new BusProperty("by", BusValue.text(event.by())));
    if (terms.filter().isPresent()) {
      EventFilter filter = terms.filter().get();
      boolean now = filter.holds(event.value());
      if (now == filter.holds(event.oldValue())) {
        return Optional.empty();
      }
      data.add(new BusProperty("filter", BusValue.bool(now)));
    }
    return message(
        event, ReceivedEvent.Type.VALUE_CHANGED, new BusObject("", false, data, List.of()), terms);
  }

  private static Optional<EventMessage> message(
      BusEvent event, ReceivedEvent.Type type, BusObject data, SubscriptionTerms terms) {
    return Optional.of(new EventMessage(event.element(), type, Optional.of(data), terms));
  }

  /** Sends the value periodically, until the duration is over or the subscription ends. */
  void startInterval(Subscriber subscriber) {
    SubscriptionTerms terms = subscriber.terms();
    int events = terms.duration() > 0 ? terms.duration() / terms.interval() : -1;
    next(subscriber, events);
  }

  private void next(Subscriber subscriber, int left) {
    Duration interval = Duration.ofSeconds(subscriber.terms().interval());
    if (!deadlines.after(interval, () -> tick(subscriber, left))) {
      log.warn("BUS-INTERVAL-REFUSED inbox={}", subscriber.inbox());
      subscribers.remove(subscriber);
    }
  }

  private void tick(Subscriber subscriber, int left) {
    if (!subscribers.isPresent(subscriber)) {
      return;
    }
    boolean last = left == 0;
    ReceivedEvent.Type type =
        last ? ReceivedEvent.Type.DURATION_COMPLETE : ReceivedEvent.Type.INTERVAL;
    String name = subscriber.name();
    try {
      BusObject data =
          ElementName.isWildcard(name)
              ? counted(provider.get(name))
              : BusObject.of(new BusProperty(name, single(provider.get(name)).value()));
      courier.deliver(
          subscriber, new EventMessage(name, type, Optional.of(data), subscriber.terms()));
    } catch (BusException | RuntimeException noValue) {
      log.debug("BUS-INTERVAL-EMPTY element={} reason={}", name, noValue.getMessage());
    }
    if (last) {
      subscribers.remove(subscriber);
    } else {
      next(subscriber, left > 0 ? left - 1 : left);
    }
  }

  static BusObject counted(List<BusProperty> values) {
    List<BusProperty> properties = new ArrayList<>(values.size() + 1);
    properties.add(
        new BusProperty("numberOfEntries", new BusValue.Whole(BusType.INT32, values.size())));
    properties.addAll(values);
    return new BusObject("", false, properties, List.of());
  }

  static BusProperty single(List<BusProperty> values) throws BusException {
    if (values.size() != 1) {
      throw new BusException(BusError.BUS_ERROR, "", "the provider gave no single value");
    }
    return values.get(0);
  }
}
