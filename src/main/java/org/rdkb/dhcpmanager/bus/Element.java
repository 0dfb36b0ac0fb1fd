package org.rdkb.dhcpmanager.bus;

import java.util.Set;

/**
 * One entry of the tree as discovery reports it.
 *
 * @param name full path; objects, tables and rows end in a dot. In a registration tables are {@code
 *     X.{i}.} and everything below them carries {@code {i}}
 * @param kind what it is
 * @param access what can be done with it
 */
public record Element(String name, Kind kind, Set<Access> access) {
  /** Takes a copy of the set. */
  public Element {
    access = Set.copyOf(access);
  }

  /** What an element is. */
  public enum Kind {
    /** An object or a row. */
    OBJECT,
    /** A parameter. */
    PROPERTY,
    /** A table. */
    TABLE,
    /** An event. */
    EVENT,
    /** A method. */
    METHOD;

    /**
     * The number on the wire.
     *
     * @return 0…4
     */
    @SuppressWarnings("EnumOrdinal") // the constants stand in the order of the protocol's numbers
    public int code() {
      return ordinal();
    }
  }

  /** What can be done with an element. */
  public enum Access {
    /** Its value can be read. */
    GET,
    /** Its value can be set. */
    SET,
    /** Rows can be added. */
    ADD_ROW,
    /** Rows can be deleted. */
    REMOVE_ROW,
    /** Events about it can be subscribed. */
    SUBSCRIBE,
    /** It can be invoked. */
    INVOKE;

    /**
     * The bit on the wire.
     *
     * @return 1, 2, 4 … 32
     */
    @SuppressWarnings("EnumOrdinal") // the constants stand in the order of the protocol's bits
    public int bit() {
      return 1 << ordinal();
    }
  }
}
