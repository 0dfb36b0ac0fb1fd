package org.rdkb.dhcpmanager.tr181;

import java.util.Optional;

/**
 * A parameter, as the XML states it.
 *
 * @param path with {@code {i}} in row positions
 * @param name its last word
 * @param key its path below the row that it belongs to
 * @param type type with bounds
 * @param flags access and the like
 * @param defaultText the value of a new row; absent: the component chooses
 * @param description for people
 */
record ParameterSchema(
    String path,
    String name,
    String key,
    ValueType type,
    Flags flags,
    Optional<String> defaultText,
    String description)
    implements SchemaNode {

  /**
   * What can be done with a parameter.
   *
   * @param writable it can be set
   * @param hidden it reads as nothing
   * @param command setting true acts; it reads false and is not stored
   * @param canDeny changes are not announced
   */
  record Flags(boolean writable, boolean hidden, boolean command, boolean canDeny) {}

  /** The value of a new row, before the component has chosen one. */
  Value initial() {
    return new Value(type.base(), defaultText.orElse(Value.nothing(type.base())));
  }
}
