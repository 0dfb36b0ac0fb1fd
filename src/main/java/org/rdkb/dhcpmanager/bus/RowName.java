package org.rdkb.dhcpmanager.bus;

/**
 * A row of a table.
 *
 * @param instance its number, positive
 * @param alias its alias; empty if it has none
 */
public record RowName(int instance, String alias) {}
