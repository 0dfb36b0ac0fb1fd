package org.rdkb.dhcpmanager.tr181;

/** A command: {@code Renew()}. */
record CommandSchema(String path, String name, String description) implements SchemaNode {}
