/**
 * The pure-Java broker: passes frames between clients by topic.
 *
 * <p>Owns the listening socket, the clients, their bounded queues, and the tree of topics. Must not
 * look into payloads other than the broker's own JSON messages. One thread, {@code broker}, does
 * all of it and waits for nothing but its selector. Start reading at {@link
 * org.rdkb.dhcpmanager.rbus.broker.Broker}.
 */
@NullMarked
package org.rdkb.dhcpmanager.rbus.broker;

import org.jspecify.annotations.NullMarked;
