package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.Element.Access;
import org.rdkb.dhcpmanager.bus.Element.Kind;

/**
 * The array that registers all elements in one call. Everything that can be subscribed has its own
 * handler for that, or the library would start to poll it.
 */
final class ElementTable {
  private static final Layout.DataElement AT = Layout.HERE.dataElement();

  private final List<String> names = new ArrayList<>();
  private final Memory texts;
  private final Memory array;

  /**
   * Builds the array.
   *
   * @param elements of the provider, tables before what they hold
   * @param settleMethod the method under which rows change
   */
  ElementTable(List<Element> elements, String settleMethod, ProviderCallbacks callbacks) {
    List<Element> all = new ArrayList<>();
    all.add(new Element(settleMethod, Kind.METHOD, Set.of(Access.INVOKE)));
    // An object is there as soon as something lies in it; the library knows no such element.
    elements.stream().filter(element -> element.kind() != Kind.OBJECT).forEach(all::add);
    all.forEach(element -> names.add(element.name()));
    texts = NativeText.array(names);
    array = new Memory((long) AT.size() * all.size());
    array.clear();
    for (int i = 0; i < all.size(); i++) {
      Pointer entry = array.share((long) AT.size() * i, AT.size());
      entry.setPointer(AT.name(), texts.getPointer((long) i * Layout.HERE.pointer()));
      entry.setInt(AT.type(), all.get(i).kind().code());
      boolean isSettle = i == 0;
      fill(entry, all.get(i), callbacks, isSettle ? callbacks.settle : callbacks.invoke);
    }
  }

  private static void fill(
      Pointer entry, Element element, ProviderCallbacks callbacks, Pointer method) {
    Set<Access> access = element.access();
    if (element.kind() == Kind.METHOD) {
      entry.setPointer(AT.methodHandler(), method);
      entry.setPointer(AT.eventSubHandler(), callbacks.refuseSubscription);
      return;
    }
    entry.setPointer(AT.eventSubHandler(), callbacks.subscribe);
    if (element.kind() == Kind.PROPERTY && access.contains(Access.GET)) {
      entry.setPointer(AT.getHandler(), callbacks.get);
    }
    if (element.kind() == Kind.PROPERTY && access.contains(Access.SET)) {
      entry.setPointer(AT.setHandler(), callbacks.set);
    }
    if (access.contains(Access.ADD_ROW)) {
      entry.setPointer(AT.tableAddRowHandler(), callbacks.addRow);
    }
    if (access.contains(Access.REMOVE_ROW)) {
      entry.setPointer(AT.tableRemoveRowHandler(), callbacks.removeRow);
    }
  }

  int size() {
    return names.size();
  }

  /** Registers everything, or nothing. May call the subscription handler on this thread. */
  int register(Pointer handle) {
    try {
      return Librbus.rbus_regDataElements(handle, names.size(), array);
    } finally {
      Reference.reachabilityFence(texts);
    }
  }
}
