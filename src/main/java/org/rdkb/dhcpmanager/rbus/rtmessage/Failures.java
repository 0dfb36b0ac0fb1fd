package org.rdkb.dhcpmanager.rbus.rtmessage;

import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** What went wrong on the way, as errors of the bus. */
final class Failures {
  private static final int LEGACY_SUCCESS = 100;

  private Failures() {}

  static BusException noConnection() {
    return new BusException(BusError.DESTINATION_NOT_REACHABLE, "", "not connected to the bus");
  }

  static BusException timeout(String element) {
    return new BusException(BusError.TIMEOUT, element, "no answer in time");
  }

  static BusException undeliverable(String element) {
    return new BusException(BusError.DESTINATION_NOT_FOUND, element, "nobody on the bus serves it");
  }

  static BusException malformed(String element, MalformedException cause) {
    BusException failure =
        new BusException(
            BusError.INVALID_RESPONSE_FROM_DESTINATION,
            element,
            "the answer cannot be read: " + cause.getMessage());
    failure.initCause(cause);
    return failure;
  }

  /**
   * Reads what follows a failed code: the name that failed, and the reason in words. Stock
   * providers send at most the name.
   */
  static BusException read(int code, String element, ItemReader rest) throws MalformedException {
    String failed = rest.textOr("");
    BusError error = error(code);
    String reason = rest.textOr("");
    return new BusException(
        error, failed.isEmpty() ? element : failed, reason.isEmpty() ? error.text() : reason);
  }

  static boolean isSuccess(int code) {
    return code == 0 || code == LEGACY_SUCCESS;
  }

  /** The error of a response's first number, which may be one of the CCSP codes. */
  static BusError error(int code) {
    return switch (code) {
      case 101, 190, 9004 -> BusError.OUT_OF_RESOURCES;
      case 191 -> BusError.TIMEOUT;
      case 192 -> BusError.DESTINATION_NOT_FOUND;
      case 9005 -> BusError.INVALID_NAMESPACE;
      case 9006 -> BusError.INVALID_PARAMETER_TYPE;
      case 9007 -> BusError.INVALID_PARAMETER_VALUE;
      case 9008 -> BusError.NOT_WRITABLE;
      default -> BusError.of(code);
    };
  }

  /** Writes what {@link #read} reads. */
  static void write(ItemWriter out, BusException failure) {
    out.text(failure.element()).text(failure.reason());
  }
}
