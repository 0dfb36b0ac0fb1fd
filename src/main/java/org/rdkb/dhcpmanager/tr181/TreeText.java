package org.rdkb.dhcpmanager.tr181;

import java.util.SortedMap;
import java.util.TreeMap;

/** The configuration as one flat list of texts by full path, for the store. */
final class TreeText {
  /** Under it stands the highest number ever given in a table. */
  static final String HIGHEST = "#";

  private TreeText() {}

  static SortedMap<String, String> of(RowTree tree) {
    SortedMap<String, String> texts = new TreeMap<>();
    row(tree.root(), "", texts);
    return texts;
  }

  private static void row(Row row, String prefix, SortedMap<String, String> texts) {
    row.values().forEach((key, value) -> texts.put(prefix + key, value.text()));
    row.tables()
        .forEach(
            (key, table) -> {
              String path = prefix + key;
              texts.put(path + HIGHEST, Integer.toString(table.highest()));
              table.rows().values().forEach(r -> row(r, path + r.instance() + ".", texts));
            });
  }
}
