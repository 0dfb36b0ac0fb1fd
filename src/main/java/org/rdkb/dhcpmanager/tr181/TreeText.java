package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configuration as texts by full path, for the store: one part for each row of an outermost
 * table, and one for what stands above them. A row that did not change since the last call gives
 * the very same part, so that a change of one row among a thousand costs about one row. One caller
 * at a time.
 */
final class TreeText {
  /** Under it stands the highest number ever given in a table. */
  static final String HIGHEST = "#";

  private IdentityHashMap<Row, NavigableMap<String, String>> known = new IdentityHashMap<>();

  /** All texts of a configuration in one map. */
  static SortedMap<String, String> of(RowTree tree) {
    SortedMap<String, String> texts = new TreeMap<>();
    new TreeText().parts(tree).forEach(part -> texts.putAll(part));
    return texts;
  }

  /** The parts, the one above the rows first; none can be modified. */
  List<SortedMap<String, String>> parts(RowTree tree) {
    IdentityHashMap<Row, NavigableMap<String, String>> now = new IdentityHashMap<>();
    List<SortedMap<String, String>> parts = new ArrayList<>();
    SortedMap<String, String> top = new TreeMap<>();
    parts.add(Collections.unmodifiableSortedMap(top));
    values(tree.root(), "", top);
    tree.root()
        .tables()
        .forEach(
            (key, table) ->
                table
                    .rows()
                    .values()
                    .forEach(
                        row -> {
                          NavigableMap<String, String> part = known.get(row);
                          part = part == null ? part(row, key + row.instance() + ".") : part;
                          now.put(row, part);
                          parts.add(part);
                        }));
    known = now;
    return parts;
  }

  private static NavigableMap<String, String> part(Row row, String prefix) {
    NavigableMap<String, String> texts = new TreeMap<>();
    all(row, prefix, texts);
    return Collections.unmodifiableNavigableMap(texts);
  }

  private static void all(Row row, String prefix, SortedMap<String, String> texts) {
    values(row, prefix, texts);
    row.tables()
        .forEach(
            (key, table) ->
                table
                    .rows()
                    .values()
                    .forEach(inner -> all(inner, prefix + key + inner.instance() + ".", texts)));
  }

  /** What the row itself holds: its values, and how far its tables have counted. */
  private static void values(Row row, String prefix, SortedMap<String, String> texts) {
    row.values().forEach((key, value) -> texts.put(prefix + key, value.text()));
    row.tables()
        .forEach(
            (key, table) -> texts.put(prefix + key + HIGHEST, Integer.toString(table.highest())));
  }
}
