package org.rdkb.dhcpmanager.tr181;

/**
 * Why something was not done.
 *
 * @param path the parameter, row or table that it is about, as the caller wrote it
 * @param code the kind of refusal
 * @param reason in words, without the path and without foreign values
 */
public record Refusal(String path, Code code, String reason) {

  /** The kinds of refusals. */
  public enum Code {
    /** No such parameter, row, table or command. */
    UNKNOWN,
    /** {@code *} where there is no table, or where none is allowed. */
    WILDCARD,
    /** The value is of another type. */
    TYPE,
    /** The value breaks its type or a rule. */
    VALUE,
    /** The parameter or table is read-only. */
    NOT_WRITABLE,
    /** It exists but has no value. */
    NOT_READABLE,
    /** Rows are asked for where there are none. */
    NO_TABLE,
    /** A bound is reached. */
    LIMIT,
    /** A rule forbids the operation, whatever the value. */
    RULE,
    /** The configuration could not be stored. */
    STORE
  }

  Refusal at(String otherPath) {
    return new Refusal(otherPath, code, reason);
  }
}
