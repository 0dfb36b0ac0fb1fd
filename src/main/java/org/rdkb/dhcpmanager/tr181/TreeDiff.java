package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.tr181.ModelChange.RowAdded;
import org.rdkb.dhcpmanager.tr181.ModelChange.RowDeleted;
import org.rdkb.dhcpmanager.tr181.ModelChange.ValueChanged;

/** What differs between two configurations, for those who want to hear of it. */
final class TreeDiff {
  private final Bindings bindings;
  private final RowTree after;
  private final String by;
  private final List<ModelChange> changes = new ArrayList<>();
  private final List<RowChange> clients = new ArrayList<>();

  private TreeDiff(Bindings bindings, RowTree after, String by) {
    this.bindings = bindings;
    this.after = after;
    this.by = by;
  }

  static TreeDiff between(
      Bindings bindings, ObjectSchema root, RowTree before, RowTree after, String by) {
    TreeDiff diff = new TreeDiff(bindings, after, by);
    diff.object(root, before.root(), after.root(), "");
    return diff;
  }

  List<ModelChange> changes() {
    return changes;
  }

  /** One for each client row that is not as it was. */
  List<RowChange> clients() {
    return clients;
  }

  private void object(ObjectSchema object, Row before, Row now, String prefix) {
    if (before.equals(now)) {
      return;
    }
    for (SchemaNode member : object.members()) {
      String path = prefix + member.name();
      if (member instanceof ParameterSchema parameter) {
        parameter(parameter, before, now, path);
      } else if (member instanceof ObjectSchema inner && inner.isTable()) {
        table(inner, before.table(inner.key()), now.table(inner.key()), path + ".");
      } else if (member instanceof ObjectSchema inner) {
        object(inner, before, now, path + ".");
      }
    }
  }

  private void parameter(ParameterSchema parameter, Row before, Row now, String path) {
    Binding binding = bindings.of(parameter);
    Value old = parameter.initial();
    Value value = old;
    if (binding instanceof Binding.Persisted persisted) {
      old = before.values().getOrDefault(persisted.key(), old);
      value = now.values().getOrDefault(persisted.key(), value);
    } else if (binding instanceof Binding.Count count) {
      old = count(parameter, before, count);
      value = count(parameter, now, count);
    }
    if (!old.equals(value)) {
      changes.add(new ValueChanged(path, old, value, by));
    }
  }

  private static Value count(ParameterSchema parameter, Row row, Binding.Count count) {
    int rows = row.table(count.table()).rows().size();
    return new Value(parameter.type().base(), Integer.toString(rows));
  }

  private void table(ObjectSchema table, TableRows before, TableRows now, String path) {
    for (Row gone : before.rows().values()) {
      if (now.row(gone.instance()) == null) {
        changes.add(new RowDeleted(path, gone.instance()));
        client(table, RowChange.Kind.DELETED, gone);
      }
    }
    for (Row row : now.rows().values()) {
      Row former = before.row(row.instance());
      if (former == null) {
        changes.add(new RowAdded(path, row.instance(), row.text(NewRows.ALIAS)));
        client(table, RowChange.Kind.ADDED, row);
      } else if (!former.equals(row)) {
        object(table, former, row, path + row.instance() + ".");
        client(table, RowChange.Kind.CHANGED, row);
      }
    }
  }

  private void client(ObjectSchema table, RowChange.Kind kind, Row row) {
    ((Binding.Table) bindings.of(table))
        .clients()
        .ifPresent(
            family -> clients.add(new RowChange(kind, new RowId(family, row.instance()), after)));
  }
}
