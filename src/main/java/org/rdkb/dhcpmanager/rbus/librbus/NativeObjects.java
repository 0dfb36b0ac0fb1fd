package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.EventFilter;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Property chains, objects and filters ↔ their native forms, with the ownership of values. */
final class NativeObjects {
  private static final int DEEPEST = 16;
  private static final int MULTI_INSTANCE = 1;
  private static final int AND = 0;
  private static final int OR = 1;
  private static final int NOT = 2;

  private NativeObjects() {}

  static Pointer property(BusProperty property) {
    Pointer value = NativeValues.create(property.value());
    Pointer made = Librbus.rbusProperty_Init(null, NativeText.octets(property.name()), value);
    Librbus.rbusValue_Release(value);
    return made;
  }

  /** A chain in order; releasing its first property releases all. Null for an empty list. */
  static @Nullable Pointer chain(List<BusProperty> properties) {
    Pointer first = null;
    Pointer last = null;
    for (BusProperty each : properties) {
      Pointer made = property(each);
      if (last == null) {
        first = made;
      } else {
        Librbus.rbusProperty_SetNext(last, made);
        Librbus.rbusProperty_Release(made); // the chain holds it now
      }
      last = made;
    }
    return first;
  }

  static List<BusProperty> readChain(@Nullable Pointer first, int depth) throws MalformedException {
    List<BusProperty> found = new ArrayList<>();
    for (Pointer p = first; p != null; p = Librbus.rbusProperty_GetNext(p)) {
      found.add(
          new BusProperty(
              NativeText.read(Librbus.rbusProperty_GetName(p)),
              NativeValues.read(Librbus.rbusProperty_GetValue(p), depth)));
    }
    return found;
  }

  static Pointer create(BusObject object) {
    Pointer made = empty(object);
    Pointer first = chain(object.properties());
    if (first != null) {
      Librbus.rbusObject_SetProperties(made, first);
      Librbus.rbusProperty_Release(first);
    }
    Pointer last = null;
    for (BusObject child : object.children()) {
      Pointer next = create(child);
      if (last == null) {
        Librbus.rbusObject_SetChildren(made, next);
      } else {
        Librbus.rbusObject_SetNext(last, next);
      }
      Librbus.rbusObject_Release(next);
      last = next;
    }
    return made;
  }

  private static Pointer empty(BusObject object) {
    byte[] name = NativeText.octets(object.name());
    if (!object.multiInstance()) {
      return Librbus.rbusObject_Init(null, name);
    }
    Memory out = NativeText.result();
    Librbus.rbusObject_InitMultiInstance(out, name);
    return made(out);
  }

  private static Pointer made(Memory out) {
    Pointer pointer = out.getPointer(0);
    if (pointer == null) {
      throw new IllegalStateException("librbus made nothing");
    }
    return pointer;
  }

  /** A copy; no pointer is an empty object. */
  static BusObject read(@Nullable Pointer object) throws MalformedException {
    return read(object, 0);
  }

  static BusObject read(@Nullable Pointer object, int depth) throws MalformedException {
    if (object == null) {
      return BusObject.EMPTY;
    }
    if (depth >= DEEPEST) {
      throw new MalformedException("nested deeper than " + DEEPEST);
    }
    List<BusObject> children = new ArrayList<>();
    Pointer child = Librbus.rbusObject_GetChildren(object);
    while (child != null) {
      children.add(read(child, depth + 1));
      child = Librbus.rbusObject_GetNext(child);
    }
    return new BusObject(
        NativeText.read(Librbus.rbusObject_GetName(object)),
        Librbus.rbusObject_GetType(object) == MULTI_INSTANCE,
        readChain(Librbus.rbusObject_GetProperties(object), depth + 1),
        children);
  }

  /** A new filter with one reference, owed by the caller; null for none. */
  static @Nullable Pointer filter(Optional<EventFilter> filter) {
    return filter.isEmpty() ? null : filter(filter.get());
  }

  private static Pointer filter(EventFilter filter) {
    Memory out = NativeText.result();
    if (filter instanceof EventFilter.Compare compare) {
      Pointer limit = NativeValues.create(compare.limit());
      Librbus.rbusFilter_InitRelation(out, compare.relation().code(), limit);
      Librbus.rbusValue_Release(limit);
    } else if (filter instanceof EventFilter.And and) {
      logic(out, AND, filter(and.left()), filter(and.right()));
    } else if (filter instanceof EventFilter.Or or) {
      logic(out, OR, filter(or.left()), filter(or.right()));
    } else if (filter instanceof EventFilter.Not not) {
      logic(out, NOT, filter(not.condition()), null);
    }
    return made(out);
  }

  private static void logic(Memory out, int operator, Pointer left, @Nullable Pointer right) {
    Librbus.rbusFilter_InitLogic(out, operator, left, right);
    Librbus.rbusFilter_Release(left);
    if (right != null) {
      Librbus.rbusFilter_Release(right);
    }
  }
}
