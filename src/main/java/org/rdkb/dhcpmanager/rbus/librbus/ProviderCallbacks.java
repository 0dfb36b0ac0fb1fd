package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.rbus.wire.LogThrottle;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * What C calls. Every handler copies what it was given, asks the provider, and turns whatever is
 * thrown into a code: an exception that left it would reach C as success. All function pointers
 * live as long as this object.
 */
final class ProviderCallbacks {
  /** The library's own thread, as it is named when it first gets here. */
  static final String THREAD = "bus-callback";

  private static final Logger log = LogManager.getLogger(ProviderCallbacks.class);
  private static final Layout.GetOptions GET = Layout.HERE.getOptions();
  private static final Layout.SetOptions SET = Layout.HERE.setOptions();
  private static final String PLACEHOLDER = "{i}";
  private static final int UNSUBSCRIBE = 1;

  private final LogThrottle throttle = new LogThrottle();
  private final List<Callback> kept = new ArrayList<>();
  private final Provider provider;
  private final List<Element> elements;
  private final Desks desks;
  final Pointer get =
      pointer(
          Native.POINTER_SIZE == Long.BYTES
              ? (Librbus.GetHandler64) (handle, property, options) -> get(property, options)
              : (Librbus.GetHandler) (handle, property, options) -> get(property, options));
  final Pointer set = pointer((Librbus.SetHandler) this::set);
  final Pointer addRow = pointer((Librbus.AddRowHandler) this::addRow);
  final Pointer removeRow = pointer((Librbus.RemoveRowHandler) this::removeRow);
  final Pointer subscribe = pointer((Librbus.EventSubHandler) this::subscribe);
  final Pointer refuseSubscription = pointer((Librbus.EventSubHandler) this::refuseSubscription);
  final Pointer invoke = pointer((Librbus.MethodHandler) this::invoke);
  final Pointer settle = pointer((Librbus.MethodHandler) this::settle);

  /** Who decides what. */
  record Desks(
      DiskCalls disk,
      SetDesk sets,
      RowDesk rows,
      SubscriptionDesk subscriptions,
      MethodDesk methods,
      EventOutlet outlet) {}

  ProviderCallbacks(Provider provider, List<Element> elements, Desks desks) {
    this.provider = provider;
    this.elements = elements;
    this.desks = desks;
  }

  private Pointer pointer(Callback callback) {
    kept.add(callback);
    return pointerTo(callback);
  }

  /** The caller keeps the callback. */
  static Pointer pointerTo(Callback callback) {
    return FunctionPointer.to(callback, THREAD);
  }

  /** What a handler does, with its refusals. */
  @FunctionalInterface
  private interface Handling {
    void run() throws BusException, MalformedException;
  }

  @SuppressWarnings("CatchingUnchecked") // nothing at all may cross into C
  private int guarded(String what, Handling handling) {
    try {
      handling.run();
      return 0;
    } catch (Throwable failure) {
      return code(what, failure);
    }
  }

  private int code(String what, Throwable failure) {
    if (failure instanceof BusException refused) {
      if (throttle.admits()) {
        log.debug("BUS-REFUSED element={} reason={}", refused.element(), refused.reason());
      }
      return refused.error() == BusError.SUCCESS ? 1 : refused.error().code();
    }
    if (failure instanceof MalformedException unreadable) {
      if (throttle.admits()) {
        log.warn("BUS-REQUEST-REFUSED reason={}", unreadable.getMessage());
      }
      return BusError.INVALID_INPUT.code();
    }
    if (throttle.admits()) {
      log.error("BUS-REQUEST-FAILED request={}", what, failure);
    }
    return BusError.BUS_ERROR.code();
  }

  private int get(long property, long options) {
    return get(new Pointer(property), options == 0 ? null : new Pointer(options));
  }

  /** Called once for each value of a table: no lambda here, and as few calls into C as can be. */
  @SuppressWarnings("CatchingUnchecked") // nothing at all may cross into C
  private int get(Pointer property, @Nullable Pointer options) {
    try {
      String name = NativeText.read(Librbus.rbusProperty_GetName(property));
      // Only the reading of old values before a set comes from nobody.
      if (options != null && options.getPointer(GET.requestingComponent()) == null) {
        desks.sets().readForUndo(name);
        BusValue value = value(name);
        desks.sets().wasRead(name, value);
        NativeValues.put(property, value);
      } else {
        desks.sets().other();
        NativeValues.put(property, value(name));
      }
      return 0;
    } catch (Throwable failure) {
      return code("get", failure);
    }
  }

