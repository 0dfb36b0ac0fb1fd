package org.rdkb.dhcpmanager.tr181;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table. Numbers only grow, so the order of numbers is the order of creation.
 *
 * @param highest the highest number ever given, rows deleted since included (R10)
 * @param rows by number
 */
record TableRows(int highest, SortedMap<Integer, Row> rows) {
  static final TableRows EMPTY = new TableRows(0, new TreeMap<>());

  TableRows {
    rows = Collections.unmodifiableSortedMap(rows);
  }

  @Nullable Row row(int instance) {
    return rows.get(instance);
  }

  @Nullable Row byAlias(String alias) {
    for (Row row : rows.values()) {
      if (row.text("Alias").equals(alias)) {
        return row;
      }
    }
    return null;
  }

  TableRows with(Row row) {
    if (row.equals(rows.get(row.instance()))) {
      return this;
    }
    SortedMap<Integer, Row> changed = new TreeMap<>(rows);
    changed.put(row.instance(), row);
    return new TableRows(Math.max(highest, row.instance()), changed);
  }

  TableRows without(int instance) {
    SortedMap<Integer, Row> changed = new TreeMap<>(rows);
    changed.remove(instance);
    return new TableRows(highest, changed);
  }

  TableRows withHighest(int number) {
    return new TableRows(Math.max(highest, number), rows);
  }
}
