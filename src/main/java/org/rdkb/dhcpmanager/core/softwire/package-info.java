/**
 * IPv4 over an IPv6-only network: what the containers of RFC 7598 mean. MAP-E (RFC 7597), MAP-T
 * (RFC 7599), Lightweight 4over6 (RFC 7596).
 *
 * <p>Pure: no threads, clock, files, sockets or logging; any thread may call; no state, so rows
 * cannot disturb each other. A container that cannot be used is a value too, with its reason. Start
 * reading at {@link org.rdkb.dhcpmanager.core.softwire.Softwire}.
 */
@NullMarked
package org.rdkb.dhcpmanager.core.softwire;

import org.jspecify.annotations.NullMarked;
