/**
 * Tables, JSON lines and values as people and programs see them.
 *
 * <p>Owns everything that is printed on a terminal: whatever servers sent leaves here harmless.
 * Must not talk to the bus. Runs on the caller's thread. Start reading at {@link
 * org.rdkb.dhcpmanager.cli.text.Shown}.
 */
@NullMarked
package org.rdkb.dhcpmanager.cli.text;

import org.jspecify.annotations.NullMarked;
