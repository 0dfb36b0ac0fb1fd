package org.rdkb.dhcpmanager.rbus.broker;

import java.util.Collection;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.LogThrottle;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * Commands on the diagnostics topic: those that look are done, into the log; those that would
 * change or end the broker are ignored, since anybody on the bus can send them.
 */
final class Diagnostics {
  private static final Logger log = LogManager.getLogger(Diagnostics.class);
  private static final String COMMAND = "_rtrouted.inbox.diag.key";
  private static final int MOST_LINES = 200;

  private final Counts counts;
  private final LogThrottle throttle = new LogThrottle();

  Diagnostics(Counts counts) {
    this.counts = counts;
  }

  void take(Frame frame, Collection<Route> routes) {
    String command;
    try {
      command = ControlMessage.parse(frame.payload()).text(COMMAND).orElse("");
    } catch (MalformedException unreadable) {
      counts.one(BrokerCount.REFUSED);
      return;
    }
    switch (command) {
      case "heartbeat" -> {}
      case "logRoutingStats", "dumpBenchmarkData" -> stats(routes);
      case "logRoutingRoutes" -> routes(routes);
      case "logRoutingTopics" -> topics(routes);
      default -> counts.one(BrokerCount.IGNORED);
    }
  }

  private void stats(Collection<Route> routes) {
    if (throttle.admits()) {
      int topics = routes.stream().mapToInt(route -> route.topics.size()).sum();
      log.info("BUS-STATS routes={} topics={} counts={}", routes.size(), topics, counts.snapshot());
    }
  }

  private void routes(Collection<Route> routes) {
    if (throttle.admits()) {
      routes.stream()
          .limit(MOST_LINES)
          .forEach(
              route ->
                  log.info(
                      "BUS-ROUTE owner={} id={} expression={} topics={}",
                      route.owner.name(),
                      route.id,
                      route.expression,
                      route.topics.size()));
    }
  }

  private void topics(Collection<Route> routes) {
    if (throttle.admits()) {
      routes.stream()
          .flatMap(route -> route.topics.stream())
          .limit(MOST_LINES)
          .forEach(node -> log.info("BUS-TOPIC topic={}", node.topic()));
    }
  }
}
