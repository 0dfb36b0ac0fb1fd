/**
 * Configuration and leases on disk, and the resolver's file.
 *
 * <p>Every file is replaced atomically and verified when read: a value that comes back is one that
 * was stored. What is damaged is set aside, never deleted, and the former version is used. Must not
 * know rows' states or the bus, and decides nothing about a lease. Runs on the caller's thread: one
 * writer per file at a time. Start reading at {@link org.rdkb.dhcpmanager.store.RecordFile}; the
 * files are named in {@link org.rdkb.dhcpmanager.store.StateFolder}.
 */
@NullMarked
package org.rdkb.dhcpmanager.store;

import org.jspecify.annotations.NullMarked;
