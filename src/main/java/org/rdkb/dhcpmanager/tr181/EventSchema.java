package org.rdkb.dhcpmanager.tr181;

/** An event: a vendor property that can be read and subscribed. */
record EventSchema(String path, String name, String description) implements SchemaNode {}
