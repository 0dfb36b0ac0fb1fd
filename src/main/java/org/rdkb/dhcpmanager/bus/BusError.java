package org.rdkb.dhcpmanager.bus;

/**
 * The error codes of RBUS, in the order of their numbers: {@code ordinal()} is the code on the
 * wire.
 */
public enum BusError {
  /** The call succeeded. */
  SUCCESS("ok"),
  /** Something failed that no other code names. */
  BUS_ERROR("generic error"),
  /** An argument makes no sense. */
  INVALID_INPUT("invalid input"),
  /** The bus is not open. */
  NOT_INITIALIZED("not initialized"),
  /** A bound was reached. */
  OUT_OF_RESOURCES("out of resources"),
  /** Nobody serves the name. */
  DESTINATION_NOT_FOUND("destination not found"),
  /** The provider is known but not reachable. */
  DESTINATION_NOT_REACHABLE("destination not reachable"),
  /** The provider failed to answer. */
  DESTINATION_RESPONSE_FAILURE("destination response failure"),
  /** The provider's answer could not be read. */
  INVALID_RESPONSE_FROM_DESTINATION("invalid response from destination"),
  /** The element does not support the operation. */
  INVALID_OPERATION("invalid operation"),
  /** No such event, or it cannot be subscribed in this form. */
  INVALID_EVENT("invalid event"),
  /** The handle is closed or foreign. */
  INVALID_HANDLE("invalid handle"),
  /** Another session is open. */
  SESSION_ALREADY_EXISTS("session already exists"),
  /** Another component has this name. */
  COMPONENT_NAME_DUPLICATE("duplicate component name"),
  /** The element is registered already. */
  ELEMENT_NAME_DUPLICATE("duplicate element name"),
  /** A name is missing in the request. */
  ELEMENT_NAME_MISSING("name missing"),
  /** No component of that name. */
  COMPONENT_DOES_NOT_EXIST("component does not exist"),
  /** No element of that name. */
  ELEMENT_DOES_NOT_EXIST("element name does not exist"),
  /** The caller may not do this. */
  ACCESS_NOT_ALLOWED("access denied"),
  /** The request fits no state of the provider. */
  INVALID_CONTEXT("invalid context"),
  /** No answer came in time. */
  TIMEOUT("timeout"),
  /** The answer comes later; never on the wire. */
  ASYNC_RESPONSE("async operation in progress"),
  /** No such method. */
  INVALID_METHOD("invalid method"),
  /** Nobody listens to the event. */
  NOSUBSCRIBERS("no subscribers"),
  /** The same subscription exists. */
  SUBSCRIPTION_ALREADY_EXIST("subscription already exists"),
  /** The name fits no place in the tree. */
  INVALID_NAMESPACE("invalid namespace"),
  /** No direct connection to close. */
  DIRECT_CON_NOT_EXIST("direct connection does not exist"),
  /** The parameter is read-only. */
  NOT_WRITABLE("not writable"),
  /** The parameter cannot be read. */
  NOT_READABLE("not readable"),
  /** The value has the wrong type. */
  INVALID_PARAMETER_TYPE("invalid parameter type"),
  /** The value is out of range, or another rule forbids it. */
  INVALID_PARAMETER_VALUE("invalid parameter value");

  private final String text;

  BusError(String text) {
    this.text = text;
  }

  /**
   * The number on the wire.
   *
   * @return 0 for success, otherwise 1…30
   */
  @SuppressWarnings("EnumOrdinal") // the constants stand in the order of the protocol's numbers
  public int code() {
    return ordinal();
  }

  /**
   * The words that stock tools print.
   *
   * @return a short lower-case text
   */
  public String text() {
    return text;
  }

  /**
   * The error with this number; numbers of no error read as {@link #BUS_ERROR}.
   *
   * @param code what came over the wire
   * @return never null
   */
  public static BusError of(int code) {
    BusError[] all = values();
    return code >= 0 && code < all.length ? all[code] : BUS_ERROR;
  }
}
