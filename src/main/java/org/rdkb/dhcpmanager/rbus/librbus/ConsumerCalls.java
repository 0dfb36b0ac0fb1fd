package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Gets, sets and methods of a consumer. Each blocks until the library's time-out at most. */
final class ConsumerCalls {
  private final BusHandle handle;

  ConsumerCalls(BusHandle handle) {
    this.handle = handle;
  }

  List<BusProperty> get(List<String> paths) throws BusException {
    if (paths.isEmpty()) {
      throw new BusException(BusError.INVALID_INPUT, "", "no path is asked for");
    }
    List<String> plain = paths.stream().filter(path -> !isWildcard(path)).distinct().toList();
    Map<String, BusProperty> values = plain.size() > 1 ? together(plain) : Map.of();
    List<BusProperty> found = new ArrayList<>();
    for (String path : paths) {
      BusProperty value = values.get(path);
      if (isWildcard(path)) {
        found.addAll(ext(List.of(path)));
      } else {
        // Missing where one of several failed: asked alone, each tells its own failure.
        found.add(value == null ? one(path) : value);
      }
    }
    return found;
  }

  private static boolean isWildcard(String path) {
    return path.endsWith(".") || path.indexOf('*') >= 0;
  }

  private BusProperty one(String path) throws BusException {
    return handle.ask(
        open -> {
          Memory out = NativeText.result();
          Calls.check(Librbus.rbus_get(open, NativeText.octets(path), out), path);
          Pointer value = out.getPointer(0);
          try {
            return new BusProperty(path, NativeValues.read(value));
          } catch (MalformedException unreadable) {
            throw unreadable(path, unreadable);
          } finally {
            if (value != null) {
              Librbus.rbusValue_Release(value);
            }
          }
        });
  }

  /** One failure fails all of its provider's, and the code is the last provider's. */
  private Map<String, BusProperty> together(List<String> plain) throws BusException {
    Map<String, BusProperty> values = new LinkedHashMap<>();
    try {
      ext(plain).forEach(value -> values.put(value.name(), value));
    } catch (BusException someFailed) {
      if (someFailed.error() == BusError.DESTINATION_NOT_REACHABLE) {
        throw someFailed;
      }
    }
    return values;
  }

  private List<BusProperty> ext(List<String> names) throws BusException {
    return handle.ask(
        open -> {
          Memory array = NativeText.array(names);
          Memory count = NativeText.result();
          Memory out = NativeText.result();
          int code = Librbus.rbus_getExt(open, names.size(), array, count, out);
          Pointer first = out.getPointer(0);
          try {
            Calls.check(code, names.get(0));
            return NativeObjects.readChain(first, 0);
          } catch (MalformedException unreadable) {
            throw unreadable(names.get(0), unreadable);
          } finally {
            if (first != null) {
              Librbus.rbusProperty_Release(first);
            }
          }
        });
  }

  static BusException unreadable(String element, MalformedException cause) {
    BusException failure =
        new BusException(
            BusError.INVALID_RESPONSE_FROM_DESTINATION,
            element,
            "the answer cannot be read: " + cause.getMessage());
    failure.initCause(cause);
    return failure;
  }

  void set(List<BusProperty> values) throws BusException {
    if (values.isEmpty()) {
      throw new BusException(BusError.INVALID_INPUT, "", "nothing to set");
    }
    for (BusProperty value : values) {
      boolean twice =
          values.stream().filter(other -> other.name().equals(value.name())).count() > 1;
      if (twice || value.value().type() == BusType.NONE) {
        throw new BusException(
            BusError.INVALID_INPUT, value.name(), twice ? "is set twice" : "has no value");
      }
    }
    if (values.size() == 1) {
      setOne(values.get(0));
    } else {
      setAll(values);
    }
  }

  private void setOne(BusProperty wanted) throws BusException {
    int code =
        handle.ask(
            open -> {
              Pointer value = NativeValues.create(wanted.value());
              try {
                return Librbus.rbus_set(open, NativeText.octets(wanted.name()), value, null);
              } finally {
                Librbus.rbusValue_Release(value);
              }
            });
    Calls.check(code, wanted.name());
  }

  private void setAll(List<BusProperty> values) throws BusException {
    Memory failed = NativeText.result();
    int code =
        handle.ask(
            open -> {
              Pointer chain = NativeObjects.chain(values);
              if (chain == null) {
                return BusError.INVALID_INPUT.code();
              }
              try {
                return Librbus.rbus_setMultiExt(open, values.size(), chain, null, 0, failed);
              } finally {
                Librbus.rbusProperty_Release(chain);
              }
            });
    String name = NativeText.take(failed.getPointer(0));
    Calls.check(code, name.isEmpty() ? values.get(0).name() : name);
  }

  BusObject invoke(String method, BusObject arguments) throws BusException {
    return handle.ask(
        open -> {
          Memory out = NativeText.result();
          Pointer in = NativeObjects.create(arguments);
          int code;
          try {
            code = Librbus.rbusMethod_Invoke(open, NativeText.octets(method), in, out);
          } finally {
            Librbus.rbusObject_Release(in);
          }
          Pointer results = out.getPointer(0);
          try {
            BusObject read = NativeObjects.read(results);
            if (code != 0) {
              throw failure(code, method, read);
            }
            return read;
          } catch (MalformedException unreadable) {
            throw unreadable(method, unreadable);
          } finally {
            if (results != null) {
              Librbus.rbusObject_Release(results);
            }
          }
        });
  }

  private static BusException failure(int code, String method, BusObject results) {
    BusException refusal = Calls.refusal(code, method);
    return results.value("error_string").orElse(new BusValue.None()) instanceof BusValue.Text text
        ? new BusException(refusal.error(), method, text.value())
        : refusal;
  }

  /** Not part of librbus proper: a library below it tells. */
  List<String> components() throws BusException {
    if (!Librbus.hasComponents()) {
      throw new BusException(BusError.INVALID_OPERATION, "", "this librbus lists no components");
    }
    return handle.call(
        open -> {
          Memory count = NativeText.result();
          Memory out = NativeText.result();
          Calls.check(Librbus.discoverRegisteredComponents(count, out), "");
          return NativeText.take(out.getPointer(0), count.getInt(0));
        });
  }

  /** How many of a component's names the broker knows, its own included; −1 without an answer. */
  int known(String component) throws BusException {
    return handle.call(
        open -> {
          Memory count = NativeText.result();
          Memory out = NativeText.result();
          int code =
              Librbus.rbus_discoverComponentDataElements(
                  open, NativeText.octets(component), (byte) 0, count, out);
          int found = count.getInt(0);
          Pointer names = out.getPointer(0);
          for (int i = 0; names != null && i < found; i++) {
            Native.free(Pointer.nativeValue(names.getPointer((long) i * Native.POINTER_SIZE)));
          }
          if (names != null) {
            Native.free(Pointer.nativeValue(names));
          }
          return code == 0 ? found : -1;
        });
  }
}
