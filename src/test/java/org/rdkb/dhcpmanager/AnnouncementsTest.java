package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusValue;

class AnnouncementsTest {
  private final Announcements announcements = new Announcements();
  private final List<BusEvent> heard = new ArrayList<>();

  private static BusEvent event(int number) {
    return new BusEvent.General("Device.X." + number + "!", BusObject.EMPTY);
  }

  @Test
  void eventsBeforeTheBusIsOpen_goFirst_inOrder() {
    announcements.publish(event(1));
    announcements.publish(event(2));
    assertEquals(List.of(), heard);
    announcements.to(heard::add);
    announcements.publish(event(3));
    assertEquals(List.of(event(1), event(2), event(3)), heard);
  }

  @Test
  void valuesBeforeTheBusIsOpen_areNoChanges() {
    announcements.publish(
        new BusEvent.ValueChanged("Device.X.Y", BusValue.text("b"), BusValue.text("a"), ""));
    announcements.to(heard::add);
    assertEquals(List.of(), heard);
  }

  @Test
  void beyondTheBound_theOldestGo() {
    IntStream.rangeClosed(1, 5000).forEach(number -> announcements.publish(event(number)));
    announcements.to(heard::add);
    assertEquals(4096, heard.size());
    assertEquals(event(905), heard.get(0));
    assertEquals(event(5000), heard.get(4095));
  }
}
