package org.rdkb.dhcpmanager.store.history;

/**
 * What became of the changes, since the start.
 *
 * @param written changes in the database
 * @param lost changes that found no room in the queue, or no database to go to
 * @param transactions how many forced writes these were: the wear of the flash
 */
public record HistoryCounters(long written, long lost, long transactions) {}
