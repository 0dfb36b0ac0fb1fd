package org.rdkb.dhcpmanager.rbus.broker;

import java.util.ArrayList;
import java.util.List;

/** One subscription of a client: what it was created for, and every topic that leads to it. */
final class Route {
  final Subscriber owner;
  final int id;
  final String expression;

  /** Nodes in the order of their registration; the first is the expression's own. */
  final List<TopicTree.Node> topics = new ArrayList<>();

  Route(Subscriber owner, int id, String expression) {
    this.owner = owner;
    this.id = id;
    this.expression = expression;
  }
}
