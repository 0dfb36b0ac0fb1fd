package org.rdkb.dhcpmanager.core.option.v6;

import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * An option that nobody here interprets; it survives a round trip.
 *
 * @param code 0…65535
 * @param payload any octets
 */
public record Opaque(int code, Octets payload) implements Option6 {}
