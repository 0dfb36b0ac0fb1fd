package org.rdkb.dhcpmanager.rbus.broker;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.LogThrottle;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Decides where each frame goes, and serves the broker's own topics. Broker thread only. */
final class Switchboard {
  private static final Logger log = LogManager.getLogger(Switchboard.class);

  private static final int INVALID_ARGUMENT = 3;
  private static final int FULL = 1;
  private static final int LONGEST_EXPRESSION = 127;
  private static final int MOST_TOPICS = 16_384;

  private final LogThrottle throttle = new LogThrottle();
  private final TopicTree tree = new TopicTree();
  private final Set<Route> all = new LinkedHashSet<>();

  /** Passes on, answers or turns around one frame. */
  void received(Subscriber from, Frame frame) {
    switch (frame.topic()) {
      case ControlTopic.SUBSCRIBE -> subscribe(from, frame);
      case ControlTopic.QUERY -> query(from, frame);
      case ControlTopic.TRACE -> trace(from, frame);
      case ControlTopic.ENUMERATE -> enumerate(from, frame);
      case ControlTopic.COMPONENTS -> components(frame);
      // Diagnostics are ignored; advisories come from the broker alone.
      case ControlTopic.DIAGNOSTICS, ControlTopic.ADVISORY ->
          log.debug("BUS-IGNORED client={} topic={}", from.name(), frame.topic());
      default -> relay(frame);
    }
  }

  /** Forgets a client and tells those who watch. */
  void gone(Subscriber client) {
    advise(true, client);
    for (Route route : client.routes.values()) {
      tree.removeRoute(route);
      all.remove(route);
    }
    client.routes.clear();
  }

  private void relay(Frame frame) {
    if (!deliver(frame) && frame.has(Frame.REQUEST)) {
      deliver(frame.undeliverable());
    }
  }

  private boolean deliver(Frame frame) {
    List<Route> routes = tree.select(frame.topic());
    for (Route route : routes) {
      route.owner.send(frame.relayed(route.owner.variant(), route.id));
    }
    return !routes.isEmpty();
  }

  private void answer(Frame request, ByteBuffer json) {
    if (request.has(Frame.REQUEST)) {
      deliver(
          Frame.of(
              HeaderVariant.BASE,
              request.sequence(),
              Frame.RESPONSE,
              request.replyTopic(),
              request.topic(),
              json));
    }
  }

  private void subscribe(Subscriber from, Frame frame) {
    ControlMessage message;
    try {
      message = ControlMessage.parse(frame.payload());
    } catch (MalformedException broken) {
      refused(from, String.valueOf(broken.getMessage()));
      answer(frame, ControlJson.result(INVALID_ARGUMENT));
      return;
    }
    String topic = message.text("topic").orElse("");
    if (message.number("add").isEmpty()
        || message.number("route_id").isEmpty()
        || message.text("topic").isEmpty()
        || !isUsable(topic)) {
      refused(from, "field missing or unusable");
      answer(frame, ControlJson.result(INVALID_ARGUMENT));
    } else if (message.number("add").getAsInt() == 1) {
      int result = add(from, topic, message.number("route_id").getAsInt());
      answer(frame, ControlJson.result(result));
    } else {
      remove(from, topic);
      answer(frame, ControlJson.result(0));
    }
  }

  private int add(Subscriber from, String topic, int routeId) {
    if (from.size() >= MOST_TOPICS) {
      refused(from, "more than " + MOST_TOPICS + " topics");
      return FULL;
    }
    Route existing = from.routes.get(routeId);
    if (existing != null) {
      TopicTree.Outcome outcome = tree.insert(topic, existing, true);
      if (outcome != TopicTree.Outcome.DONE) {
        refused(from, "topic " + topic + ": " + outcome);
      }
      return outcome.code;
    }
    Route route = new Route(from, routeId, topic);
    from.routes.put(routeId, route);
    all.add(route);
    if (tree.insert(topic, route, false) != TopicTree.Outcome.DONE) {
      // Stock clients await no answer here and go on; the route exists, but nothing leads to it.
      refused(from, "topic " + topic + " is unusable");
    }
    if (from.inbox.isEmpty() && topic.contains(".INBOX.")) {
      from.inbox = topic;
      advise(false, from);
    }
    return 0;
  }

  private void remove(Subscriber from, String topic) {
    for (Route route : List.copyOf(from.routes.values())) {
      if (route.expression.equals(topic)) {
        tree.removeRoute(route);
        all.remove(route);
        from.routes.remove(route.id);
        return;
      }
    }
    for (Route route : from.routes.values()) {
      tree.removeTopic(topic, route);
    }
  }

  private void query(Subscriber from, Frame frame) {
    String expression = text(from, frame, "expression");
    if (expression == null || !isUsable(expression)) {
      answer(frame, ControlJson.result(1));
      return;
    }
    List<String> components =
        tree.below(expression).stream().map(route -> route.topics.get(0).topic()).toList();
    answer(frame, ControlJson.found(components.size(), components));
  }

  private void trace(Subscriber from, Frame frame) {
    int count = 0;
    List<String> elements = List.of();
    try {
      ControlMessage message = ControlMessage.parse(frame.payload());
      count = message.number("count").orElse(0);
      elements = message.items();
    } catch (MalformedException broken) {
      refused(from, String.valueOf(broken.getMessage()));
    }
    if (count <= 0 || elements.size() < count) {
      answer(frame, ControlJson.result(1));
      return;
    }
    // Requesters take the first count for that of every element.
    int first = -1;
    List<String> components = new ArrayList<>();
    for (String element : elements.subList(0, count)) {
      List<Route> routes = tree.select(element);
      first = first < 0 ? routes.size() : first;
      routes.forEach(route -> components.add(route.expression));
    }
    answer(frame, ControlJson.found(first, components));
  }

  private void enumerate(Subscriber from, Frame frame) {
    String component = text(from, frame, "expression");
    if (component == null) {
      return;
    }
    List<String> topics =
        all.stream()
            .filter(route -> route.expression.equals(component))
            .findFirst()
            .map(route -> route.topics.stream().map(TopicTree.Node::topic).toList())
            .orElse(List.of());
    answer(frame, ControlJson.listed(topics));
  }

  private void components(Frame frame) {
    answer(
        frame,
        ControlJson.listed(
            all.stream()
                .map(route -> route.expression)
                .filter(name -> !name.isEmpty() && !name.startsWith("_"))
                .toList()));
  }

  private void advise(boolean gone, Subscriber about) {
    ByteBuffer json = ControlJson.advisory(gone, about.inbox);
    for (Route route : tree.select(ControlTopic.ADVISORY)) {
      if (route.owner != about) {
        Frame notice = Frame.of(HeaderVariant.BASE, 0, 0, ControlTopic.ADVISORY, "", json);
        route.owner.send(notice.relayed(route.owner.variant(), route.id));
      }
    }
  }

  private @Nullable String text(Subscriber from, Frame frame, String key) {
    try {
      return ControlMessage.parse(frame.payload()).text(key).orElse(null);
    } catch (MalformedException broken) {
      refused(from, String.valueOf(broken.getMessage()));
      return null;
    }
  }

  private void refused(Subscriber from, String reason) {
    if (throttle.admits()) {
      log.warn(
          "BUS-CONTROL-REFUSED client={} reason={} count={}",
          from.name(),
          reason,
          throttle.count());
    }
  }

  private static boolean isUsable(String topic) {
    return topic.length() <= LONGEST_EXPRESSION
        && topic.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
  }
}
