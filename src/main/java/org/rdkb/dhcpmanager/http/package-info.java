/**
 * HTTP for the shells that are asked over it: one server on a unix socket or on loopback, requests
 * and answers as values, server-sent events. Start reading at {@link
 * org.rdkb.dhcpmanager.http.HttpServer}.
 *
 * <p>The only room of Jetty. It is loaded where something is served over HTTP and nowhere else.
 *
 * <p>Every request is hostile: head and body, connections, threads, streams and waiting times are
 * bounded here; what a request may do is the handler's to decide.
 */
@NullMarked
package org.rdkb.dhcpmanager.http;

import org.jspecify.annotations.NullMarked;
