/**
 * The data-model engine: schema, paths, values, rules, rows and transactions of TR-181.
 *
 * <p>The XML in the folder {@code tr181} alone states a parameter's type, range, access and
 * default; the bindings here alone say how to get or set it, by kind, one line for each. Reads
 * resolve against one immutable {@link org.rdkb.dhcpmanager.tr181.RowTree} behind a volatile
 * reference and against row snapshots; they never block. Writers take turns under one lock:
 * validate, store, swap, notify. Knows the core only, no bus, file or process; what it needs of
 * them are the ports {@link org.rdkb.dhcpmanager.tr181.ClientRows}, {@link
 * org.rdkb.dhcpmanager.tr181.ConfigurationStore}, {@link
 * org.rdkb.dhcpmanager.tr181.ConfigurationListener} and {@link
 * org.rdkb.dhcpmanager.tr181.WallClock}. Calls may come from any thread; nothing here starts one.
 *
 * <p>Start reading at {@link org.rdkb.dhcpmanager.tr181.DataModel}, then the file {@code
 * Dhcpv4ClientBindings}.
 */
@NullMarked
package org.rdkb.dhcpmanager.tr181;

import org.jspecify.annotations.NullMarked;
