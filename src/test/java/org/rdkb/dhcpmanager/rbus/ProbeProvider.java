package org.rdkb.dhcpmanager.rbus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

/** A small honest provider with the elements of the captured traffic. */
public class ProbeProvider implements Provider {
  public static final String ROOT = "Device.Probe.";
  public static final String TABLE = ROOT + "Table.";

  private final Map<String, BusValue> values = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<Integer, String> aliases = Collections.synchronizedMap(new TreeMap<>());
  private final Map<Integer, BusValue> rowNames = Collections.synchronizedMap(new TreeMap<>());
  private final List<String> setBy = Collections.synchronizedList(new ArrayList<>());
  private final List<String> methods = new ArrayList<>(List.of("Double()", "Fail()", "Async()"));
  private volatile CountDownLatch gate = new CountDownLatch(1);
  private volatile Consumer<BusEvent> events = event -> {};
  private int lastInstance;

  public ProbeProvider() {
    values.put("Int", BusValue.int32(42));
    values.put("Str", BusValue.text("hello"));
    values.put("ReadOnly", BusValue.text("hello"));
  }

  /** Further parameters, to be given before the provider is opened. */
  protected final ProbeProvider with(String leaf, BusValue value) {
    values.put(leaf, value);
    return this;
  }

  /** Adds the method {@code Wait()}, which returns when the gate is opened. */
  protected final ProbeProvider withGate() {
    methods.add("Wait()");
    return this;
  }

  /** Changes a parameter behind the bus's back: no event. */
  public final void put(String leaf, BusValue value) {
    values.put(leaf, value);
  }

  protected final void closeGate() {
    gate = new CountDownLatch(1);
  }

  public void publishTo(Consumer<BusEvent> bus) {
    events = bus;
  }

  public final List<String> setBy() {
    return List.copyOf(setBy);
  }

  /** Lets calls of {@code Wait()} return. */
  public final void openGate() {
    gate.countDown();
  }

  @Override
  public List<Element> elements() {
    List<Element> all = new ArrayList<>();
    values.keySet().forEach(leaf -> all.add(leaf(ROOT + leaf)));
    all.add(new Element(TABLE + "{i}.", Kind.TABLE, Set.of(Access.ADD_ROW, Access.REMOVE_ROW)));
    all.add(leaf(TABLE + "{i}.Name"));
    all.add(new Element(ROOT + "Event!", Kind.EVENT, Set.of(Access.SUBSCRIBE)));
    for (String method : methods) {
      all.add(new Element(ROOT + method, Kind.METHOD, Set.of(Access.INVOKE)));
    }
    return all;
  }

  private static Element leaf(String name) {
    Set<Access> access = EnumSet.of(Access.GET);
    if (!name.endsWith("ReadOnly")) {
      access.add(Access.SET);
    }
    return new Element(name, Kind.PROPERTY, access);
  }

  @Override
  public List<BusProperty> get(String path) throws BusException {
    if (path.equals(ROOT) || path.equals("Device.")) {
      List<BusProperty> all = new ArrayList<>();
      synchronized (values) {
        values.forEach((leaf, value) -> all.add(new BusProperty(ROOT + leaf, value)));
      }
      all.addAll(rowValues());
      return all;
    }
    if (path.equals(TABLE) || path.equals(TABLE + "*.") || path.equals(TABLE + "*.Name")) {
      return rowValues();
    }
    if (path.startsWith(TABLE)) {
      int row = instance(path);
      return List.of(new BusProperty(path.endsWith(".") ? TABLE + row + ".Name" : path, name(row)));
    }
    BusValue value = path.startsWith(ROOT) ? values.get(path.substring(ROOT.length())) : null;
    if (value == null) {
      boolean known = elements().stream().anyMatch(element -> element.name().equals(path));
      throw new BusException(
          known ? BusError.INVALID_OPERATION : BusError.ELEMENT_DOES_NOT_EXIST,
          path,
          known ? "has no value" : "is unknown");
    }
    return List.of(new BusProperty(path, value));
  }

  private List<BusProperty> rowValues() {
    return rowNumbers().stream().map(n -> new BusProperty(TABLE + n + ".Name", name(n))).toList();
  }

  private BusValue name(int instance) {
    return rowNames.getOrDefault(instance, BusValue.text(""));
  }

  private List<Integer> rowNumbers() {
    synchronized (aliases) {
      return List.copyOf(aliases.keySet());
    }
  }

