package org.rdkb.dhcpmanager.core.option.v6;

import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * An option that was refused. It stays visible, so that a lease can say what was wrong with it.
 *
 * @param code its code, 0 if not even that could be read
 * @param payload what there was of its payload
 * @param reason what is wrong, for an operator
 */
public record Malformed(int code, Octets payload, String reason) implements Option6 {}
