/**
 * Tables, JSON lines and leases on a terminal.
 *
 * <p>Owns everything that is printed there: whatever servers sent leaves here harmless, by {@link
 * org.rdkb.dhcpmanager.bus.view.Shown}. Must not talk to the bus. Runs on the caller's thread.
 * Start reading at {@link org.rdkb.dhcpmanager.cli.text.Console}.
 */
@NullMarked
package org.rdkb.dhcpmanager.cli.text;

import org.jspecify.annotations.NullMarked;
