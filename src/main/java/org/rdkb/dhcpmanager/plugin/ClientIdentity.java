package org.rdkb.dhcpmanager.plugin;

import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * Whose plugin may speak with a token.
 *
 * @param row the row that the client was started for
 * @param linuxInterface the interface that it was started on; a message about another is refused
 */
public record ClientIdentity(RowId row, String linuxInterface) {}
