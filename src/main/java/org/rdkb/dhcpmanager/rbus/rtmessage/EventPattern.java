package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.List;

/**
 * Which concrete elements a subscribed name covers.
 *
 * @param words the name's words; aliases already replaced by instance numbers, except behind a
 *     wildcard
 * @param reach how far below the name it reaches
 */
record EventPattern(List<String> words, Reach reach) {
  /** How far a name reaches. */
  enum Reach {
    /** The element itself, or the rows of a table coming and going. */
    ITSELF,
    /** Everything below an object or a row. */
    BELOW
  }

  EventPattern {
    words = List.copyOf(words);
  }

  /** Tells whether a row has an alias. */
  @FunctionalInterface
  interface Aliases {
    boolean isNamed(String table, String instance, String alias);
  }

  boolean covers(List<String> element, Aliases aliases) {
    boolean longEnough =
        reach == Reach.ITSELF ? element.size() == words.size() : element.size() > words.size();
    if (!longEnough) {
      return false;
    }
    boolean hasAlias = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (ElementName.isAlias(word)) {
        hasAlias = true;
      } else if (!word.equals(element.get(i)) && !word.equals("*")) {
        return false;
      }
    }
    return !hasAlias || hasAliases(element, aliases);
  }

  /** Asked last: looking rows up costs more than comparing words. */
  private boolean hasAliases(List<String> element, Aliases aliases) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (ElementName.isAlias(word)) {
        String table = String.join(".", element.subList(0, i)) + ".";
        String alias = word.substring(1, word.length() - 1);
        if (!aliases.isNamed(table, element.get(i), alias)) {
          return false;
        }
      }
    }
    return true;
  }
}
