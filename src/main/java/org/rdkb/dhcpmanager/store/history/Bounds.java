package org.rdkb.dhcpmanager.store.history;

import java.time.Duration;

/**
 * How much history is kept.
 *
 * @param age older changes go
 * @param bytes beyond this size of the database the oldest changes go
 */
public record Bounds(Duration age, long bytes) {}
