package org.rdkb.dhcpmanager.tr181;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.tr181.RowTree.Address;

/**
 * An object, table or row that exists, on the way through the tree.
 *
 * @param view the request
 * @param object its schema
 * @param kind what it is
 * @param position where it is
 * @param client the client row that it belongs to, at the moment of the request
 */
record Place(
    View view, ObjectSchema object, Kind kind, Position position, @Nullable RowSnapshot client) {

  /** What a place is. */
  enum Kind {
    OBJECT,
    TABLE,
    ROW
  }

  /**
   * Where a place is.
   *
   * @param row the innermost row
   * @param address of that row
   * @param shown the path with references as they were asked, with trailing dot
   */
  record Position(Row row, Address address, String shown) {}

  static Place root(View view, ObjectSchema root) {
    Position position = new Position(view.tree().root(), Address.ROOT, "");
    return new Place(view, root, Kind.OBJECT, position, null);
  }

  Row row() {
    return position.row();
  }

  Address address() {
    return position.address();
  }

  String shown() {
    return position.shown();
  }

  /** The rows here; the place is a table. */
  TableRows rows() {
    Binding binding = view.bindings().of(object);
    if (binding instanceof Binding.Listed listed && client != null) {
      return numbered(listed.rows().applyAsInt(reading(client)));
    }
    if (binding instanceof Binding.ServedRows table) {
      return served(table.rows().apply(view.clients().pools(), served()));
    }
    return binding instanceof Binding.PerClient perClient
        ? clientsThatPass(perClient)
        : row().table(object.key());
  }

  /** The rows of one of the tables here. */
  TableRows rows(String table) {
    return object
        .tables()
        .filter(inner -> inner.key().equals(table))
        .map(inner -> into(inner).rows())
        .findFirst()
        .orElse(TableRows.EMPTY);
  }

  private TableRows clientsThatPass(Binding.PerClient perClient) {
    SortedMap<Integer, Row> rows = new TreeMap<>();
    TableRows clients = view.tree().root().table(ClientConfigurations.table(perClient.family()));
    for (Row client : clients.rows().values()) {
      Row row = thatPasses(perClient, client);
      if (row != null) {
        rows.put(row.instance(), row);
      }
    }
    return new TableRows(clients.highest(), rows);
  }

  private @Nullable Row thatPasses(Binding.PerClient perClient, @Nullable Row configured) {
    if (configured == null) {
      return null;
    }
    RowId id = new RowId(perClient.family(), configured.instance());
    RowSnapshot moment = view.clients().snapshot(id);
    return perClient.passes().test(new RowReading(configured, moment, view.now(), view.display()))
        ? new Row(configured.instance(), Map.of(), Map.of())
        : null;
  }

  /** One row of this table, without a look at the others. */
  private @Nullable Row row(int number) {
    return view.bindings().of(object) instanceof Binding.PerClient perClient
        ? thatPasses(
            perClient,
            view.tree().root().table(ClientConfigurations.table(perClient.family())).row(number))
        : rows().row(number);
  }

  private static TableRows numbered(int count) {
    SortedMap<Integer, Row> rows = new TreeMap<>();
    for (int i = 1; i <= count; i++) {
      rows.put(i, new Row(i, Map.of(), Map.of()));
    }
    return new TableRows(count, rows);
  }

  private static TableRows served(List<Integer> numbers) {
    SortedMap<Integer, Row> rows = new TreeMap<>();
    numbers.forEach(number -> rows.put(number, new Row(number, Map.of(), Map.of())));
    return new TableRows(numbers.isEmpty() ? 0 : rows.lastKey(), rows);
  }

  /** What a binding about the server may look at. */
  ServedPlace served() {
    List<Integer> numbers = address().steps().stream().map(RowTree.Step::instance).toList();
    return new ServedPlace(numbers, view.tree(), view.now(), view.display().wall());
  }

  /** What a binding of this place may look at. */
  RowReading reading(RowSnapshot moment) {
    return new RowReading(row(), moment, view.now(), view.display());
  }

  /** An object or table in this object. */
  Place into(ObjectSchema inner) {
    Position next = new Position(row(), address(), shown() + inner.name() + ".");
    return new Place(view, inner, inner.isTable() ? Kind.TABLE : Kind.OBJECT, next, client);
  }

  /** A row of this table. */
  Place row(Row inner, String reference) {
    Address address = address().plus(object.key(), inner.instance());
    Position next = new Position(inner, address, shown() + reference + ".");
    return new Place(view, object, Kind.ROW, next, clientOf(inner));
  }

  private @Nullable RowSnapshot clientOf(Row inner) {
    Optional<Family> family = view.bindings().of(object).clientFamily();
    return family.isPresent()
        ? view.clients().snapshot(new RowId(family.get(), inner.instance()))
        : client;
  }

  /** The row that a segment refers to; absent if there is none. */
  Optional<Place> rowOf(String segment) {
    int number = Path.number(segment);
    Row found = number > 0 ? row(number) : rows().byAlias(Path.alias(segment));
    return found == null ? Optional.empty() : Optional.of(row(found, segment));
  }

  /** The same place as another moment of its client shows it. */
  Place seen(RowSnapshot moment) {
    return new Place(view, object, kind, position, moment);
  }
}
