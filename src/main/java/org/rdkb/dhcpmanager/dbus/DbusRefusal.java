package org.rdkb.dhcpmanager.dbus;

import java.util.Locale;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;

/** Why a call gets an error instead of an answer. */
final class DbusRefusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String STANDARD = "org.freedesktop.DBus.Error.";
  private static final String OURS = Desk.INTERFACE + ".Error.";

  private final String name;
  private final BusError code;
  private final String element;

  private DbusRefusal(String name, BusError code, String element, String reason) {
    super(reason);
    this.name = name;
    this.code = code;
    this.element = element;
  }

  /** The data model's own refusal. */
  static DbusRefusal of(BusException refused) {
    return new DbusRefusal(
        OURS + camel(refused.error()), refused.error(), refused.element(), refused.reason());
  }

  static DbusRefusal unknown(String what, String reason) {
    return new DbusRefusal(STANDARD + "Unknown" + what, BusError.INVALID_METHOD, "", reason);
  }

  static DbusRefusal arguments(String reason) {
    return new DbusRefusal(STANDARD + "InvalidArgs", BusError.INVALID_INPUT, "", reason);
  }

  /** A bound of ours. */
  static DbusRefusal limit(String reason) {
    return new DbusRefusal(STANDARD + "LimitsExceeded", BusError.OUT_OF_RESOURCES, "", reason);
  }

  /** A bug of ours; the log has more. */
  static DbusRefusal failed() {
    return new DbusRefusal(STANDARD + "Failed", BusError.BUS_ERROR, "", "failed, see the log");
  }

  private static String camel(BusError error) {
    StringBuilder camel = new StringBuilder();
    for (String word : error.name().split("_", -1)) {
      camel.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return camel.toString();
  }

  /** As D-Bus tells errors apart. */
  String name() {
    return name;
  }

  /** Text for people, code of the bus, parameter, reason: {@code suss}. */
  Object[] arguments() {
    String reason = DbusValues.clean(String.valueOf(getMessage()));
    String about = DbusValues.clean(element);
    String text = about.isEmpty() ? reason : about + ": " + reason;
    return new Object[] {text, (long) code.code(), about, reason};
  }
}
