package org.rdkb.dhcpmanager.core.client;

import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * An option that the client puts into its messages.
 *
 * @param code 1…254
 * @param payload 0…255 octets
 */
public record SentOption(int code, Octets payload) {}
