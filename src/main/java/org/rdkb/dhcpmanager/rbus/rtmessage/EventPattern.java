package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.List;

/**
 * Which concrete elements a subscribed name covers.
 *
 * @param words the name's words; aliases already replaced by instance numbers
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

  boolean covers(List<String> element) {
    boolean longEnough =
        reach == Reach.ITSELF ? element.size() == words.size() : element.size() > words.size();
    if (!longEnough) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.equals(element.get(i)) && !word.equals("*")) {
        return false;
      }
    }
    return true;
  }
}
