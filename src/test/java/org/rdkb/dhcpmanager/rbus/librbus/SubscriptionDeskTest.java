package org.rdkb.dhcpmanager.rbus.librbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;
import org.rdkb.dhcpmanager.rbus.rtmessage.Deadlines;

class SubscriptionDeskTest {
  private static final String INT = "Device.Probe.Int";

  private final Deadlines deadlines = new Deadlines();
  private final SubscriptionDesk desk = new SubscriptionDesk(new ProbeProvider(), deadlines);
  private final ConcurrentLinkedQueue<BusObject> sent = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    deadlines.close();
  }

  private BusError send(String element, ReceivedEvent.Type type, BusObject data) {
    assertEquals(ReceivedEvent.Type.INTERVAL, type);
    sent.add(data);
    return sent.size() < 2 ? BusError.SUCCESS : BusError.NOSUBSCRIBERS;
  }

  private BusError refused(String name, int seconds) {
    return assertThrows(
            BusException.class,
            () -> desk.subscribed(name, seconds, SubscriptionDeskTest.this::send))
        .error();
  }

  @Test
  void interval_tellsTheValueUntilNobodyListens() throws BusException {
    assertFalse(desk.isAnybodyThere());
    desk.subscribed(INT, 1, this::send);
    assertTrue(desk.isAnybodyThere());
    assertTrue(desk.isPeriodic(INT));
    await().until(() -> !desk.isPeriodic(INT));
    assertEquals(2, sent.size());
    assertEquals(Optional.of(BusValue.int32(42)), sent.element().value(INT));
  }

  @Test
  void interval_endsWithItsLastSubscriber() throws BusException {
    desk.subscribed(INT, 60, this::send);
    desk.subscribed(INT, 60, this::send);
    desk.unsubscribed(INT, 60);
    assertTrue(desk.isPeriodic(INT));
    desk.unsubscribed(INT, 60);
    assertFalse(desk.isPeriodic(INT));
  }

  @Test
  void interval_thatOthersWouldHearToo_isRefused() throws BusException {
    assertEquals(BusError.INVALID_OPERATION, refused("Device.Probe.Table.*.Name", 1));
    assertEquals(BusError.INVALID_OPERATION, refused("Device.Probe.Table.", 1));
    desk.subscribed("Device.Probe.Table.*.Name", 0, this::send);
    assertEquals(BusError.INVALID_OPERATION, refused("Device.Probe.Table.1.Name", 1));
    desk.unsubscribed("Device.Probe.Table.*.Name", 0);
    desk.subscribed("Device.Probe.Table.1.Name", 60, this::send);
    assertEquals(BusError.INVALID_OPERATION, refused("Device.Probe.Table.1.Name", 30));
  }

  @Test
  void onChange_endsThePeriodWhileItLasts() throws BusException {
    desk.subscribed(INT, 60, this::send);
    desk.subscribed(INT, 0, this::send);
    assertFalse(desk.isPeriodic(INT));
    desk.unsubscribed(INT, 0);
    assertTrue(desk.isPeriodic(INT));
  }
}
