/**
 * What people and programs see of the manager over HTTP: status page, JSON API, server-sent events,
 * metrics, health. What it shows of rows is read from the data model, whose reads never block, so
 * it is what the bus shows; what lies behind that (processes, histories, latencies) comes from the
 * {@link org.rdkb.dhcpmanager.watch.Sources}. What changes something asks for a token first.
 *
 * <p>Owns the streams that are open, the rows that have changed since they were last told, and the
 * last events. Must not know another shell: those tell by values. Runs on the threads of its HTTP
 * server and one of its own, {@code watch}. The page is the files beside this package's classes:
 * {@code page.js} takes what the manager tells, and there is one file for each view. Start reading
 * at {@link org.rdkb.dhcpmanager.watch.Watch}.
 */
@NullMarked
package org.rdkb.dhcpmanager.watch;

import org.jspecify.annotations.NullMarked;
