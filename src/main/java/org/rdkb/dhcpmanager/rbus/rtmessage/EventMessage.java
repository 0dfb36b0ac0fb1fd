package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.Optional;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.EventFilter;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * The body of an event, alone or inside the answer to a subscription.
 *
 * @param element the concrete element
 * @param type what kind
 * @param data absent: the application sent none
 * @param echo what the subscription said, repeated
 */
record EventMessage(
    String element, ReceivedEvent.Type type, Optional<BusObject> data, SubscriptionTerms echo) {
  private static final ReceivedEvent.Type[] TYPES = ReceivedEvent.Type.values();

  /** How the data stands in the body. */
  enum Form {
    /** Since release 2.1.0: a flag, and the object if there is one. */
    PRESENT,
    /** Before: always an object. */
    OLD
  }

  void write(ItemWriter out, Form form) {
    out.text(element).integer(type.code());
    if (form == Form.OLD) {
      ValueCodec.writeObject(out, data.orElse(BusObject.EMPTY));
    } else {
      out.integer(data.isPresent() ? 1 : 0);
      data.ifPresent(object -> ValueCodec.writeObject(out, object));
    }
    FilterCodec.write(out, echo.filter());
    out.integer(echo.interval()).integer(echo.duration()).integer(echo.componentId());
  }

  /**
   * Reads a body. Releases before 2.1.0 always send an object and no flag for it; those before
   * 2.0.3 neither interval nor duration.
   *
   * @param trailing how many items follow the body
   */
  static EventMessage read(ItemReader in, int trailing) throws MalformedException {
    String element = in.text();
    int type = in.number();
    if (type < 0 || type >= TYPES.length) {
      throw new MalformedException("unknown kind of event " + type);
    }
    boolean hasData = in.isAtText() || in.number() == 1;
    Optional<BusObject> data = hasData ? Optional.of(ValueCodec.readObject(in)) : Optional.empty();
    Optional<EventFilter> filter = FilterCodec.read(in);
    int first = in.numberOr(0);
    if (trailing == 0 && !in.hasMore()) {
      return new EventMessage(
          element, TYPES[type], data, new SubscriptionTerms(first, 0, 0, filter));
    }
    int duration = in.number();
    return new EventMessage(
        element, TYPES[type], data, new SubscriptionTerms(in.number(), first, duration, filter));
  }
}
