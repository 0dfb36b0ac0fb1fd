package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;

/** Gets of a consumer, from as many components as own the parameters. Any thread. */
final class ParameterCalls {
  private static final Duration GET = Duration.ofSeconds(15);
  private static final Duration GET_WILDCARD = Duration.ofMinutes(2);

  private final Caller caller;
  private final Owners owners;
  private final String component;

  ParameterCalls(Caller caller, Owners owners, String component) {
    this.caller = caller;
    this.owners = owners;
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
    for (List<String> group : owners.byOwner(names).values()) {
      for (BusProperty value : get(group.get(0), group, GET)) {
        values.put(value.name(), value);
      }
    }
    return values;
  }

  private List<BusProperty> getWildcard(String path) throws BusException {
    List<String> components =
        caller.ask(ControlTopic.QUERY, ControlJson.expression(path), path).items();
    if (components.isEmpty()) {
      owners.first(path);
      return get(path, List.of(path), GET_WILDCARD);
    }
    List<BusProperty> found = new ArrayList<>();
    for (String owner : components) {
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
}
