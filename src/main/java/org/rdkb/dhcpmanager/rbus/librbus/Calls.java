package org.rdkb.dhcpmanager.rbus.librbus;

import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;

/** Result codes of the library as refusals. It tells no reasons, so these are the code's words. */
final class Calls {
  private Calls() {}

  static void check(int code, String element) throws BusException {
    if (code != 0) {
      throw refusal(code, element);
    }
  }

  static BusException refusal(int code, String element) {
    BusError error = BusError.of(code);
    return new BusException(
        error == BusError.SUCCESS ? BusError.BUS_ERROR : error, element, error.text());
  }
}
