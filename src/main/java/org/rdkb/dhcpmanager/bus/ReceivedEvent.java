package org.rdkb.dhcpmanager.bus;

/**
 * An event as a consumer gets it.
 *
 * @param subscribedName the name given when subscribing
 * @param element the concrete element; equals the subscribed name unless that had a wildcard
 * @param type what kind of event
 * @param data what the provider sent; empty if nothing
 */
public record ReceivedEvent(String subscribedName, String element, Type type, BusObject data) {

  /** The kinds of events. */
  public enum Type {
    /** A row was added: {@code rowName}, {@code instNum}, {@code alias}. */
    OBJECT_CREATED,
    /** A row was deleted: {@code rowName}. */
    OBJECT_DELETED,
    /** A parameter changed: {@code value}, {@code oldValue}, {@code by}. */
    VALUE_CHANGED,
    /** Application-defined. */
    GENERAL,
    /** The present value, right after subscribing. */
    INITIAL_VALUE,
    /** Periodic. */
    INTERVAL,
    /** The last of a limited periodic subscription. */
    DURATION_COMPLETE;

    /**
     * The number on the wire.
     *
     * @return 0…6
     */
    @SuppressWarnings("EnumOrdinal") // the constants stand in the order of the protocol's numbers
    public int code() {
      return ordinal();
    }
  }
}
