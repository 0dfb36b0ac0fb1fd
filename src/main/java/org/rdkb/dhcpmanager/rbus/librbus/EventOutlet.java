package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.rbus.rtmessage.Deadlines;

/**
 * Events on their way out, in order, on the thread of the deadlines. Rows that come and go are
 * handed to the library's thread before the next event leaves, so that an event about a row finds
 * it. While the bus is away events are lost, as with every provider.
 */
final class EventOutlet {
  private static final Logger log = LogManager.getLogger(EventOutlet.class);
  private static final Layout.Event EVENT = Layout.HERE.event();
  private static final int TRIES = 3;

  private final BusHandle handle;
  private final RowDesk rows;
  private final Deadlines deadlines;
  private final SubscriptionDesk subscriptions;
  private final byte[] settleMethod;
  private final AtomicLong dropped = new AtomicLong();

  EventOutlet(
      BusHandle handle,
      RowDesk rows,
      Deadlines deadlines,
      SubscriptionDesk subscriptions,
      String settleMethod) {
    this.handle = handle;
    this.rows = rows;
    this.deadlines = deadlines;
    this.subscriptions = subscriptions;
    this.settleMethod = NativeText.octets(settleMethod);
  }

  void publish(BusEvent event) {
    boolean ofRows = event instanceof BusEvent.RowAdded || event instanceof BusEvent.RowDeleted;
    if (!ofRows && !subscriptions.isAnybodyThere()) {
      return;
    }
    if (handle.isOpen() && !deadlines.now(() -> send(event))) {
      long count = dropped.incrementAndGet();
      if (Long.bitCount(count) == 1) {
        log.warn("BUS-EVENT-DROPPED count={} reason=too many events wait to be sent", count);
      }
    }
  }

  private void send(BusEvent event) {
    if (event instanceof BusEvent.RowAdded added) {
      rows.enqueue(
          List.of(new RowDesk.Change(added.element(), added.instance(), added.alias(), true)));
      settle();
    } else if (event instanceof BusEvent.RowDeleted deleted) {
      rows.enqueue(List.of(new RowDesk.Change(deleted.element(), deleted.instance(), "", false)));
      settle();
    } else if (event instanceof BusEvent.General general) {
      send(general.element(), ReceivedEvent.Type.GENERAL, general.data());
    } else if (event instanceof BusEvent.ValueChanged changed
        && !subscriptions.isPeriodic(changed.element())) {
      BusObject data =
          BusObject.of(
              new BusProperty("value", changed.value()),
              new BusProperty("oldValue", changed.oldValue()),
              new BusProperty("by", BusValue.text(changed.by())));
      send(changed.element(), ReceivedEvent.Type.VALUE_CHANGED, data);
    }
  }

  /** Hands an event to the library; says what became of it. Thread of the deadlines. */
  BusError send(String element, ReceivedEvent.Type type, BusObject data) {
    int[] code = {BusError.BUS_ERROR.code()};
    try {
      for (int i = 0; i < TRIES; i++) {
        boolean sent =
            handle.call(
                open -> rows.betweenChanges(() -> code[0] = send(open, element, type, data)));
        if (sent) {
          return BusError.of(code[0]);
        }
        settle();
      }
    } catch (BusException away) {
      log.debug("BUS-EVENT-LOST element={} reason={}", element, away.reason());
    }
    return BusError.of(code[0]);
  }

  private static int send(Pointer handle, String element, ReceivedEvent.Type type, BusObject data) {
    byte[] text = NativeText.octets(element);
    Memory event = new Memory(EVENT.size() + text.length);
    event.clear();
    event.write(EVENT.size(), text, 0, text.length);
    event.setPointer(EVENT.name(), event.share(EVENT.size()));
    event.setInt(EVENT.type(), type.code());
    Pointer object = NativeObjects.create(data);
    try {
      event.setPointer(EVENT.data(), object);
      return Librbus.rbusEvent_Publish(handle, event);
    } finally {
      Librbus.rbusObject_Release(object);
    }
  }

  /** Has the library's thread make the waiting changes of rows, soon. Any thread. */
  void settleSoon() {
    if (!deadlines.now(this::settle)) {
      log.warn("BUS-ROWS-LATER reason=too many events wait to be sent");
    }
  }

  /** Has the library's thread make all waiting changes of rows; not on that thread. */
  boolean settle() {
    do {
      try {
        int code = handle.call(this::invokeSettle);
        if (code != 0) {
          log.warn("BUS-ROWS-LATER reason={}", BusError.of(code).text());
          return false;
        }
      } catch (BusException away) {
        return false;
      }
    } while (rows.isWaiting());
    return true;
  }

  private int invokeSettle(Pointer open) {
    Memory out = NativeText.result();
    int code = Librbus.rbusMethod_Invoke(open, settleMethod, null, out);
    Pointer object = out.getPointer(0);
    if (object != null) {
      Librbus.rbusObject_Release(object);
    }
    return code;
  }
}
