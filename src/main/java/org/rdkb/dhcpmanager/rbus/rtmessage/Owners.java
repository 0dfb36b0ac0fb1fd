package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;

/** Which components own which names, as the broker says. Any thread. */
final class Owners {
  private final Caller caller;

  Owners(Caller caller) {
    this.caller = caller;
  }

  /** Names by the component that owns them, both in order of appearance. */
  Map<String, List<String>> byOwner(List<String> names) throws BusException {
    List<String> owners =
        caller.ask(ControlTopic.TRACE, ControlJson.items(names), names.get(0)).items();
    boolean clear = owners.size() == names.size();
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      // One answer for all tells who is unknown only if nobody is.
      String owner = clear ? owners.get(i) : first(names.get(i));
      groups.computeIfAbsent(owner, o -> new ArrayList<>()).add(names.get(i));
    }
    return groups;
  }

  /** The first component that serves a name. */
  String first(String name) throws BusException {
    return caller.ask(ControlTopic.TRACE, ControlJson.items(List.of(name)), name).items().stream()
        .findFirst()
        .orElseThrow(() -> Failures.undeliverable(name));
  }

  /** All components that serve a name, each once. */
  List<String> all(String name) throws BusException {
    List<String> owners =
        caller.ask(ControlTopic.TRACE, ControlJson.items(List.of(name)), name).items();
    if (owners.isEmpty()) {
      throw Failures.undeliverable(name);
    }
    return owners.stream().distinct().toList();
  }
}
