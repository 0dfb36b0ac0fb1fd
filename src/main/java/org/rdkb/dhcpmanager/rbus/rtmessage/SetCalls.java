package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;

/**
 * Sets of a consumer, at as many components as own the parameters. Any thread.
 *
 * <p>Providers before release 2.3.0 know no rollback number. They read a zero there as the count:
 * they change nothing, refuse, and name us as what failed. A one there can crash them, so a
 * component is asked, with a parameter that does not exist, before the first set that has one.
 */
final class SetCalls {
  private static final Logger log = LogManager.getLogger(SetCalls.class);
  private static final Duration SET = Duration.ofSeconds(15);
  private static final Duration SET_SEVERAL = Duration.ofSeconds(60);
  private static final int MOST_KNOWN = 256;
  private static final String NOWHERE = "Device.X_DHCPMGR_Nowhere";

  private static final Set<BusError> UNANSWERED =
      EnumSet.of(
          BusError.TIMEOUT, BusError.DESTINATION_NOT_FOUND, BusError.DESTINATION_NOT_REACHABLE);

  private enum Form {
    /** Before release 2.3.0: no rollback number, no old values in the answer. */
    OLD,
    SINGLE,
    ROLLBACK
  }

  private final Caller caller;
  private final Owners owners;
  private final String component;
  private final Set<String> present = ConcurrentHashMap.newKeySet();

  SetCalls(Caller caller, Owners owners, String component) {
    this.caller = caller;
    this.owners = owners;
    this.component = component;
  }

  void set(List<BusProperty> values) throws BusException {
    if (values.isEmpty()) {
      throw new BusException(BusError.INVALID_INPUT, "", "nothing to set");
    }
    if (values.size() == 1) {
      setOne(values);
      return;
    }
    Map<String, BusProperty> byName = new LinkedHashMap<>();
    for (BusProperty value : values) {
      if (byName.put(value.name(), value) != null) {
        throw new BusException(BusError.INVALID_INPUT, value.name(), "is set twice");
      }
    }
    List<BusProperty> undo = new ArrayList<>();
    Map<String, List<String>> groups = owners.byOwner(List.copyOf(byName.keySet()));
    for (Map.Entry<String, List<String>> group : groups.entrySet()) {
      try {
        Form form = isOld(group.getKey()) ? Form.OLD : Form.ROLLBACK;
        List<BusProperty> own = group.getValue().stream().map(byName::get).toList();
        undo.addAll(send(own.get(0).name(), own, form, SET_SEVERAL));
      } catch (BusException refused) {
        undo(undo);
        throw refused;
      }
    }
  }

  private void setOne(List<BusProperty> value) throws BusException {
    String name = value.get(0).name();
    try {
      send(name, value, Form.SINGLE, SET);
    } catch (BusException refused) {
      if (!isOldsRefusal(refused)) {
        throw refused;
      }
      send(name, value, Form.OLD, SET);
    }
  }

  private boolean isOldsRefusal(BusException refused) {
    return refused.error() == BusError.INVALID_INPUT && refused.element().equals(component);
  }

  private boolean isOld(String owner) throws BusException {
    if (present.contains(owner)) {
      return false;
    }
    try {
      BusProperty nothing = new BusProperty(NOWHERE, BusValue.text(""));
      send(owner, List.of(nothing), Form.SINGLE, SET);
    } catch (BusException refused) {
      if (isOldsRefusal(refused)) {
        return true;
      }
      if (UNANSWERED.contains(refused.error())) {
        throw refused;
      }
    }
    if (present.size() < MOST_KNOWN) {
      present.add(owner);
    }
    return false;
  }

  /** Sets values of one component; answers the old ones if they are asked for. */
  private List<BusProperty> send(
      String destination, List<BusProperty> values, Form form, Duration timeout)
      throws BusException {
    ItemWriter body = new ItemWriter().integer(0).text(component);
    if (form != Form.OLD) {
      body.integer(form == Form.ROLLBACK ? 1 : 0);
    }
    ValueCodec.writeProperties(body, values);
    body.text("TRUE");
    return caller.call(
        destination,
        MethodMessage.SET,
        body,
        timeout,
        values.get(0).name(),
        in -> in.hasMore() ? ValueCodec.readProperties(in) : List.of());
  }

  private void undo(List<BusProperty> old) {
    if (old.isEmpty()) {
      return;
    }
    try {
      Map<String, List<String>> groups =
          owners.byOwner(old.stream().map(BusProperty::name).toList());
      for (List<String> group : groups.values()) {
        List<BusProperty> own = old.stream().filter(p -> group.contains(p.name())).toList();
        send(own.get(0).name(), own, Form.SINGLE, SET);
      }
    } catch (BusException failed) {
      log.error("BUS-ROLLBACK-FAILED element={} reason={}", failed.element(), failed.reason());
    }
  }
}
