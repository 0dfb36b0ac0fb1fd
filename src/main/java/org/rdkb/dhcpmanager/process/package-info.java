/**
 * Client processes: starts udhcpc, dibbler-client or dhcpcd, signals it, takes it over after a
 * restart, sees it end.
 *
 * <p>Owns the run folder of each row (token, identity of the client, pid file, output). Decides
 * nothing about leases or retries, parses no lease, never signals a process that is not provably
 * the one meant.
 *
 * <p>Threads: one, {@code children}, which reports ends and keeps output files short; all else runs
 * on the row's lane. Start reading at {@link org.rdkb.dhcpmanager.process.ProcessLauncher} and
 * {@link org.rdkb.dhcpmanager.process.ClientDriver}.
 */
@NullMarked
package org.rdkb.dhcpmanager.process;

import org.jspecify.annotations.NullMarked;
