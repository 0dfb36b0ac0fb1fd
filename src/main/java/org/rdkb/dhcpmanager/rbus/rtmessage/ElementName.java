package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.ArrayList;
import java.util.List;

/** A path cut at its dots; a trailing dot makes no word. */
final class ElementName {
  private ElementName() {}

  static List<String> words(String name) {
    List<String> words = new ArrayList<>(8);
    int start = 0;
    while (start < name.length()) {
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      words.add(name.substring(start, end));
      start = end + 1;
    }
    return words;
  }

  static boolean isWildcard(String name) {
    return name.endsWith(".") || name.indexOf('*') >= 0;
  }

  static boolean isInstance(String word) {
    return !word.isEmpty()
        && word.length() <= 10
        && word.charAt(0) != '0'
        && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  static boolean isAlias(String word) {
    return word.length() > 2 && word.startsWith("[") && word.endsWith("]");
  }

  static boolean isRowReference(String word) {
    return isInstance(word) || isAlias(word) || word.equals("*");
  }
}
