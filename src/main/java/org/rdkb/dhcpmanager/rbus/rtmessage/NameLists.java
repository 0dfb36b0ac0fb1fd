package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.RowName;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Answers to questions about names, rows and methods, taken apart. */
final class NameLists {
  private static final Element.Kind[] KINDS = Element.Kind.values();

  private NameLists() {}

  static List<RowName> readRows(ItemReader in) throws MalformedException {
    int count = in.number();
    List<RowName> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new RowName(in.number(), in.text()));
    }
    return rows;
  }

  static List<Element> readElements(ItemReader in) throws MalformedException {
    int count = in.number();
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = in.text();
      int kind = in.number();
      if (kind < 0 || kind >= KINDS.length) {
        throw new MalformedException("unknown kind of element " + kind);
      }
      elements.add(new Element(name, KINDS[kind], access(in.number())));
    }
    return elements;
  }

  private static Set<Element.Access> access(int bits) {
    Set<Element.Access> access = EnumSet.noneOf(Element.Access.class);
    for (Element.Access each : Element.Access.values()) {
      if ((bits & each.bit()) != 0) {
        access.add(each);
      }
    }
    return access;
  }

  static BusException invocationFailure(int code, String method, BusObject results) {
    BusError error = Failures.error(code);
    String reason =
        results.value("error_string").orElse(new BusValue.None()) instanceof BusValue.Text text
            ? text.value()
            : error.text();
    return new BusException(error, method, reason);
  }
}
