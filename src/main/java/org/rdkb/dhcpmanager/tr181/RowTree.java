package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * All rows with their persisted values and the highest number ever given in each table, as one
 * immutable value. Whoever holds it sees one moment of the configuration.
 */
public final class RowTree {
  static final RowTree EMPTY = new RowTree(Row.ROOT);

  private final Row root;

  RowTree(Row root) {
    this.root = root;
  }

  /**
   * A row on the way down.
   *
   * @param table path of the table below the row before
   * @param instance number in that table
   */
  record Step(String table, int instance) {}

  /** The steps from the root to a row; empty for the root itself. */
  record Address(List<Step> steps) {
    static final Address ROOT = new Address(List.of());

    Address {
      steps = List.copyOf(steps);
    }

    Address plus(String table, int instance) {
      List<Step> longer = new ArrayList<>(steps);
      longer.add(new Step(table, instance));
      return new Address(longer);
    }

    Address parent() {
      return new Address(steps.subList(0, steps.size() - 1));
    }

    Step last() {
      return steps.get(steps.size() - 1);
    }

    /** The concrete path of the row, with trailing dot; empty for the root. */
    String path() {
      StringBuilder path = new StringBuilder();
      for (Step step : steps) {
        path.append(step.table()).append(step.instance()).append('.');
      }
      return path.toString();
    }
  }

  Row root() {
    return root;
  }

  /** The row there; the caller has found the address in this tree or one that it was made from. */
  Row at(Address address) {
    Row row = root;
    for (Step step : address.steps()) {
      Row next = row.table(step.table()).row(step.instance());
      if (next == null) {
        throw new IllegalStateException("no row " + address.path());
      }
      row = next;
    }
    return row;
  }

  RowTree change(Address address, UnaryOperator<Row> edit) {
    return new RowTree(change(root, address.steps(), edit));
  }

  private static Row change(Row row, List<Step> steps, UnaryOperator<Row> edit) {
    if (steps.isEmpty()) {
      return edit.apply(row);
    }
    Step step = steps.get(0);
    TableRows table = row.table(step.table());
    Row inner = table.row(step.instance());
    if (inner == null) {
      throw new IllegalStateException("no row " + step);
    }
    return row.with(step.table(), table.with(change(inner, steps.subList(1, steps.size()), edit)));
  }
}
