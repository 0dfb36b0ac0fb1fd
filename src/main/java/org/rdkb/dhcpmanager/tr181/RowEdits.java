package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;
import org.rdkb.dhcpmanager.tr181.RowTree.Address;

/** Adds and deletes rows, on paper: the result is a configuration as it would be. */
final class RowEdits {
  private final Schema schema;
  private final Bindings bindings;
  private final RowTree defaults;

  RowEdits(Schema schema, Bindings bindings, RowTree defaults) {
    this.schema = schema;
    this.bindings = bindings;
    this.defaults = defaults;
  }

  /** A configuration with one more row. */
  record Added(RowTree tree, int instance) {}

  Outcome<Added> add(Place place, String shown, String alias) {
    if (place.kind() != Place.Kind.TABLE) {
      return Outcome.refused(shown, Code.UNKNOWN, "is no table");
    }
    ObjectSchema table = place.object();
    TableRows rows = place.rows();
    if (!table.head().writable()) {
      return Outcome.refused(shown, Code.NOT_WRITABLE, "rows cannot be added");
    }
    if (rows.rows().size() >= table.head().maxEntries()) {
      return Outcome.refused(
          shown, Code.LIMIT, "there are " + table.head().maxEntries() + " rows already");
    }
    if (rows.highest() == Integer.MAX_VALUE) {
      return Outcome.refused(shown, Code.LIMIT, "all instance numbers have been given (R10)");
    }
    return alias(table, rows, shown, alias)
        .then(
            values -> {
              Row row = newRow(table, rows, values);
              RowTree tree = place.view().tree();
              return Outcome.done(
                  new Added(with(tree, place.address(), table, row), row.instance()));
            });
  }

  private static Outcome<Map<String, Value>> alias(
      ObjectSchema table, TableRows rows, String shown, String alias) {
    if (alias.isEmpty()) {
      return Outcome.done(Map.of());
    }
    if (!(table.member(NewRows.ALIAS) instanceof ParameterSchema parameter)) {
      return Outcome.refused(shown, Code.VALUE, "its rows have no Alias");
    }
    if (rows.byAlias(alias) != null) {
      return Outcome.refused(shown, Code.VALUE, "Alias is in use; it must be unique (R1)");
    }
    return parameter
        .type()
        .read(shown, Value.text(alias))
        .then(value -> Outcome.done(Map.of(NewRows.ALIAS, value)));
  }

  /** With the default's nested rows, numbers of its own, and keys unlike its siblings'. */
  private Row newRow(ObjectSchema table, TableRows rows, Map<String, Value> values) {
    TableRows examples = defaults.root().table(table.key());
    Map<String, TableRows> nested =
        examples.rows().isEmpty() ? Map.of() : examples.rows().values().iterator().next().tables();
    Row empty = new Row(rows.highest() + 1, values, nested);
    return NewRows.filled(table, rows, empty, bindings);
  }

  private static RowTree with(RowTree tree, Address address, ObjectSchema table, Row added) {
    return tree.change(address, row -> row.with(table.key(), row.table(table.key()).with(added)));
  }

  Outcome<RowTree> delete(Place place, String shown) {
    if (place.kind() != Place.Kind.ROW) {
      return Outcome.refused(shown, Code.UNKNOWN, "is no row");
    }
    ObjectSchema table = place.object();
    Address parent = place.address().parent();
    TableRows rows = place.view().tree().at(parent).table(table.key());
    if (!table.head().writable()) {
      return Outcome.refused(shown, Code.NOT_WRITABLE, "rows cannot be deleted");
    }
    if (rows.rows().size() <= table.head().minEntries()) {
      return Outcome.refused(
          shown,
          Code.RULE,
          "the table has to keep at least " + table.head().minEntries() + " row (R37)");
    }
    TableRows left = rows.without(place.row().instance());
    TableRows closed =
        OrderRule.of(table).map(o -> OrderRule.settled(left, o, Set.of())).orElse(left);
    return Outcome.done(place.view().tree().change(parent, row -> row.with(table.key(), closed)));
  }

  /**
   * R37: where a table may not be empty, its default rows; one new row if numbers were given
   * before.
   */
  RowTree withLeastRows(RowTree loaded) {
    RowTree tree = loaded;
    for (ObjectSchema table : schema.root().tables().toList()) {
      TableRows rows = tree.root().table(table.key());
      if (table.head().minEntries() > 0 && rows.rows().isEmpty()) {
        TableRows wanted = defaults.root().table(table.key());
        boolean first = rows.highest() == 0 && !wanted.rows().isEmpty();
        TableRows made = first ? wanted : rows.with(newRow(table, rows, Map.of()));
        tree = tree.change(Address.ROOT, row -> row.with(table.key(), made));
      }
    }
    return tree;
  }

  List<RowId> clients(RowTree tree) {
    List<RowId> ids = new ArrayList<>();
    for (ObjectSchema table : schema.root().tables().toList()) {
      if (bindings.of(table) instanceof Binding.Table stored && stored.clients().isPresent()) {
        Family family = stored.clients().get();
        tree.root().table(table.key()).rows().keySet().forEach(n -> ids.add(new RowId(family, n)));
      }
    }
    return ids;
  }
}
