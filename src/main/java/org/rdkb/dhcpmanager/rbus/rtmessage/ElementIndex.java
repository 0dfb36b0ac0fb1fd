package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.bus.Element;

/** The registered elements as a tree, to tell what a name refers to. Immutable once built. */
final class ElementIndex {
  private static final String ROW = "{i}";

  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private @Nullable Element element;
  }

  private final Node root = new Node();

  ElementIndex(List<Element> elements) {
    for (Element element : elements) {
      List<String> words = ElementName.words(element.name());
      boolean isTable = element.kind() == Element.Kind.TABLE;
      // A table hangs on the node above its placeholder, where consumers name it.
      int length = words.size() - (isTable && words.get(words.size() - 1).equals(ROW) ? 1 : 0);
      Node node = root;
      for (String word : words.subList(0, length)) {
        node = node.children.computeIfAbsent(word, w -> new Node());
      }
      node.element = element;
      if (isTable) {
        node.children.computeIfAbsent(ROW, w -> new Node());
      }
    }
  }

  /** What a name refers to. */
  enum Verdict {
    /** A registered element. */
    ELEMENT,
    /** An object or a row: something registered lies below. */
    OBJECT,
    /** Nothing. */
    UNKNOWN,
    /** Something, but a word in a row's place is no number, alias or wildcard. */
    BAD_ROW
  }

  /**
   * The answer to a look-up.
   *
   * @param verdict what it is
   * @param element present with {@link Verdict#ELEMENT}
   */
  record Found(Verdict verdict, Optional<Element> element) {}

  Found find(String name) {
    Node node = root;
    for (String word : ElementName.words(name)) {
      Node next = node.children.get(word);
      if (next == null) {
        next = node.children.get(ROW);
        if (next != null && !ElementName.isRowReference(word)) {
          return new Found(Verdict.BAD_ROW, Optional.empty());
        }
      }
      if (next == null) {
        return new Found(Verdict.UNKNOWN, Optional.empty());
      }
      node = next;
    }
    Optional<Element> element = Optional.ofNullable(node.element);
    return new Found(element.isPresent() ? Verdict.ELEMENT : Verdict.OBJECT, element);
  }
}
