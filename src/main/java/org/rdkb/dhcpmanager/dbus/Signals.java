package org.rdkb.dhcpmanager.dbus;

import java.util.Map;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import org.rdkb.dhcpmanager.bus.BusEvent;

/** Events as signals; the daemon passes each to those who asked for it. */
final class Signals {
  private Signals() {}

  static Message of(BusEvent event, MessageFactory messages) throws DBusException {
    String element = DbusValues.clean(event.element());
    if (event instanceof BusEvent.ValueChanged changed) {
      return signal(
          messages,
          "ValueChanged",
          "svvs",
          element,
          DbusValues.shown(changed.value()),
          DbusValues.shown(changed.oldValue()),
          DbusValues.clean(changed.by()));
    }
    if (event instanceof BusEvent.RowAdded added) {
      return signal(
          messages,
          "RowAdded",
          "sus",
          element,
          (long) added.instance(),
          DbusValues.clean(added.alias()));
    }
    if (event instanceof BusEvent.RowDeleted deleted) {
      return signal(messages, "RowDeleted", "su", element, (long) deleted.instance());
    }
    Map<String, Variant<?>> data =
        event instanceof BusEvent.Raw raw
            ? Map.of("octets", new Variant<>(raw.octets().toArray(), "ay"))
            : DbusValues.shown(((BusEvent.General) event).data());
    return signal(messages, "Event", "sa{sv}", element, data);
  }

  /** So many events did not fit in the queue: who keeps a copy reads it again. */
  static Message lost(long count, MessageFactory messages) throws DBusException {
    return signal(messages, "EventsLost", "t", new UInt64(count));
  }

  private static Message signal(
      MessageFactory messages, String member, String signature, Object... values)
      throws DBusException {
    return messages.createSignal(null, Desk.PATH, Desk.INTERFACE, member, signature, values);
  }
}
