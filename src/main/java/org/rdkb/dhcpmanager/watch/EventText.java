package org.rdkb.dhcpmanager.watch;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.view.Shown;

/** An event of the bus as JSON: what kind, about what, and its content on one line. */
final class EventText {
  private static final int MOST_CHARACTERS = 2048;

  private EventText() {}

  static void write(JsonGenerator json, RecentEvents.Seen seen) throws IOException {
    json.writeNumberField("number", seen.number());
    json.writeStringField("at", seen.at().toString());
    json.writeStringField("kind", kind(seen.event()));
    json.writeStringField("element", seen.event().element());
    json.writeStringField("content", bounded(content(seen.event())));
  }

  /** A word, also for the metrics. */
  static String kind(BusEvent event) {
    if (event instanceof BusEvent.ValueChanged) {
      return "value changed";
    }
    if (event instanceof BusEvent.RowAdded) {
      return "row added";
    }
    if (event instanceof BusEvent.RowDeleted) {
      return "row deleted";
    }
    return event instanceof BusEvent.Raw ? "raw" : "event";
  }

  private static String content(BusEvent event) {
    if (event instanceof BusEvent.ValueChanged changed) {
      String by = changed.by().isEmpty() ? "" : " by " + Shown.printable(changed.by());
      return Shown.text(changed.oldValue()) + " → " + Shown.text(changed.value()) + by;
    }
    if (event instanceof BusEvent.RowAdded added) {
      return added.instance() + " " + Shown.printable(added.alias());
    }
    if (event instanceof BusEvent.RowDeleted deleted) {
      return Integer.toString(deleted.instance());
    }
    return event instanceof BusEvent.Raw raw
        ? raw.octets().toHex()
        : Shown.object(((BusEvent.General) event).data());
  }

  private static String bounded(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
