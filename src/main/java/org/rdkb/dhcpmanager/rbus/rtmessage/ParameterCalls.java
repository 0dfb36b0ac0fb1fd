package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;

/** Gets and sets of a consumer, over as many components as own the parameters. Any thread. */
final class ParameterCalls {
  private static final Logger log = LogManager.getLogger(ParameterCalls.class);
  private static final Duration GET = Duration.ofSeconds(15);
  private static final Duration GET_WILDCARD = Duration.ofMinutes(2);
  private static final Duration SET = Duration.ofSeconds(15);
  private static final Duration SET_SEVERAL = Duration.ofSeconds(60);

  private final Caller caller;
  private final String component;

  ParameterCalls(Caller caller, String component) {
    this.caller = caller;
    this.component = component;
  }

  List<BusProperty> get(List<String> paths) throws BusException {
    if (paths.isEmpty()) {
      throw new BusException(BusError.INVALID_INPUT, "", "no path is asked for");
    }
    if (paths.size() == 1) {
      String path = paths.get(0);
      return ElementName.isWildcard(path) ? getWildcard(path) : get(path, paths, GET);
    }
    List<String> plain = paths.stream().filter(path -> !ElementName.isWildcard(path)).toList();
    Map<String, BusProperty> values = plain.isEmpty() ? Map.of() : getPlain(plain);
    List<BusProperty> found = new ArrayList<>();
    for (String path : paths) {
      if (ElementName.isWildcard(path)) {
        found.addAll(getWildcard(path));
      } else {
        BusProperty value = values.get(path);
        if (value == null) {
          throw new BusException(
              BusError.INVALID_RESPONSE_FROM_DESTINATION, path, "missing in the answer");
        }
        found.add(value);
      }
    }
    return found;
  }

  private Map<String, BusProperty> getPlain(List<String> names) throws BusException {
    Map<String, BusProperty> values = new LinkedHashMap<>();
    for (List<String> group : byOwner(names).values()) {
      for (BusProperty value : get(group.get(0), group, GET)) {
        values.put(value.name(), value);
      }
    }
    return values;
  }

  private List<BusProperty> getWildcard(String path) throws BusException {
    List<String> owners =
        caller.ask(ControlTopic.QUERY, ControlJson.expression(path), path).items();
    if (owners.isEmpty()) {
      owner(path);
      return get(path, List.of(path), GET_WILDCARD);
    }
    List<BusProperty> found = new ArrayList<>();
    for (String owner : owners) {
      found.addAll(get(owner, List.of(path), GET_WILDCARD));
    }
    return found;
  }

  private List<BusProperty> get(String destination, List<String> names, Duration timeout)
      throws BusException {
    ItemWriter body = new ItemWriter().text(component).integer(names.size());
    names.forEach(body::text);
    return caller.call(
        destination, MethodMessage.GET, body, timeout, names.get(0), ValueCodec::readProperties);
  }

  void set(List<BusProperty> values) throws BusException {
    if (values.isEmpty()) {
      throw new BusException(BusError.INVALID_INPUT, "", "nothing to set");
    }
    if (values.size() == 1) {
      setOne(values.get(0));
      return;
    }
    Map<String, BusProperty> byName = new LinkedHashMap<>();
    for (BusProperty value : values) {
      if (byName.put(value.name(), value) != null) {
        throw new BusException(BusError.INVALID_INPUT, value.name(), "is set twice");
      }
    }
    List<BusProperty> undo = new ArrayList<>();
    for (List<String> group : byOwner(List.copyOf(byName.keySet())).values()) {
      try {
        undo.addAll(send(group.stream().map(byName::get).toList(), true, SET_SEVERAL));
      } catch (BusException refused) {
        undo(undo);
        throw refused;
      }
    }
  }

  /**
   * Providers before release 2.3.0 read our rollback number as the count: they change nothing and
   * name us as what failed. They get the form that they know.
   */
  private void setOne(BusProperty value) throws BusException {
    try {
      send(List.of(value), false, SET);
    } catch (BusException refused) {
      if (refused.error() != BusError.INVALID_INPUT || !refused.element().equals(component)) {
        throw refused;
      }
      ItemWriter body = new ItemWriter().integer(0).text(component).integer(1);
      ValueCodec.writeProperty(body, value);
      body.text("TRUE");
      caller.call(value.name(), MethodMessage.SET, body, SET, value.name(), in -> true);
    }
  }

  /** Sets values of one component; answers the old ones if they are asked for. */
  private List<BusProperty> send(List<BusProperty> values, boolean rollback, Duration timeout)
      throws BusException {
    ItemWriter body = new ItemWriter().integer(0).text(component).integer(rollback ? 1 : 0);
    ValueCodec.writeProperties(body, values);
    body.text("TRUE");
    String first = values.get(0).name();
    return caller.call(
        first,
        MethodMessage.SET,
        body,
        timeout,
        first,
        in -> in.hasMore() ? ValueCodec.readProperties(in) : List.of());
  }

  private void undo(List<BusProperty> old) {
    if (old.isEmpty()) {
      return;
    }
    try {
      for (List<String> group : byOwner(old.stream().map(BusProperty::name).toList()).values()) {
        send(old.stream().filter(p -> group.contains(p.name())).toList(), false, SET);
      }
    } catch (BusException failed) {
      log.error("BUS-ROLLBACK-FAILED element={} reason={}", failed.element(), failed.reason());
    }
  }

  /** Names by the component that owns them, both in order of appearance. */
  private Map<String, List<String>> byOwner(List<String> names) throws BusException {
    List<String> owners =
        caller.ask(ControlTopic.TRACE, ControlJson.items(names), names.get(0)).items();
    boolean clear = owners.size() == names.size();
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      // One answer for all tells who is unknown only if nobody is.
      String owner = clear ? owners.get(i) : owner(names.get(i));
      groups.computeIfAbsent(owner, o -> new ArrayList<>()).add(names.get(i));
    }
    return groups;
  }

  /** The first component that serves a name. */
  String owner(String name) throws BusException {
    return caller.ask(ControlTopic.TRACE, ControlJson.items(List.of(name)), name).items().stream()
        .findFirst()
        .orElseThrow(() -> Failures.undeliverable(name));
  }

  /** All components that serve a name, each once. */
  List<String> owners(String name) throws BusException {
    List<String> owners =
        caller.ask(ControlTopic.TRACE, ControlJson.items(List.of(name)), name).items();
    if (owners.isEmpty()) {
      throw Failures.undeliverable(name);
    }
    return owners.stream().distinct().toList();
  }
}
