/**
 * The lease monitor: messages from client plugins become lease reports.
 *
 * <p>Owns the message format (specified byte by byte in {@code plugins/README.md}), the socket that
 * plugins hurry to, the spool folders that are the record, and the grammar of every field. It hands
 * a checked report to {@link org.rdkb.dhcpmanager.plugin.ReportSink} and decides nothing about the
 * row. It must not trust anything it reads: loopback is open to any local process.
 *
 * <p>Threads: {@code monitor} (one; reads socket and spool, checks, hands over) and {@code spool}
 * (one; waits for files and wakes the other); with a unix socket {@code monitor-unix}; JeroMQ adds
 * its own two, the JDK one for inotify. Start reading at {@link
 * org.rdkb.dhcpmanager.plugin.LeaseMonitor}; for the fields at {@link
 * org.rdkb.dhcpmanager.plugin.UdhcpcReport} and {@link org.rdkb.dhcpmanager.plugin.DibblerReport}.
 */
@NullMarked
package org.rdkb.dhcpmanager.plugin;

import org.jspecify.annotations.NullMarked;
