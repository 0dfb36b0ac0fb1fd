package org.rdkb.dhcpmanager.tr181;

import java.util.HashMap;
import java.util.Map;

/**
 * A row, or the root: its persisted values and the tables in it.
 *
 * @param instance its number; 0 for the root
 * @param values by path below the row
 * @param tables by path below the row, with trailing dot
 */
record Row(int instance, Map<String, Value> values, Map<String, TableRows> tables) {
  static final Row ROOT = new Row(0, Map.of(), Map.of());

  Row {
    values = Map.copyOf(values);
    tables = Map.copyOf(tables);
  }

  TableRows table(String key) {
    return tables.getOrDefault(key, TableRows.EMPTY);
  }

  /** The value, or empty text if the row has none of that name. */
  String text(String key) {
    Value value = values.get(key);
    return value == null ? "" : value.text();
  }

  boolean isTrue(String key) {
    Value value = values.get(key);
    return value != null && value.isTrue();
  }

  Row with(String key, Value value) {
    if (value.equals(values.get(key))) {
      return this;
    }
    Map<String, Value> changed = new HashMap<>(values);
    changed.put(key, value);
    return new Row(instance, changed, tables);
  }

  Row with(String key, TableRows table) {
    if (table.equals(tables.get(key))) {
      return this;
    }
    Map<String, TableRows> changed = new HashMap<>(tables);
    changed.put(key, table);
    return new Row(instance, values, changed);
  }
}
