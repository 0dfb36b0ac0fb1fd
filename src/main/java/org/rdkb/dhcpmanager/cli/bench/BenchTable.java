package org.rdkb.dhcpmanager.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.Element.Access;
import org.rdkb.dhcpmanager.bus.Element.Kind;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.bus.RowName;

/**
 * What is measured: a number that can be set, an event that a set fires, and a table of 64 rows
 * with 20 texts each. {@code test/bench/provider.c} is the same in C. Thread-safe.
 */
public final class BenchTable implements Provider {
  static final int ROWS = 64;
  static final int COLUMNS = 20;
  static final String VALUE = "Value";
  static final String TICK = "Tick!";
  static final String TABLE = "Row.";

  private final String root;
  private final String number;
  private final String table;
  private final AtomicInteger value = new AtomicInteger(42);
  private final Map<String, BusProperty> cells = new LinkedHashMap<>();
  private volatile Consumer<BusEvent> events = event -> {};

  /**
   * A table below one name.
   *
   * @param root with trailing dot
   */
  BenchTable(String root) {
    this.root = root;
    this.number = root + VALUE;
    this.table = root + TABLE;
    for (int row = 1; row <= ROWS; row++) {
      for (int column = 1; column <= COLUMNS; column++) {
        String name = root + TABLE + row + ".P" + column;
        cells.put(name, new BusProperty(name, BusValue.text("value-" + row + "-" + column)));
      }
    }
  }

  void publishTo(Consumer<BusEvent> bus) {
    events = bus;
  }

  @Override
  public List<Element> elements() {
    List<Element> all = new ArrayList<>();
    all.add(new Element(root + VALUE, Kind.PROPERTY, Set.of(Access.GET, Access.SET)));
    all.add(new Element(root + TICK, Kind.EVENT, Set.of(Access.SUBSCRIBE)));
    all.add(new Element(root + TABLE + "{i}.", Kind.TABLE, Set.of()));
    for (int column = 1; column <= COLUMNS; column++) {
      String name = root + TABLE + "{i}.P" + column;
      all.add(new Element(name, Kind.PROPERTY, Set.of(Access.GET)));
    }
    return all;
  }

  @Override
  public List<BusProperty> get(String path) throws BusException {
    if (path.equals(number)) {
      return List.of(new BusProperty(path, BusValue.int32(value.get())));
    }
    if (path.equals(table)) {
      return List.copyOf(cells.values());
    }
    BusProperty cell = cells.get(path);
    if (cell == null) {
      throw unknown(path);
    }
    return List.of(cell);
  }

  @Override
  public List<BusProperty> get(List<String> paths) throws BusException {
    List<BusProperty> found = new ArrayList<>();
    for (String path : paths) {
      found.addAll(get(path));
    }
    return found;
  }

  @Override
  public void check(List<BusProperty> values, String by) throws BusException {
    for (BusProperty given : values) {
      number(given);
    }
  }

  @Override
  public void set(List<BusProperty> values, String by) throws BusException {
    for (BusProperty given : values) {
      value.set(number(given));
      BusValue sent = new BusValue.Whole(BusType.INT64, System.nanoTime());
      BusObject data = BusObject.of(new BusProperty("sent", sent));
      events.accept(new BusEvent.General(root + TICK, data));
    }
  }

  private int number(BusProperty given) throws BusException {
    if (!given.name().equals(number) || !(given.value() instanceof BusValue.Whole whole)) {
      throw unknown(given.name());
    }
    return (int) whole.value();
  }

  @Override
  public int addRow(String table, String alias) throws BusException {
    throw new BusException(BusError.INVALID_OPERATION, table, "has a fixed number of rows");
  }

  @Override
  public void deleteRow(String row) throws BusException {
    throw new BusException(BusError.INVALID_OPERATION, row, "has a fixed number of rows");
  }

  @Override
  public List<RowName> rows(String table) throws BusException {
    if (!table.equals(this.table)) {
      throw unknown(table);
    }
    return IntStream.rangeClosed(1, ROWS).mapToObj(row -> new RowName(row, "")).toList();
  }

  @Override
  public List<Element> names(String path, int depth) throws BusException {
    throw unknown(path);
  }

  @Override
  public BusObject invoke(String method, BusObject arguments) throws BusException {
    throw unknown(method);
  }

  private static BusException unknown(String path) {
    return new BusException(BusError.ELEMENT_DOES_NOT_EXIST, path, "is unknown");
  }
}
