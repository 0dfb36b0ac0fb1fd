package org.rdkb.dhcpmanager.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.RowName;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;

/** A small honest data model behind the consumer's port: flat parameters, one table. */
final class FakeBus implements BusConsumer {
  final Map<String, BusValue> parameters = new LinkedHashMap<>();
  final List<String> calls = new ArrayList<>();
  final List<ReceivedEvent> pending = new ArrayList<>();
  final Map<String, Runnable> effects = new LinkedHashMap<>();
  boolean closed;
  private int lastInstance;

  FakeBus with(String path, BusValue value) {
    parameters.put(path, value);
    return this;
  }

  @Override
  public List<BusProperty> get(List<String> paths) throws BusException {
    List<BusProperty> found = new ArrayList<>();
    for (String path : paths) {
      int before = found.size();
      parameters.forEach(
          (name, value) -> {
            if (name.equals(path) || (path.endsWith(".") && name.startsWith(path))) {
              found.add(new BusProperty(name, value));
            }
          });
      if (found.size() == before && !path.endsWith(".")) {
        throw new BusException(BusError.ELEMENT_DOES_NOT_EXIST, path, "no such parameter");
      }
    }
    return found;
  }

  @Override
  public void set(List<BusProperty> values) throws BusException {
    for (BusProperty set : values) {
      BusValue present = parameters.get(set.name());
      if (present == null) {
        throw new BusException(BusError.ELEMENT_DOES_NOT_EXIST, set.name(), "no such parameter");
      }
      if (set.name().endsWith("Status")) {
        throw new BusException(BusError.NOT_WRITABLE, set.name(), "read-only");
      }
      if (present.type() != set.value().type()) {
        throw new BusException(
            BusError.INVALID_PARAMETER_TYPE, set.name(), "takes " + present.type());
      }
    }
    values.forEach(set -> parameters.put(set.name(), set.value()));
  }

  @Override
  public int addRow(String table, String alias) {
    calls.add("add " + table + " " + alias);
    return ++lastInstance;
  }

  @Override
  public void deleteRow(String row) throws BusException {
    calls.add("delete " + row);
    if (row.endsWith(".1.")) {
      throw new BusException(BusError.INVALID_OPERATION, row, "the last row stays (R37)");
    }
  }

  @Override
  public List<RowName> rows(String table) {
    return List.of();
  }

  @Override
  public List<Element> names(String path, int depth) {
    calls.add("names " + path + " " + depth);
    return parameters.keySet().stream()
        .map(name -> new Element(name, Element.Kind.PROPERTY, Set.of(Element.Access.GET)))
        .toList();
  }

  @Override
  public BusObject invoke(String method, BusObject arguments) {
    calls.add("invoke " + method);
    effects.getOrDefault(method, () -> {}).run();
    return arguments;
  }

  @Override
  public Subscription subscribe(SubscribeRequest request, EventListener listener) {
    calls.add("subscribe " + request.event() + " " + request.initialValue());
    pending.forEach(listener::received);
    return () -> calls.add("unsubscribe " + request.event());
  }

  @Override
  public List<String> components() {
    return List.of();
  }

  @Override
  public void close() {
    closed = true;
  }
}
