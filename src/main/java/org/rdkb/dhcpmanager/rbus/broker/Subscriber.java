package org.rdkb.dhcpmanager.rbus.broker;

import java.util.LinkedHashMap;
import java.util.Map;

/** A client as the routing sees it: its routes, its inbox, and a way to hand it frames. */
abstract class Subscriber {
  final Map<Integer, Route> routes = new LinkedHashMap<>();
  String inbox = "";

  /** How many routes and topics it has. */
  int places;

  /** Queues a frame for one of its routes; never waits. */
  abstract void send(Parcel parcel, int route);

  /** Called when a frame of this one has gone to that reader: not too fast, if it is behind. */
  abstract void pace(Subscriber reader);

  /** How logs call it. */
  abstract String name();
}
