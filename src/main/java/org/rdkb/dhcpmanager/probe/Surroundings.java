package org.rdkb.dhcpmanager.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a diagnosis asks the world. Each answer within its bound; an empty text: all is well. */
interface Surroundings {

  /** Why the interface cannot be used; empty if it can. */
  String link(String linuxInterface);

  /** What addresses the kernel has on the interface. */
  Set<InetAddress> addresses(String linuxInterface);

  /** The router of the default route of IPv6 on the interface. */
  Optional<InetAddress> router6(String linuxInterface);

  /** Why the neighbour does not answer on the link; empty if it does. */
  String neighbour(String linuxInterface, InetAddress from, InetAddress to, Duration atMost);

  /** Why the name server does not answer; empty if it does. */
  String nameServer(Optional<InetAddress> from, InetAddress server, Duration atMost);

  /** Why the bus does not answer; empty if it does. May take longer than it should. */
  String bus();
}
