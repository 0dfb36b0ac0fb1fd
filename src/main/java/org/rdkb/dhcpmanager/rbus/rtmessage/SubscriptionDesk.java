package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.RowName;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Answers subscriptions: what may be subscribed, what a name covers, what its value is now. */
final class SubscriptionDesk {
  private static final Logger log = LogManager.getLogger(SubscriptionDesk.class);

  private final Provider provider;
  private final ElementIndex index;
  private final Subscribers subscribers;
  private final Publisher publisher;
  private final Listeners listeners;

  SubscriptionDesk(
      Provider provider,
      ElementIndex index,
      Subscribers subscribers,
      Publisher publisher,
      Listeners listeners) {
    this.provider = provider;
    this.index = index;
    this.subscribers = subscribers;
    this.publisher = publisher;
    this.listeners = listeners;
  }

  void subscribe(ItemReader in, ItemWriter out) throws MalformedException {
    SubscriptionRequest request = SubscriptionRequest.read(in);
    try {
      Optional<Element> element = check(request);
      Subscribers.Subscriber added = add(request, element);
      out.integer(0);
      if (request.initialValue()) {
        Optional<BusObject> value = present(request.name(), element);
        out.integer(value.isPresent() ? 1 : 0);
        value.ifPresent(
            data ->
                new EventMessage(
                        request.name(),
                        ReceivedEvent.Type.INITIAL_VALUE,
                        Optional.of(data),
                        request.terms())
                    .write(out, listeners.awaitForm(request.inbox())));
      }
      out.integer(added.id());
    } catch (BusException refused) {
      out.integer(refused.error().code()).integer(0);
      Failures.write(out, refused);
    }
  }

  private Subscribers.Subscriber add(SubscriptionRequest request, Optional<Element> element)
      throws BusException {
    Subscribers.Subscriber added = subscribers.add(request, pattern(request.name(), element));
    boolean hasValue = element.isEmpty() || element.get().kind() == Element.Kind.PROPERTY;
    if (request.terms().interval() > 0 && hasValue) {
      publisher.startInterval(added);
    }
    return added;
  }

  /** Takes up what was subscribed before a restart; what fits no element or row any more goes. */
  void restore(List<SubscriptionRequest> requests) {
    for (SubscriptionRequest request : requests) {
      try {
        add(request, check(request));
      } catch (BusException refused) {
        log.info("BUS-SUBSCRIPTION-DROPPED element={} reason={}", request.name(), refused.reason());
      }
    }
  }

  void unsubscribe(ItemReader in, ItemWriter out) throws MalformedException {
    SubscriptionRequest request = SubscriptionRequest.read(in);
    boolean was = subscribers.remove(request);
    out.integer(was ? 0 : BusError.INVALID_INPUT.code()).integer(0);
    if (!was) {
      out.text(request.name()).text("no such subscription");
    }
  }

  /** The registered element, or nothing for an object or a row. */
  private Optional<Element> check(SubscriptionRequest request) throws BusException {
    String name = request.name();
    ElementIndex.Found found = index.find(name);
    boolean dotted = name.endsWith(".");
    switch (found.verdict()) {
      case UNKNOWN ->
          throw new BusException(BusError.ELEMENT_DOES_NOT_EXIST, name, "no such element");
      case BAD_ROW ->
          throw new BusException(
              BusError.INVALID_INPUT, name, "a row is a number, an [alias] or *");
      case OBJECT -> {
        if (!dotted) {
          throw new BusException(BusError.INVALID_EVENT, name, "an object needs a trailing dot");
        }
      }
      case ELEMENT -> checkElement(found.element().orElseThrow(), request, dotted);
    }
    if (dotted && request.terms().interval() > 0) {
      throw new BusException(BusError.INVALID_OPERATION, name, "no interval for a partial path");
    }
    return found.element();
  }

  private static void checkElement(Element element, SubscriptionRequest request, boolean dotted)
      throws BusException {
    String name = request.name();
    boolean isTable = element.kind() == Element.Kind.TABLE;
    if (isTable && !dotted) {
      throw new BusException(BusError.INVALID_EVENT, name, "a table needs a trailing dot");
    }
    if (!isTable && dotted && element.kind() != Element.Kind.OBJECT) {
      throw new BusException(BusError.ELEMENT_DOES_NOT_EXIST, name, "a trailing dot too many");
    }
    if (element.kind() == Element.Kind.METHOD) {
      throw new BusException(BusError.INVALID_OPERATION, name, "a method has no events");
    }
    if (request.raw() && element.kind() != Element.Kind.EVENT) {
      throw new BusException(BusError.INVALID_INPUT, name, "only events have raw data");
    }
  }

  /**
   * Replaces aliases by numbers, and checks that the rows exist; a wildcard needs none. Behind a
   * wildcard an alias may mean another row each time, so it stays.
   */
  private EventPattern pattern(String name, Optional<Element> element) throws BusException {
    List<String> words = new ArrayList<>();
    boolean wild = false;
    for (String word : ElementName.words(name)) {
      String table = String.join(".", words) + ".";
      wild |= word.equals("*");
      words.add(!wild && isTable(table) ? instance(table, word, name) : word);
    }
    boolean isObject = element.isEmpty() || element.get().kind() == Element.Kind.OBJECT;
    return new EventPattern(words, isObject ? EventPattern.Reach.BELOW : EventPattern.Reach.ITSELF);
  }

  private boolean isTable(String path) {
    return path.length() > 1
        && index
            .find(path)
            .element()
            .filter(found -> found.kind() == Element.Kind.TABLE)
            .isPresent();
  }

  private String instance(String table, String word, String name) throws BusException {
    for (RowName row : provider.rows(table)) {
      String number = Integer.toString(row.instance());
      if (word.equals(number) || word.equals("[" + row.alias() + "]")) {
        return number;
      }
    }
    throw new BusException(BusError.ELEMENT_DOES_NOT_EXIST, name, "no such row");
  }

  /** The value now; absent for what has none. */
  private Optional<BusObject> present(String name, Optional<Element> element) {
    try {
      if (element.isPresent() && element.get().kind() == Element.Kind.TABLE) {
        return Optional.of(rows(name));
      }
      if (ElementName.isWildcard(name)) {
        return Optional.of(Publisher.counted(provider.get(name)));
      }
      if (element.isPresent() && element.get().kind() == Element.Kind.PROPERTY) {
        BusValue value = Publisher.single(provider.get(name)).value();
        return Optional.of(BusObject.of(new BusProperty("initialValue", value)));
      }
      return Optional.empty();
    } catch (BusException | RuntimeException noValue) {
      // The subscription stands; only its first event is missing.
      return Optional.empty();
    }
  }

  private BusObject rows(String table) throws BusException {
    List<RowName> rows = provider.rows(table);
    List<BusProperty> properties = new ArrayList<>();
    properties.add(
        new BusProperty("numberOfEntries", new BusValue.Whole(BusType.INT32, rows.size())));
    for (RowName row : rows) {
      properties.add(
          new BusProperty("path" + row.instance(), BusValue.text(table + row.instance() + ".")));
    }
    return new BusObject("", false, properties, List.of());
  }
}
