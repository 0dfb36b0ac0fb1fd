/**
 * Networks of containers: the remote driver protocol of libnetwork, which Docker speaks over HTTP.
 *
 * <p>A network is a bridge, a link of the machine or a CAN bus, an endpoint a cable between it and
 * the container or a macvlan. Both are rows of {@code Device.X_DHCPMGR_Attachment.}, so they are
 * stored, shown and made as any declared link; a container's DHCP client is a row of {@code
 * Device.DHCPv4.Client.}. Here is only what the engine asks and what it is answered. Never asks the
 * engine anything.
 *
 * <p>Threads: those of the HTTP server; several requests at once. Start reading at {@link
 * org.rdkb.dhcpmanager.attach.container.NetworkDriver}.
 */
@NullMarked
package org.rdkb.dhcpmanager.attach.container;

import org.jspecify.annotations.NullMarked;
