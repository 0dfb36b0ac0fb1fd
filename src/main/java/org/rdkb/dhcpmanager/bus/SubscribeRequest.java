package org.rdkb.dhcpmanager.bus;

/**
 * What a consumer wants to hear of.
 *
 * @param event an event, a parameter, or a table with trailing dot; {@code *} in row positions
 * @param initialValue deliver the present value first, as part of the answer
 */
public record SubscribeRequest(String event, boolean initialValue) {}
