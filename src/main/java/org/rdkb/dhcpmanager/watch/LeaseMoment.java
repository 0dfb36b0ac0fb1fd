package org.rdkb.dhcpmanager.watch;

import java.time.Instant;

/**
 * One change in the life of a row's lease.
 *
 * @param at wall clock
 * @param cause {@code obtained}, {@code renewed}, {@code replaced}, {@code released}, {@code
 *     ended}, {@code noted} or {@code row deleted}
 * @param before what was leased until then; empty if nothing
 * @param after what has been leased since; empty if nothing
 */
public record LeaseMoment(Instant at, String cause, String before, String after) {}
