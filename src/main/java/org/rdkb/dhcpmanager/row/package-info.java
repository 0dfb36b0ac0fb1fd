/**
 * The owner of every client row: mailbox, deadlines, effects, snapshots.
 *
 * <p>One thread, {@code rows}, runs the client machine for all rows; nobody else touches their
 * state. Readers take an immutable snapshot through one volatile reference per row and never wait.
 * Effects run on {@link org.rdkb.dhcpmanager.row.EffectLanes}: in order within a row, rows beside
 * each other, so that a stuck one holds up no other. Must not know how an effect is carried out:
 * that is behind the ports of {@code core.client}. Start reading at {@link
 * org.rdkb.dhcpmanager.row.RowOwner}.
 */
@NullMarked
package org.rdkb.dhcpmanager.row;

import org.jspecify.annotations.NullMarked;
