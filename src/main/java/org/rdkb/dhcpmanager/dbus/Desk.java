package org.rdkb.dhcpmanager.dbus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.bus.RowName;

/** Answers calls: one method of the interface is one case. Called by two threads. */
final class Desk {
  static final String INTERFACE = "org.rdkb.DhcpManager1";
  static final String PATH = "/org/rdkb/DhcpManager1";

  private static final Logger log = LogManager.getLogger(Desk.class);
  private static final Set<String> WAIT = Set.of("Set", "AddRow", "DeleteRow", "Invoke");
  private static final int MOST_NAMES = 1024;
  private static final int MOST_VALUES = 65_536;

  private final Provider provider;
  private final Introspection introspection = new Introspection();

  Desk(Provider provider) {
    this.provider = provider;
  }

  /** Whether its answer may wait for the disk. */
  static boolean waits(MethodCall call) {
    return WAIT.contains(String.valueOf(call.getName()));
  }

  /** The answer, or the error; never fails. */
  Message answer(MethodCall call, MessageFactory messages) throws DBusException {
    try {
      String member = String.valueOf(call.getName());
      Answer answer =
          Introspection.isStandard(call.getInterface(), member)
              ? introspection.answer(String.valueOf(call.getPath()), member, call.getSig())
              : ours(call);
      return answer.values().isEmpty()
          ? messages.createMethodReturn(call, null)
          : messages.createMethodReturn(call, answer.signature(), answer.values().toArray());
    } catch (DbusRefusal refused) {
      return error(call, messages, refused);
    } catch (BusException refused) {
      return error(call, messages, DbusRefusal.of(refused));
    } catch (RuntimeException bug) {
      log.error("DBUS-CALL-FAILED member={}", call.getName(), bug);
      return error(call, messages, DbusRefusal.failed());
    }
  }

  static Message error(MethodCall call, MessageFactory messages, DbusRefusal refused)
      throws DBusException {
    return messages.createError(
        call.getSource(), refused.name(), call.getSerial(), "suss", refused.arguments());
  }

  /** What is sent back: as many values as the signature names. */
  record Answer(String signature, List<Object> values) {
    static final Answer NOTHING = new Answer("", List.of());

    static Answer of(String signature, Object value) {
      return new Answer(signature, List.of(value));
    }
  }

  private static Object[] arguments(MethodCall call) throws DbusRefusal {
    try {
      Object[] given = call.getParameters();
      return given == null ? new Object[0] : given;
    } catch (DBusException | RuntimeException malformed) {
      throw DbusRefusal.arguments("cannot be read");
    }
  }

  private Answer ours(MethodCall call) throws DbusRefusal, BusException {
    if (!PATH.equals(call.getPath())) {
      throw DbusRefusal.unknown("Object", "there is only " + PATH);
    }
    if (call.getInterface() != null && !INTERFACE.equals(call.getInterface())) {
      throw DbusRefusal.unknown("Interface", "there is only " + INTERFACE);
    }
    String member = String.valueOf(call.getName());
    String wanted =
        switch (member) {
          case "Get" -> "as";
          case "Set" -> "a{sv}";
          case "AddRow" -> "ss";
          case "DeleteRow", "Rows" -> "s";
          case "Names" -> "si";
          case "Invoke" -> "sa{sv}";
          default -> throw DbusRefusal.unknown("Method", "there is no method " + member);
        };
    String signature = call.getSig() == null ? "" : call.getSig();
    if (!signature.equals(wanted)) {
      throw DbusRefusal.arguments(member + " takes " + wanted + ", not '" + signature + "'");
    }
    Object[] given = arguments(call); // the daemon has checked that they are what they claim
    return switch (member) {
      case "Get" -> get((List<?>) given[0]);
      case "Set" -> set((Map<?, ?>) given[0], String.valueOf(call.getSource()));
      case "AddRow" -> add((String) given[0], (String) given[1]);
      case "DeleteRow" -> {
        provider.deleteRow((String) given[0]);
        yield Answer.NOTHING;
      }
      case "Rows" -> rows((String) given[0]);
      case "Names" -> names((String) given[0], (Integer) given[1]);
      default -> invoke((String) given[0], (Map<?, ?>) given[1]);
    };
  }

  /** Several parameters are read at one moment; partial paths and wildcards one by one. */
  private Answer get(List<?> asked) throws DbusRefusal, BusException {
    bounded("paths", asked.size());
    List<String> paths = asked.stream().map(Object::toString).toList();
    List<BusProperty> found = new ArrayList<>();
    if (paths.stream().noneMatch(path -> path.endsWith(".") || path.contains("*"))) {
      found.addAll(provider.get(paths));
    } else {
      for (String path : paths) {
        found.addAll(provider.get(path));
        if (found.size() > MOST_VALUES) {
          throw DbusRefusal.limit("more than " + MOST_VALUES + " values; ask for less at once");
        }
      }
    }
    return Answer.of("a{sv}", DbusValues.shown(found));
  }

  private Answer set(Map<?, ?> wanted, String sender) throws DbusRefusal, BusException {
    bounded("values", wanted.size());
    provider.set(DbusValues.given(wanted), "dbus" + sender);
    return Answer.NOTHING;
  }

  private Answer add(String table, String alias) throws BusException {
    int row = provider.addRow(table, alias);
    return Answer.of("s", DbusValues.clean(table) + row + ".");
  }

  private Answer rows(String table) throws BusException {
    List<Object> rows = new ArrayList<>();
    for (RowName row : provider.rows(table)) {
      rows.add(new Object[] {(long) row.instance(), DbusValues.clean(row.alias())});
    }
    return Answer.of("a(us)", rows);
  }

  private Answer names(String path, int depth) throws DbusRefusal, BusException {
    List<Object> names = new ArrayList<>();
    for (Element element : provider.names(path, depth)) {
      List<String> access = element.access().stream().sorted().map(Desk::word).toList();
      names.add(new Object[] {DbusValues.clean(element.name()), word(element.kind()), access});
    }
    if (names.size() > MOST_VALUES) {
      throw DbusRefusal.limit("more than " + MOST_VALUES + " names; ask for less at once");
    }
    return Answer.of("a(ssas)", names);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_row", "");
  }

  private Answer invoke(String method, Map<?, ?> arguments) throws DbusRefusal, BusException {
    bounded("arguments", arguments.size());
    BusObject given = new BusObject("", false, DbusValues.given(arguments), List.of());
    return Answer.of("a{sv}", DbusValues.shown(provider.invoke(method, given)));
  }

  private static void bounded(String what, int count) throws DbusRefusal {
    if (count < 1 && !what.equals("arguments")) {
      throw DbusRefusal.arguments("no " + what);
    }
    if (count > MOST_NAMES) {
      throw DbusRefusal.limit("more than " + MOST_NAMES + " " + what);
    }
  }
}
