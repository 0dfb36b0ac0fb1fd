package org.rdkb.dhcpmanager.tr181;

/**
 * A row of a table.
 *
 * @param instance its number
 * @param alias its alias
 */
public record RowRef(int instance, String alias) {}
