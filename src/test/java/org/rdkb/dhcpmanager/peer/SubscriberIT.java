package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;

/** What subscribers hear of a real lease. */
class SubscriberIT {

  /** B05: a subscriber that comes after the lease learns it with its subscription. */
  @Test
  void lateSubscriber_hearsTheLeaseAsInitialValue()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("late5")) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      Lab.within(5).until(lab::isStored); // the event of the lease itself has gone out
      lab.subscribeWithInitialValue(Lab.ROW + "Events");
      Lab.within(5).until(() -> !lab.events.isEmpty());
      ReceivedEvent first = lab.events.get(0);
      assertEquals(ReceivedEvent.Type.INITIAL_VALUE, first.type());
      BusObject lease =
          ((BusValue.Nested) first.data().value("initialValue").orElseThrow()).object();
      assertEquals(Optional.of(BusValue.text("wan0")), lease.value("IfName"));
      assertEquals(Optional.of(BusValue.uint32(3)), lease.value("MsgType"));
      byte[] info = ((BusValue.Bytes) lease.value("LeaseInfo").orElseThrow()).value().toArray();
      assertEquals(884, info.length);
      String address = lab.get(Lab.ROW + "IPAddress");
      assertTrue(new String(info, 64, 32, StandardCharsets.US_ASCII).startsWith(address + "\0"));
    }
  }

  @Test
  void statusAndAddress_areAnnouncedWhenTheyChange()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("values")) {
      lab.startServer();
      lab.ready();
      lab.subscribe(Lab.ROW + "Status");
      lab.subscribe(Lab.ROW + "IPAddress");
      lab.bind(Lab.ROW);
      String address = lab.get(Lab.ROW + "IPAddress");
      Lab.within(5).until(() -> changes(lab).size() >= 2);
      assertEquals(List.of("Status Disabled -> Enabled", "IPAddress  -> " + address), changes(lab));
      lab.set(Lab.ROW + "Enable", "false");
      Lab.within(5).until(() -> changes(lab).size() >= 4);
      assertEquals(
          Set.of("IPAddress " + address + " -> ", "Status Enabled -> Disabled"),
          Set.copyOf(changes(lab).subList(2, 4)));
    }
  }

  private static List<String> changes(Lab lab) {
    return lab.events.stream()
        .filter(event -> event.type() == ReceivedEvent.Type.VALUE_CHANGED)
        .map(
            event ->
                event.element().substring(Lab.ROW.length())
                    + " "
                    + text(event, "oldValue")
                    + " -> "
                    + text(event, "value"))
        .toList();
  }

  private static String text(ReceivedEvent event, String property) {
    return ((BusValue.Text) event.data().value(property).orElseThrow()).value();
  }
}
