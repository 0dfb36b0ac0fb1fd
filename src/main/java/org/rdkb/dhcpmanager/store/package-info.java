/**
 * Configuration and leases on disk, and the resolver's file.
 *
 * <p>Every file is replaced atomically and verified when read. Must not know rows or the bus. Runs
 * on the caller's thread. Start reading at {@code RecordFile}.
 */
@NullMarked
package org.rdkb.dhcpmanager.store;

import org.jspecify.annotations.NullMarked;
