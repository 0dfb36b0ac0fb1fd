/**
 * The bus through librbus, the C library of RDK-B, by JNA: provider and consumer behind {@link
 * org.rdkb.dhcpmanager.bus.Bus}.
 *
 * <p>Owns every call into the library, every callback out of it, and what keeps both safe: native
 * memory is copied before a callback returns, nothing that Java throws reaches C, rows change on
 * the library's own thread only, and a broker that came back gets everything again. Handlers run on
 * the thread {@code bus-callback}, which belongs to the library: they read snapshots and ask the
 * bus nothing; changes are made on {@code bus-change}, since a disk may hang. The library has one
 * connection and one such thread per process. Start reading at {@link
 * org.rdkb.dhcpmanager.rbus.librbus.LibrbusBus}.
 */
@NullMarked
package org.rdkb.dhcpmanager.rbus.librbus;

import org.jspecify.annotations.NullMarked;
