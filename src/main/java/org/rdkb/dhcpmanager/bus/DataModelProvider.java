package org.rdkb.dhcpmanager.bus;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rdkb.dhcpmanager.bus.Element.Access;
import org.rdkb.dhcpmanager.bus.Element.Kind;
import org.rdkb.dhcpmanager.tr181.Assignment;
import org.rdkb.dhcpmanager.tr181.DataModel;
import org.rdkb.dhcpmanager.tr181.Leaf;
import org.rdkb.dhcpmanager.tr181.NameEntry;
import org.rdkb.dhcpmanager.tr181.Outcome;
import org.rdkb.dhcpmanager.tr181.Output;
import org.rdkb.dhcpmanager.tr181.Refusal;

/** The data model as the bus sees it: translates values, names and refusals, decides nothing. */
public final class DataModelProvider implements Provider {
  /** The one table from refusals to the codes of the wire. */
  private static final Map<Refusal.Code, BusError> ERRORS =
      new EnumMap<>(
          Map.of(
              Refusal.Code.UNKNOWN, BusError.ELEMENT_DOES_NOT_EXIST,
              Refusal.Code.WILDCARD, BusError.ACCESS_NOT_ALLOWED,
              Refusal.Code.TYPE, BusError.INVALID_PARAMETER_TYPE,
              Refusal.Code.VALUE, BusError.INVALID_PARAMETER_VALUE,
              Refusal.Code.NOT_WRITABLE, BusError.NOT_WRITABLE,
              Refusal.Code.NOT_READABLE, BusError.INVALID_OPERATION,
              Refusal.Code.NO_TABLE, BusError.INVALID_INPUT,
              Refusal.Code.LIMIT, BusError.OUT_OF_RESOURCES,
              Refusal.Code.RULE, BusError.INVALID_OPERATION,
              Refusal.Code.STORE, BusError.OUT_OF_RESOURCES));

  /** More than what any command takes. */
  private static final Duration LONGEST_COMMAND = Duration.ofSeconds(4);

  private final DataModel model;
  private final LeaseInfo6.Size size;

  /**
   * Serves a data model.
   *
   * @param model what to serve
   * @param size of the block of an IPv6 lease
   */
  public DataModelProvider(DataModel model, LeaseInfo6.Size size) {
    this.model = model;
    this.size = size;
  }

  @Override
  public List<Element> elements() {
    return model.elements().stream().map(DataModelProvider::element).toList();
  }

  @Override
  public List<BusProperty> get(String path) throws BusException {
    return orThrow(model.get(path)).stream().map(this::property).toList();
  }

  @Override
  public List<BusProperty> get(List<String> paths) throws BusException {
    return orThrow(model.get(paths)).stream().map(this::property).toList();
  }

  @Override
  public void set(List<BusProperty> values, String by) throws BusException {
    orThrow(model.set(assignments(values), by));
  }

  @Override
  public void check(List<BusProperty> values, String by) throws BusException {
    orThrow(model.check(assignments(values)));
  }

  @Override
  public void checkAlone(BusProperty value) throws BusException {
    orThrow(model.checkAlone(assignment(value)));
  }

  private static Assignment assignment(BusProperty value) {
    return new Assignment(value.name(), Values.given(value.value()));
  }

  private static List<Assignment> assignments(List<BusProperty> values) {
    return values.stream().map(DataModelProvider::assignment).toList();
  }

  @Override
  public int addRow(String table, String alias) throws BusException {
    return orThrow(model.addRow(table, alias));
  }

  @Override
  public void deleteRow(String row) throws BusException {
    orThrow(model.deleteRow(row));
  }

  @Override
  public List<RowName> rows(String table) throws BusException {
    return orThrow(model.rows(table)).stream()
        .map(row -> new RowName(row.instance(), row.alias()))
        .toList();
  }

  @Override
  public List<Element> names(String path, int depth) throws BusException {
    return orThrow(model.names(path, depth)).stream().map(DataModelProvider::element).toList();
  }

  /** The commands of the model take no arguments; what is sent along is ignored (TP-469 1.91). */
  @Override
  public BusObject invoke(String method, BusObject arguments) throws BusException {
    CompletableFuture<BusObject> results = new CompletableFuture<>();
    orThrow(model.invoke(method, outputs -> results.complete(object(outputs))));
    try {
      return results.get(LONGEST_COMMAND.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException late) {
      throw new BusException(BusError.TIMEOUT, method, "has not come to an end");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BusException(BusError.TIMEOUT, method, "interrupted");
    }
  }

  @Override
  public void invoke(String method, BusObject arguments, MethodAnswer answer) {
    try {
      orThrow(model.invoke(method, outputs -> answer.results(object(outputs))));
    } catch (BusException refused) {
      answer.refused(refused);
    }
  }

  private static BusObject object(List<Output> outputs) {
    return new BusObject(
        "",
        false,
        outputs.stream()
            .map(output -> new BusProperty(output.name(), BusValue.text(output.text())))
            .toList(),
        List.of());
  }

  private static <T> T orThrow(Outcome<T> outcome) throws BusException {
    if (outcome instanceof Outcome.Refused<T> refused) {
      Refusal refusal = refused.refusal();
      throw new BusException(
          ERRORS.getOrDefault(refusal.code(), BusError.BUS_ERROR),
          refusal.path(),
          refusal.reason());
    }
    return outcome.orThrow();
  }

  private BusProperty property(Leaf leaf) {
    if (leaf instanceof Leaf.Event event) {
      BusObject lease = ClientEvents.present(event.client(), event.now(), size);
      return new BusProperty(event.path(), new BusValue.Nested(lease));
    }
    return new BusProperty(leaf.path(), Values.shown(((Leaf.Parameter) leaf).value()));
  }

  private static Element element(NameEntry entry) {
    return new Element(entry.path(), kind(entry), access(entry));
  }

  private static Kind kind(NameEntry entry) {
    return switch (entry.kind()) {
      case OBJECT, ROW -> Kind.OBJECT;
      case TABLE -> Kind.TABLE;
      case PARAMETER, EVENT -> Kind.PROPERTY; // stock consumers read Events like a parameter
      case COMMAND -> Kind.METHOD;
    };
  }

  private static Set<Access> access(NameEntry entry) {
    Set<Access> access = EnumSet.noneOf(Access.class);
    switch (entry.kind()) {
      case OBJECT -> {}
      case ROW -> access.addAll(EnumSet.of(Access.GET, Access.SET)); // as rbus shows every row
      case TABLE -> {
        if (entry.writable()) {
          access.addAll(EnumSet.of(Access.ADD_ROW, Access.REMOVE_ROW));
        }
      }
      case PARAMETER, EVENT -> access.addAll(readable(entry));
      case COMMAND -> access.add(Access.INVOKE);
    }
    if (entry.notifies()) {
      access.add(Access.SUBSCRIBE);
    }
    return access;
  }

  private static Set<Access> readable(NameEntry entry) {
    return entry.writable() ? EnumSet.of(Access.GET, Access.SET) : EnumSet.of(Access.GET);
  }
}
