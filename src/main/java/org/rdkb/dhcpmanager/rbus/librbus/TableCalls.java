package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.RowName;

/** Rows and names as a consumer asks for them. Each blocks until the library's time-out at most. */
final class TableCalls {
  private static final Layout.Row ROW = Layout.HERE.row();
  private static final Layout.ElementInfo INFO = Layout.HERE.elementInfo();
  private static final Element.Kind[] KINDS = Element.Kind.values();

  private final BusHandle handle;

  TableCalls(BusHandle handle) {
    this.handle = handle;
  }

  int addRow(String table, String alias) throws BusException {
    return handle.ask(
        open -> {
          Memory instance = NativeText.result();
          byte @Nullable [] name = alias.isEmpty() ? null : NativeText.octets(alias);
          int code = Librbus.rbusTable_addRow(open, NativeText.octets(table), name, instance);
          Calls.check(code, table);
          return instance.getInt(0);
        });
  }

  void deleteRow(String row) throws BusException {
    String name = row.endsWith(".") ? row.substring(0, row.length() - 1) : row;
    int code = handle.ask(open -> Librbus.rbusTable_removeRow(open, NativeText.octets(name)));
    Calls.check(code, row);
  }

  List<RowName> rows(String table) throws BusException {
    String dotted = table.endsWith(".") ? table : table + ".";
    return handle.ask(
        open -> {
          Memory out = NativeText.result();
          Calls.check(Librbus.rbusTable_getRowNames(open, NativeText.octets(dotted), out), table);
          Pointer first = out.getPointer(0);
          List<RowName> rows = new ArrayList<>();
          for (Pointer row = first; row != null; row = row.getPointer(ROW.next())) {
            rows.add(
                new RowName(
                    row.getInt(ROW.instNum()), NativeText.read(row.getPointer(ROW.alias()))));
          }
          if (first != null) {
            Librbus.rbusTable_freeRowNames(open, first);
          }
          return rows;
        });
  }

  List<Element> names(String path, int depth) throws BusException {
    return handle.ask(
        open -> {
          Memory out = NativeText.result();
          Calls.check(Librbus.rbusElementInfo_get(open, NativeText.octets(path), depth, out), path);
          Pointer first = out.getPointer(0);
          List<Element> found = new ArrayList<>();
          for (Pointer info = first; info != null; info = info.getPointer(INFO.next())) {
            found.add(element(info));
          }
          if (first != null) {
            Librbus.rbusElementInfo_free(open, first);
          }
          if (found.isEmpty() && depth >= 0) {
            // The library calls it a success; the element itself would be among what it finds.
            throw new BusException(BusError.ELEMENT_DOES_NOT_EXIST, path, "no such element");
          }
          return found;
        });
  }

  private static Element element(Pointer info) {
    int kind = info.getInt(INFO.type());
    int bits = info.getInt(INFO.access());
    Set<Element.Access> access = EnumSet.noneOf(Element.Access.class);
    for (Element.Access each : Element.Access.values()) {
      if ((bits & each.bit()) != 0) {
        access.add(each);
      }
    }
    return new Element(
        NativeText.read(info.getPointer(INFO.name())),
        kind >= 0 && kind < KINDS.length ? KINDS[kind] : Element.Kind.OBJECT,
        access);
  }
}
