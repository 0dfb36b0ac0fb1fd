package org.rdkb.dhcpmanager.core.client;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;

/**
 * Everything a client process is started with.
 *
 * @param row for whom
 * @param configuration interface and options
 * @param requestedAddress the address to ask for first (option 50); absent: any
 */
public record ClientLaunch(
    RowId row, ClientConfiguration configuration, Optional<Ipv4Address> requestedAddress) {}
