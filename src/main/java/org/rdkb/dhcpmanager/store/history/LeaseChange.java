package org.rdkb.dhcpmanager.store.history;

import java.time.Instant;
import java.util.SortedMap;
import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * One change of a lease file.
 *
 * @param row whose
 * @param at wall clock, when it was durable
 * @param cause why
 * @param before its lines before; empty if there was no file
 * @param after its lines since; empty if the file was removed
 */
public record LeaseChange(
    RowId row,
    Instant at,
    Cause cause,
    SortedMap<String, String> before,
    SortedMap<String, String> after) {}
