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
import org.rdkb.dhcpmanager.rbus.wire.Stamp;

/** Decides where each frame goes, and serves the broker's own topics. Broker thread only. */
final class Switchboard {
  private static final Logger log = LogManager.getLogger(Switchboard.class);

  private static final int INVALID_ARGUMENT = 3;
  private static final int FULL = 1;
  private static final int LONGEST_EXPRESSION = 127;
  private static final int MOST_TOPICS = 16_384;
  private static final int MOST_FOUND = 65_536;

  private final Counts counts;
  private final Diagnostics diagnostics;
  private final LogThrottle throttle = new LogThrottle();
  private final OpenCalls calls = new OpenCalls();
  private final TopicTree tree = new TopicTree();
  private final Set<Route> all = new LinkedHashSet<>();
  private volatile int topics;

  Switchboard(Counts counts) {
    this.counts = counts;
    this.diagnostics = new Diagnostics(counts);
  }

  /** How many topics are registered. */
  int topics() {
    return topics;
  }

  /** Passes on, answers or turns around one frame. */
  void received(Subscriber from, Frame frame) {
    switch (frame.topic()) {
      case ControlTopic.SUBSCRIBE -> subscribe(from, frame);
      case ControlTopic.QUERY -> query(from, frame);
      case ControlTopic.TRACE -> trace(from, frame);
      case ControlTopic.ENUMERATE -> enumerate(from, frame);
      case ControlTopic.COMPONENTS -> components(frame);
      case ControlTopic.DIAGNOSTICS -> diagnostics.take(frame, all);
      // Advisories come from the broker alone; nobody keeps transaction times.
      case ControlTopic.ADVISORY, ControlTopic.TRANSACTION_TIME -> counts.one(BrokerCount.IGNORED);
      default -> relay(from, frame);
    }
  }

  /** Forgets a client, tells those who watch, and those who wait for an answer of it. */
  void gone(Subscriber client) {
    advise(true, client);
    for (Route route : client.routes.values()) {
      tree.removeRoute(route);
      all.remove(route);
    }
    client.routes.clear();
    topics = tree.topics();
    for (OpenCalls.Call call : calls.gone(client)) {
      counts.one(BrokerCount.ORPHANED);
      deliver(null, Frame.undeliverable(call.sequence(), call.flags(), call.requester().inbox));
    }
  }

  private void relay(Subscriber from, Frame frame) {
    stamp(frame, System.nanoTime());
    List<Route> receivers = deliver(from, frame);
    if (frame.has(Frame.RESPONSE)) {
      receivers.forEach(route -> calls.answered(route.owner, frame.sequence()));
    } else if (frame.has(Frame.REQUEST)) {
      if (receivers.isEmpty()) {
        counts.one(BrokerCount.UNDELIVERABLE);
        deliver(null, frame.undeliverable());
      } else if (frame.replyTopic().equals(from.inbox)) {
        calls.asked(
            from,
            frame.sequence(),
            frame.flags(),
            receivers.stream().map(route -> route.owner).toList());
      }
    }
  }

  /** What has come is passed on at once: between two of the times there is nothing. */
  private static void stamp(Frame frame, long now) {
    if (frame.has(Frame.RESPONSE)) {
      frame.stamped(Stamp.ANSWER_RECEIVED, now);
    } else if (frame.has(Frame.REQUEST)) {
      frame.stamped(Stamp.RECEIVED, now).stamped(Stamp.PASSED_ON, now);
    }
  }

  private List<Route> deliver(@Nullable Subscriber from, Frame frame) {
    List<Route> routes = tree.select(frame.topic());
    if (!routes.isEmpty()) {
      Parcel parcel = new Parcel(frame);
      for (Route route : routes) {
        route.owner.send(parcel, route.id);
        if (from != null) {
          from.pace(route.owner);
        }
      }
    }
    return routes;
  }

  private void answer(Frame request, ByteBuffer json) {
    if (request.has(Frame.REQUEST)) {
      deliver(
          null,
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
      topics = tree.topics();
      answer(frame, ControlJson.result(result));
    } else {
      remove(from, topic);
      from.places = from.routes.values().stream().mapToInt(route -> 1 + route.topics.size()).sum();
      topics = tree.topics();
      answer(frame, ControlJson.result(0));
    }
  }

  private int add(Subscriber from, String topic, int routeId) {
    if (from.places >= MOST_TOPICS || tree.isFull() || all.size() >= TopicTree.MOST_PLACES) {
      refused(from, "too many topics");
      return FULL;
    }
    Route existing = from.routes.get(routeId);
    if (existing != null) {
      TopicTree.Outcome outcome = tree.insert(topic, existing, true);
      if (outcome == TopicTree.Outcome.DONE) {
        from.places++;
      } else {
        refused(from, "topic " + topic + ": " + outcome);
      }
      return outcome.code;
    }
    Route route = new Route(from, routeId, topic);
    from.routes.put(routeId, route);
    from.places += 2;
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
      if (components.size() > MOST_FOUND) {
        answer(frame, ControlJson.result(1));
        return;
      }
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
    List<Route> watchers = tree.select(ControlTopic.ADVISORY);
    if (watchers.isEmpty()) {
      return;
    }
    ByteBuffer json = ControlJson.advisory(gone, about.inbox);
    Parcel notice = new Parcel(Frame.of(HeaderVariant.BASE, 0, 0, ControlTopic.ADVISORY, "", json));
    for (Route route : watchers) {
      if (route.owner != about) {
        route.owner.send(notice, route.id);
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
    counts.one(BrokerCount.REFUSED);
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