  private int instance(String path) throws BusException {
    if (!path.startsWith(TABLE)) {
      throw new BusException(BusError.INVALID_INPUT, path, "is no row");
    }
    String rest = path.substring(TABLE.length());
    int dot = rest.indexOf('.');
    String word = dot < 0 ? rest : rest.substring(0, dot);
    synchronized (aliases) {
      for (Map.Entry<Integer, String> row : aliases.entrySet()) {
        if (word.equals(row.getKey().toString()) || word.equals("[" + row.getValue() + "]")) {
          return row.getKey();
        }
      }
    }
    throw new BusException(BusError.ELEMENT_DOES_NOT_EXIST, path, "no such row");
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
  public void set(List<BusProperty> wanted, String by) throws BusException {
    for (BusProperty property : wanted) {
      check(property);
    }
    for (BusProperty property : wanted) {
      setBy.add(by);
      BusValue old = get(property.name()).get(0).value();
      put(property);
      events.accept(new BusEvent.ValueChanged(property.name(), property.value(), old, by));
    }
  }

  @Override
  public void checkAlone(BusProperty value) throws BusException {
    check(value);
  }

  /** Refuses a value that must not be set. */
  protected void check(BusProperty property) throws BusException {
    if (property.name().endsWith(".") || property.name().contains("*")) {
      throw new BusException(BusError.ACCESS_NOT_ALLOWED, property.name(), "is a wildcard");
    }
    if (property.name().endsWith("ReadOnly")) {
      throw new BusException(BusError.NOT_WRITABLE, property.name(), "is read-only");
    }
    BusValue old = get(property.name()).get(0).value();
    if (old.type() != property.value().type()) {
      throw new BusException(
          BusError.INVALID_INPUT,
          property.name(),
          "is a " + old.type() + ", not a " + property.value().type());
    }
  }

  private void put(BusProperty property) throws BusException {
    if (property.name().startsWith(TABLE)) {
      rowNames.put(instance(property.name()), property.value());
    } else {
      values.put(property.name().substring(ROOT.length()), property.value());
    }
  }

  @Override
  public int addRow(String table, String alias) throws BusException {
    int instance;
    synchronized (aliases) {
      if (!table.equals(TABLE)) {
        throw new BusException(BusError.ELEMENT_DOES_NOT_EXIST, table, "no such table");
      }
      if (!alias.isEmpty() && aliases.containsValue(alias)) {
        throw new BusException(BusError.INVALID_INPUT, table, "the alias is taken");
      }
      instance = ++lastInstance;
      aliases.put(instance, alias);
      rowNames.put(instance, BusValue.text(alias.isEmpty() ? "row" + instance : ""));
    }
    events.accept(new BusEvent.RowAdded(TABLE, instance, alias));
    return instance;
  }

  @Override
  public void deleteRow(String row) throws BusException {
    int instance = instance(row);
    aliases.remove(instance);
    events.accept(new BusEvent.RowDeleted(TABLE, instance));
  }

  @Override
  public List<RowName> rows(String table) throws BusException {
    if (!table.equals(TABLE) && !(table + ".").equals(TABLE)) {
      throw new BusException(BusError.INVALID_INPUT, table, "is no table");
    }
    synchronized (aliases) {
      return aliases.entrySet().stream().map(r -> new RowName(r.getKey(), r.getValue())).toList();
    }
  }

  @Override
  public List<Element> names(String path, int depth) throws BusException {
    List<Element> all = tree();
    int level =
        all.stream()
            .filter(element -> element.name().equals(path))
            .mapToInt(element -> level(element.name()))
            .findFirst()
            .orElseThrow(
                () -> new BusException(BusError.ELEMENT_DOES_NOT_EXIST, path, "is unknown"));
    return all.stream()
        .filter(element -> element.name().startsWith(path))
        .filter(element -> isWithin(level(element.name()) - level, depth))
        .toList();
  }

  private static boolean isWithin(int below, int depth) {
    return depth >= 0 ? below <= depth : below == -depth;
  }

  private static int level(String name) {
    return name.split("\\.").length;
  }

  /** Everything that is there now, rows instead of placeholders. */
  private List<Element> tree() {
    List<Element> all = new ArrayList<>();
    all.add(new Element("Device.", Kind.OBJECT, Set.of()));
    all.add(new Element(ROOT, Kind.OBJECT, Set.of()));
    for (Element element : elements()) {
      if (element.kind() == Kind.TABLE) {
        all.add(new Element(TABLE, Kind.TABLE, element.access()));
        for (int instance : rowNumbers()) {
          String row = TABLE + instance + ".";
          all.add(new Element(row, Kind.OBJECT, Set.of(Access.GET, Access.SET)));
          all.add(leaf(row + "Name"));
        }
      } else if (!element.name().contains("{i}")) {
        all.add(element);
      }
    }
    return all;
  }

  @Override
  public BusObject invoke(String method, BusObject arguments) throws BusException {
    return switch (method.replace(ROOT, "")) {
      case "Double()" ->
          BusObject.of(
              new BusProperty("doubled", new BusValue.Whole(BusType.INT32, doubled(arguments))),
              new BusProperty("msg", BusValue.text("ok")));
      case "Async()" -> BusObject.of(new BusProperty("late", BusValue.text("yes")));
      case "Wait()" -> {
        await();
        yield BusObject.EMPTY;
      }
      case "Fail()" -> throw new BusException(BusError.INVALID_INPUT, method, "invalid input");
      default -> throw new BusException(BusError.INVALID_METHOD, method, "is no method");
    };
  }

  private static long doubled(BusObject arguments) {
    return arguments.value("a").orElse(new BusValue.None()) instanceof BusValue.Whole whole
        ? 2 * whole.value()
        : -1;
  }

  protected final void await() {
    try {
      if (!gate.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the gate");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
