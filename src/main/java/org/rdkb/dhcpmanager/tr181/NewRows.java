package org.rdkb.dhcpmanager.tr181;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Fills in what nobody said about a row: defaults, and keys unlike those of its siblings (R5). */
final class NewRows {
  static final String ALIAS = "Alias";

  /**
   * First and last option code left to the site (RFC 3942): a row with one clashes with nothing.
   */
  private static final long SITE_FIRST = 224;

  private static final long SITE_LAST = 254;

  private final ObjectSchema table;
  private final TableRows siblings;

  private NewRows(ObjectSchema table, TableRows siblings) {
    this.table = table;
    this.siblings = siblings;
  }

  /** The row with every persisted value of its table; the values that it has stay. */
  static Row filled(ObjectSchema table, TableRows siblings, Row given, Bindings bindings) {
    NewRows rows = new NewRows(table, siblings);
    Row row = given;
    for (ParameterSchema parameter : bindings.persisted(table)) {
      if (!row.values().containsKey(parameter.key())) {
        row = row.with(parameter.key(), rows.chosen(row, parameter));
      }
    }
    return row;
  }

  private Value chosen(Row row, ParameterSchema parameter) {
    BaseType type = parameter.type().base();
    if (parameter.key().equals(ALIAS)) {
      return new Value(type, alias(row));
    }
    if (OrderRule.appliesTo(parameter)) {
      long last = others(row).mapToLong(r -> OrderRule.rank(r, parameter.key())).max().orElse(0);
      return new Value(type, Long.toString(last + 1));
    }
    return parameter.defaultText().isEmpty()
            && type.isNumber()
            && table.head().uniqueKeys().contains(parameter.name())
        ? new Value(type, Long.toString(free(row, parameter)))
        : parameter.initial();
  }

  private String alias(Row row) {
    Set<String> taken = taken(row, ALIAS);
    String wanted = "cpe-" + row.instance();
    String alias = wanted;
    for (int i = 2; taken.contains(alias); i++) {
      alias = wanted + "-" + i;
    }
    return alias;
  }

  private long free(Row row, ParameterSchema key) {
    Set<String> taken = taken(row, key.key());
    ValueType.Bounds bounds = key.type().bounds();
    return LongStream.concat(
            LongStream.rangeClosed(SITE_FIRST, Math.min(SITE_LAST, bounds.max())),
            LongStream.rangeClosed(bounds.min(), bounds.max()))
        .filter(number -> !taken.contains(Long.toString(number)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(table.path() + ": maxEntries above keys"));
  }

  private Set<String> taken(Row row, String key) {
    return others(row).map(r -> r.text(key)).collect(Collectors.toSet());
  }

  private Stream<Row> others(Row row) {
    return siblings.rows().values().stream().filter(r -> r.instance() != row.instance());
  }
}
