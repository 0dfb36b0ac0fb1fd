package org.rdkb.dhcpmanager.rbus.broker;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;

/** A client as the routing sees it: its routes, its inbox, and a way to hand it frames. */
abstract class Subscriber {
  final Map<Integer, Route> routes = new LinkedHashMap<>();
  String inbox = "";

  /** How much of the tree it holds. */
  int size() {
    return routes.values().stream().mapToInt(route -> 1 + route.topics.size()).sum();
  }

  /** Which header it speaks; known once it has sent something. */
  abstract HeaderVariant variant();

  /** Queues a whole frame; never waits. */
  abstract void send(ByteBuffer frame);

  /** How logs call it. */
  abstract String name();
}
