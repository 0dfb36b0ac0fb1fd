package org.rdkb.dhcpmanager.watch;

/**
 * A client process of the manager.
 *
 * @param row its row's path, with its dot
 * @param pid its number
 * @param startTicks when it started, in clock ticks since boot; tells it from a later one
 * @param isAdopted whether a manager before this one started it
 */
public record Child(String row, int pid, long startTicks, boolean isAdopted) {}
