package org.rdkb.dhcpmanager.bus;

/**
 * A named value.
 *
 * @param name full path of a parameter, or the name of a field in an event or an argument list
 * @param value its value
 */
public record BusProperty(String name, BusValue value) {}
