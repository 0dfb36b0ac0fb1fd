package org.rdkb.dhcpmanager.core.fleet;

import org.rdkb.dhcpmanager.core.pool.AddressRange;

/**
 * What one pool needs.
 *
 * @param range its addresses
 * @param free how many of them this server can give at once
 */
public record Demand(AddressRange range, int free) {}
