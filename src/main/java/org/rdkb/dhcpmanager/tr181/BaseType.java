package org.rdkb.dhcpmanager.tr181;

import java.util.Optional;

/** The base types of the data model; {@link #word()} is the element name in the XML. */
public enum BaseType {
  /** True or false. */
  BOOLEAN("boolean"),
  /** 32 bits, signed. */
  INT("int"),
  /** 32 bits, unsigned. */
  UNSIGNED_INT("unsignedInt"),
  /** 64 bits, unsigned. */
  UNSIGNED_LONG("unsignedLong"),
  /** Text. */
  STRING("string"),
  /** Date and time, UTC. */
  DATE_TIME("dateTime"),
  /** Octets as hexadecimal digits. */
  HEX_BINARY("hexBinary");

  private final String word;

  BaseType(String word) {
    this.word = word;
  }

  /**
   * The word of the data model.
   *
   * @return exact TR-106 spelling
   */
  public String word() {
    return word;
  }

  static Optional<BaseType> of(String word) {
    for (BaseType type : values()) {
      if (type.word.equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  boolean isNumber() {
    return this == INT || this == UNSIGNED_INT || this == UNSIGNED_LONG;
  }
}
