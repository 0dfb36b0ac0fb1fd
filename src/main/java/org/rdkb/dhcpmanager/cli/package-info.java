/**
 * The command line: verbs, their output for people and for programs, exit codes.
 *
 * <p>Talks to the data model over {@link org.rdkb.dhcpmanager.bus.BusConsumer} only, so every verb
 * works against any provider and against a fake. Must not know how the bus or the daemon is made:
 * {@code Main} hands in a {@link org.rdkb.dhcpmanager.cli.BusFactory} and a {@link
 * org.rdkb.dhcpmanager.cli.DaemonRunner}. Runs on the main thread; events arrive on a thread of the
 * bus. Start reading at {@link org.rdkb.dhcpmanager.cli.Dhcpmgr}.
 */
@NullMarked
package org.rdkb.dhcpmanager.cli;

import org.jspecify.annotations.NullMarked;
