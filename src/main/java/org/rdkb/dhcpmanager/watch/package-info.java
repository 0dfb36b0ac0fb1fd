/**
 * What people and programs see of the manager over HTTP: status page, JSON API, server-sent events,
 * metrics, health. All of it is read from the data model, whose reads never block, so it shows what
 * the bus shows; what changes something asks for a token first.
 *
 * <p>Owns the streams that are open and the rows that have changed since they were last told. Must
 * not know another shell: figures of those come as values. Runs on the threads of its HTTP server
 * and one of its own, {@code watch}. Start reading at {@link org.rdkb.dhcpmanager.watch.Watch}.
 */
@NullMarked
package org.rdkb.dhcpmanager.watch;

import org.jspecify.annotations.NullMarked;
