package org.rdkb.dhcpmanager.rbus.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Topics as a tree of the words between their dots, and the routes that hang on them.
 *
 * <p>A table is a node whose only child is the row placeholder, a word that begins with a brace.
 * Below a table every word matches it: number, alias, wildcard. A trailing dot makes no word.
 */
final class TopicTree {
  /** Most dots in a topic; stock keeps 32 words. */
  static final int MOST_DOTS = 32;

  /** Most nodes and memories of what lies below them: about 20 MiB. */
  static final int MOST_PLACES = 98_304;

  private final Node root = new Node(null, "");
  private int places;
  private int topics;

  /** How many topics are registered. */
  int topics() {
    return topics;
  }

  /** Whether nothing more can be registered. */
  boolean isFull() {
    return places >= MOST_PLACES;
  }

  /** What became of an insertion; the number is the one that goes on the wire. */
  enum Outcome {
    DONE(0),
    BAD_NAME(12),
    DUPLICATE(1001),
    CONFLICT(1003);

    final int code;

    Outcome(int code) {
      this.code = code;
    }
  }

  /** One word in its place. */
  static final class Node {
    private final @Nullable Node parent;
    private final String word;
    private final Map<String, Node> children = new LinkedHashMap<>();
    private final List<Route> own = new ArrayList<>();
    // How many topics of a route are registered below; in the order of their arrival.
    private final Map<Route, Integer> below = new LinkedHashMap<>();

    private Node(@Nullable Node parent, String word) {
      this.parent = parent;
      this.word = word;
    }

    /** The topic in the spelling of the tree, without trailing dot. */
    String topic() {
      Node up = parent;
      return up == null || up.parent == null ? word : up.topic() + "." + word;
    }

    private @Nullable Node placeholder() {
      Node first = children.isEmpty() ? null : children.values().iterator().next();
      return first != null && first.word.startsWith("{") ? first : null;
    }

    private boolean isVacant() {
      return own.isEmpty() && below.isEmpty();
    }
  }

  /** Adds a topic to a route; with {@code alone} only where nobody else has it. */
  Outcome insert(String topic, Route route, boolean alone) {
    List<String> words = words(topic);
    if (words.isEmpty()) {
      return Outcome.BAD_NAME;
    }
    Node node = root;
    for (String word : words) {
      Node next = step(node, word);
      if (next == null && conflicts(node, word)) {
        prune(node);
        return Outcome.CONFLICT;
      }
      if (next == null) {
        next = new Node(node, word);
        node.children.put(word, next);
        places++;
      }
      node = next;
    }
    if (alone && !node.own.isEmpty()) {
      return Outcome.DUPLICATE;
    }
    node.own.add(route);
    route.topics.add(node);
    topics++;
    for (Node up = node.parent; up != null; up = up.parent) {
      if (up.below.merge(route, 1, Integer::sum) == 1) {
        places++;
      }
    }
    return Outcome.DONE;
  }

  private static @Nullable Node step(Node node, String word) {
    Node same = node.children.get(word);
    if (same != null) {
      return same;
    }
    Node row = node.placeholder();
    boolean rowReference =
        !word.isEmpty() && (Character.isDigit(word.charAt(0)) || "[*".indexOf(word.charAt(0)) >= 0);
    return row != null && rowReference ? row : null;
  }

  /**
   * A placeholder has no siblings; nor may a parameter become a table, or requests for it would
   * land with the table's owner.
   */
  private static boolean conflicts(Node node, String word) {
    if (word.startsWith("{")) {
      return !node.children.isEmpty() || !node.own.isEmpty();
    }
    return node.placeholder() != null;
  }

  /** The routes that a message to this topic goes to. */
  List<Route> select(String topic) {
    Node node = find(topic);
    if (node == null) {
      return List.of();
    }
    if (topic.endsWith(".")) {
      return List.copyOf(node.below.keySet());
    }
    Node row = node.placeholder();
    return List.copyOf(row == null ? node.own : row.own);
  }

  /** The routes with something below this path; a trailing dot makes no difference. */
  List<Route> below(String path) {
    Node node = find(path);
    return node == null ? List.of() : List.copyOf(node.below.keySet());
  }

  private @Nullable Node find(String topic) {
    Node node = root;
    List<String> words = words(topic);
    for (String word : words) {
      Node next = node.children.get(word);
      if (next == null) {
        next = node.placeholder();
      }
      if (next == null && word.startsWith("{") && !node.children.isEmpty()) {
        next = node.children.values().iterator().next();
      }
      if (next == null) {
        return null;
      }
      node = next;
    }
    return words.isEmpty() ? null : node;
  }

  /** Takes a route's topics away that are this one or lie below it; others stay. */
  void removeTopic(String topic, Route route) {
    Node node = find(topic);
    if (node == null) {
      return;
    }
    for (Node registered : List.copyOf(route.topics)) {
      if (isAtOrBelow(registered, node)) {
        route.topics.remove(registered);
        detach(registered, route);
      }
    }
  }

  /** Takes all topics of a route away. */
  void removeRoute(Route route) {
    for (Node node : route.topics) {
      detach(node, route);
    }
    route.topics.clear();
  }

  private static boolean isAtOrBelow(Node node, Node top) {
    for (Node up = node; up != null; up = up.parent) {
      if (up == top) {
        return true;
      }
    }
    return false;
  }

  private void detach(Node node, Route route) {
    node.own.remove(route);
    topics--;
    for (Node up = node.parent; up != null; up = up.parent) {
      if (up.below.computeIfPresent(route, (r, count) -> count == 1 ? null : count - 1) == null) {
        places--;
      }
    }
    prune(node);
  }

  private void prune(Node from) {
    Node node = from;
    while (node.parent != null && node.isVacant()) {
      if (node.parent.children.remove(node.word, node)) {
        places--;
      }
      node = node.parent;
    }
  }

  /** The words of a topic; none if it is unusable. */
  private static List<String> words(String topic) {
    List<String> words = new ArrayList<>(8);
    int start = 0;
    while (start < topic.length()) {
      int dot = topic.indexOf('.', start);
      int end = dot < 0 ? topic.length() : dot;
      if (end == start || words.size() == MOST_DOTS) {
        return List.of();
      }
      words.add(topic.substring(start, end));
      start = end + 1;
    }
    return words;
  }
}