  private BusValue value(String name) throws BusException {
    if (name.contains(PLACEHOLDER)) {
      throw new BusException(BusError.ELEMENT_DOES_NOT_EXIST, name, "names no row");
    }
    List<BusProperty> found = provider.get(name);
    if (found.size() != 1) {
      throw new BusException(BusError.BUS_ERROR, name, "the provider gave no single value");
    }
    return found.get(0).value();
  }

  private int set(Pointer handle, Pointer property, @Nullable Pointer options) {
    return guarded(
        "set",
        () -> {
          BusProperty wanted =
              new BusProperty(
                  NativeText.read(Librbus.rbusProperty_GetName(property)),
                  NativeValues.read(Librbus.rbusProperty_GetValue(property)));
          if (options == null) {
            desks.sets().set(wanted, true, new SetDesk.Sender("", 0));
          } else {
            desks
                .sets()
                .set(
                    wanted,
                    options.getByte(SET.commit()) != 0,
                    new SetDesk.Sender(
                        NativeText.read(options.getPointer(SET.requestingComponent())),
                        options.getInt(SET.sessionId())));
          }
        });
  }

  /** Only decides: the library registers the row itself, and those in it follow. */
  private int addRow(Pointer handle, Pointer table, @Nullable Pointer alias, Pointer instanceOut) {
    return guarded(
        "add row",
        () -> {
          desks.sets().other();
          String name = NativeText.read(table);
          String wanted = NativeText.read(alias);
          int instance = desks.disk().make(name, () -> provider.addRow(name, wanted));
          String row = desks.rows().numbered(name + instance);
          instanceOut.setInt(0, instance);
          desks.rows().libraryAdds(row);
          List<RowDesk.Change> inside = desks.rows().rows(elements, row);
          if (!inside.isEmpty()) {
            desks.rows().enqueue(inside);
            desks.outlet().settleSoon();
          }
        });
  }

  /** Only decides: the library deletes the row itself, with all in it. */
  private int removeRow(Pointer handle, Pointer row) {
    return guarded(
        "delete row",
        () -> {
          desks.sets().other();
          String name = NativeText.read(row);
          String numbered = desks.rows().numbered(name);
          desks
              .disk()
              .make(
                  name,
                  () -> {
                    provider.deleteRow(name);
                    return name;
                  });
          desks.rows().libraryDeletes(numbered);
        });
  }

  /** May run on the thread that registers, while the library holds its list of subscriptions. */
  private int subscribe(
      Pointer handle,
      int action,
      Pointer event,
      @Nullable Pointer filter,
      int interval,
      Pointer autoPublish) {
    return guarded(
        "subscribe",
        () -> {
          autoPublish.setByte(0, (byte) 0); // no polling thread: what changes is published
          desks.sets().other();
          String name = NativeText.read(event);
          if (action == UNSUBSCRIBE) {
            desks.subscriptions().unsubscribed(name, interval);
          } else {
            desks.subscriptions().subscribed(name, interval, desks.outlet()::send);
          }
        });
  }

  /** Without it the library would take a subscription to a method, and never send an event. */
  private int refuseSubscription(
      Pointer handle,
      int action,
      Pointer event,
      @Nullable Pointer filter,
      int interval,
      Pointer autoPublish) {
    return action == UNSUBSCRIBE ? 0 : BusError.INVALID_OPERATION.code();
  }

  private int invoke(
      Pointer handle, Pointer method, @Nullable Pointer in, Pointer out, Pointer answer) {
    int[] code = {0};
    int refused =
        guarded(
            "invoke",
            () -> {
              desks.sets().other();
              String name = NativeText.read(method);
              code[0] = desks.methods().take(name, NativeObjects.read(in), answer);
            });
    return refused == 0 ? code[0] : refused;
  }

  /** Our own method: rows may change here, on the library's thread, where nobody else uses them. */
  private int settle(
      Pointer handle, Pointer method, @Nullable Pointer in, Pointer out, Pointer answer) {
    return guarded(
        "rows",
        () -> {
          desks.sets().other();
          desks.rows().settle(handle);
        });
  }
}
