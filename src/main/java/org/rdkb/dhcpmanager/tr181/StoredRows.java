package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;

/**
 * Builds a configuration from stored texts. Trusts nothing: every value is checked like one from
 * the bus; what is wrong is reported, replaced by its default, and never fatal.
 */
final class StoredRows {
  private final Schema schema;
  private final Bindings bindings;
  private final List<Refusal> problems = new ArrayList<>();

  StoredRows(Schema schema, Bindings bindings) {
    this.schema = schema;
    this.bindings = bindings;
  }

  /** A row while its texts are being collected. */
  private static final class Raw {
    final Map<String, String> texts = new HashMap<>();
    final Map<String, SortedMap<Integer, Raw>> tables = new HashMap<>();
    final Map<String, String> highest = new HashMap<>();
  }

  /** What was wrong. */
  List<Refusal> problems() {
    return problems;
  }

  RowTree read(SortedMap<String, String> stored) {
    Raw root = new Raw();
    stored.forEach((path, text) -> collect(root, path, text));
    Row row = values(schema.root(), Row.ROOT, root, "");
    return new RowTree(tables(schema.root(), row, root, ""));
  }

  private void collect(Raw root, String path, String text) {
    Outcome<Path> parsed = Path.parse(path);
    if (!(parsed instanceof Outcome.Done<Path> done)) {
      report(((Outcome.Refused<Path>) parsed).refusal());
      return;
    }
    Raw row = root;
    ObjectSchema object = schema.root();
    boolean table = false;
    for (String segment : done.value().segments()) {
      if (table && segment.equals(TreeText.HIGHEST)) {
        row.highest.put(object.key(), text);
        return;
      }
      if (table) {
        int number = Path.number(segment);
        if (number == 0) {
          break;
        }
        row =
            row.tables
                .computeIfAbsent(object.key(), key -> new TreeMap<>())
                .computeIfAbsent(number, key -> new Raw());
        table = false;
        continue;
      }
      SchemaNode member = object.member(segment);
      if (member instanceof ParameterSchema parameter) {
        row.texts.put(parameter.key(), text);
        return;
      }
      if (!(member instanceof ObjectSchema inner)) {
        break;
      }
      object = inner;
      table = inner.isTable();
    }
    report(new Refusal(path, Code.UNKNOWN, "no such name"));
  }

  private Row values(ObjectSchema object, Row empty, Raw raw, String prefix) {
    Row row = empty;
    for (ParameterSchema parameter : bindings.persisted(object)) {
      String text = raw.texts.remove(parameter.key());
      if (text == null) {
        continue;
      }
      Outcome<Value> value = parameter.type().read(prefix + parameter.key(), Value.text(text));
      if (value instanceof Outcome.Done<Value> done) {
        row = row.with(parameter.key(), done.value());
      } else {
        report(((Outcome.Refused<Value>) value).refusal());
      }
    }
    raw.texts.keySet().stream()
        .sorted()
        .forEach(key -> report(new Refusal(prefix + key, Code.NOT_WRITABLE, "is not stored")));
    return row;
  }

  private Row tables(ObjectSchema object, Row owner, Raw raw, String prefix) {
    Row row = owner;
    for (ObjectSchema table : object.tables().toList()) {
      SortedMap<Integer, Raw> rows = raw.tables.getOrDefault(table.key(), new TreeMap<>());
      String highest = raw.highest.get(table.key());
      if (rows.isEmpty() && highest == null) {
        continue;
      }
      String path = prefix + table.key();
      int known = highest == null ? 0 : Path.number(highest);
      if (highest != null && known == 0 && !highest.equals("0")) {
        report(new Refusal(path + TreeText.HIGHEST, Code.VALUE, "is no instance number"));
      }
      row = row.with(table.key(), table(table, rows, path).withHighest(known));
    }
    return row;
  }

  private TableRows table(ObjectSchema table, SortedMap<Integer, Raw> raws, String path) {
    SortedMap<Integer, Row> found = new TreeMap<>();
    Map<String, Set<String>> taken = new HashMap<>();
    for (Map.Entry<Integer, Raw> entry : raws.entrySet()) {
      String prefix = path + entry.getKey() + ".";
      if (found.size() == table.head().maxEntries()) {
        report(new Refusal(prefix, Code.LIMIT, "more rows than there may be"));
        continue;
      }
      Row empty = new Row(entry.getKey(), Map.of(), Map.of());
      Row row = withoutDuplicates(table, values(table, empty, entry.getValue(), prefix), taken);
      found.put(entry.getKey(), tables(table, row, entry.getValue(), prefix));
    }
    TableRows rows = new TableRows(raws.isEmpty() ? 0 : raws.lastKey(), found);
    for (Row row : List.copyOf(rows.rows().values())) {
      rows = rows.with(NewRows.filled(table, rows, row, bindings));
    }
    TableRows filled = rows;
    return OrderRule.of(table)
        .map(order -> OrderRule.settled(filled, order, Set.of()))
        .orElse(filled);
  }

  /** The first row keeps a key that two rows have; the other gets one of its own. */
  private Row withoutDuplicates(ObjectSchema table, Row row, Map<String, Set<String>> taken) {
    Map<String, Value> values = new HashMap<>(row.values());
    for (String key : table.head().uniqueKeys()) {
      String text = row.text(key);
      if (!text.isEmpty() && !taken.computeIfAbsent(key, k -> new HashSet<>()).add(text)) {
        values.remove(key);
        report(
            new Refusal(
                table.tablePath() + row.instance() + "." + key, Code.VALUE, "is used twice (R1)"));
      }
    }
    return new Row(row.instance(), values, row.tables());
  }

  private void report(Refusal problem) {
    problems.add(problem);
  }
}
