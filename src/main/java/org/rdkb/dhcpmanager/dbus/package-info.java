/**
 * D-Bus as a second bus beside {@code rbus}: the same tree, sets, rows, methods and events as
 * {@code org.rdkb.DhcpManager1}, for systems without RBUS.
 *
 * <p>Owns one connection to a bus daemon, and the interface that stands in {@code
 * introspection.xml}. It decides nothing: requests go to {@link org.rdkb.dhcpmanager.bus.Provider},
 * who may ask at all is the bus daemon's policy. The library dbus-java connects, authenticates and
 * marshals; its own queues have no bound, so what waits, how much is read and who answers is said
 * here. Its jars are optional, and nothing of it may be loaded before {@link
 * org.rdkb.dhcpmanager.dbus.Dbus#start}. Threads: {@code dbus} reads and answers gets, {@code
 * dbus-calls} waits for the disk, {@code dbus-writer} for the bus. Start reading at {@link
 * org.rdkb.dhcpmanager.dbus.Dbus}, then {@code Desk}.
 */
@NullMarked
package org.rdkb.dhcpmanager.dbus;

import org.jspecify.annotations.NullMarked;
