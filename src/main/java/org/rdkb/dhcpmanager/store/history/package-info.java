/**
 * What became of every lease: a SQLite database {@code history.db} in the state folder.
 *
 * <p>Owns the database and its one writer, a thread {@code history}. Nothing else depends on it: a
 * lease is applied, stored and told whether or not its history can be written, and a boot reads the
 * lease files only. Bounded by age and size; what cannot be written is counted. Start reading at
 * {@link org.rdkb.dhcpmanager.store.history.LeaseHistory}.
 */
@NullMarked
package org.rdkb.dhcpmanager.store.history;

import org.jspecify.annotations.NullMarked;
