package org.rdkb.dhcpmanager.tr181;

/** An entry of the schema. */
sealed interface SchemaNode permits ObjectSchema, ParameterSchema, CommandSchema, EventSchema {

  /** The full path with {@code {i}} in row positions; objects and tables end in a dot. */
  String path();

  /** The last word of the path: {@code Enable}, {@code Client}, {@code Renew()}. */
  String name();

  /** For people. */
  String description();
}
