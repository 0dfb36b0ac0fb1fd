package org.rdkb.dhcpmanager.tr181;

/**
 * A name in the tree.
 *
 * @param path concrete; objects, tables and rows end in a dot
 * @param kind what it is
 * @param writable a parameter can be set; rows of a table can be added and deleted
 * @param notifies changes are announced
 */
public record NameEntry(String path, Kind kind, boolean writable, boolean notifies) {

  /** What a name stands for. */
  public enum Kind {
    /** An object that is no table and no row. */
    OBJECT,
    /** A table. */
    TABLE,
    /** A row. */
    ROW,
    /** A parameter. */
    PARAMETER,
    /** A readable event. */
    EVENT,
    /** A command. */
    COMMAND
  }

  static NameEntry of(SchemaNode node, String path) {
    if (node instanceof ParameterSchema parameter) {
      return new NameEntry(
          path, Kind.PARAMETER, parameter.flags().writable(), !parameter.flags().canDeny());
    }
    if (node instanceof ObjectSchema object) {
      return new NameEntry(
          path,
          object.isTable() ? Kind.TABLE : Kind.OBJECT,
          object.isTable() && object.head().writable(),
          object.isTable());
    }
    return new NameEntry(
        path,
        node instanceof EventSchema ? Kind.EVENT : Kind.COMMAND,
        false,
        node instanceof EventSchema);
  }
}
