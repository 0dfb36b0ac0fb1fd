package org.rdkb.dhcpmanager.bus;

/** The value types of RBUS, in the order of their numbers (0x500 and up). */
public enum BusType {
  /** True or false. */
  BOOLEAN,
  /** One signed character. */
  CHAR,
  /** One unsigned octet. */
  BYTE,
  /** 8 bits, signed. */
  INT8,
  /** 8 bits, unsigned. */
  UINT8,
  /** 16 bits, signed. */
  INT16,
  /** 16 bits, unsigned. */
  UINT16,
  /** 32 bits, signed. */
  INT32,
  /** 32 bits, unsigned. */
  UINT32,
  /** 64 bits, signed. */
  INT64,
  /** 64 bits, unsigned. */
  UINT64,
  /** IEEE 754, 32 bits. */
  SINGLE,
  /** IEEE 754, 64 bits. */
  DOUBLE,
  /** Date and time with a zone. */
  DATETIME,
  /** Text. */
  STRING,
  /** Octets. */
  BYTES,
  /** A list of properties. */
  PROPERTY,
  /** An object. */
  OBJECT,
  /** No value. */
  NONE;

  /**
   * The number on the wire.
   *
   * @return 0x500 and up
   */
  @SuppressWarnings("EnumOrdinal") // the constants stand in the order of the protocol's numbers
  public int code() {
    return 0x500 + ordinal();
  }
}
