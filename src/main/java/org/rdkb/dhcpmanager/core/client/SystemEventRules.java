package org.rdkb.dhcpmanager.core.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the system hears of a step. Pure; which names there are depends on the platform. */
@FunctionalInterface
public interface SystemEventRules {

  /**
   * The events that follow from a step.
   *
   * @param step of one row
   * @param told what the system was told last by all rows, by name
   * @return what to tell now
   */
  Outcome after(RowStep step, Map<String, String> told);

  /**
   * What to tell, and what was told then.
   *
   * @param told by name; names that stand for nothing any more may be missing
   * @param events in order
   */
  record Outcome(Map<String, String> told, List<SystemEvent> events) {
    /** Takes copies. */
    public Outcome {
      told = Map.copyOf(told);
      events = List.copyOf(events);
    }
  }

  /** Events in the making: a name is told once for each value. Lives within one step. */
  final class Telling {
    private final Map<String, String> told;
    private final List<SystemEvent> events = new ArrayList<>();

    Telling(Map<String, String> told) {
      this.told = new LinkedHashMap<>(told);
    }

    /** Known to the system already, from before a restart of this component. */
    void known(String name, String value) {
      if (!value.isEmpty()) {
        told.put(name, value);
      }
    }

    boolean isKnown(String name) {
      return told.containsKey(name);
    }

    Map<String, String> told() {
      return told;
    }

    /** Tells it if it was not told before. */
    void state(String name, String value) {
      if (!value.equals(told.get(name))) {
        always(name, value);
      }
    }

    /** As {@link #state}, where not told and empty are the same. */
    void stateOrNothing(String name, String value) {
      if (!value.equals(told.getOrDefault(name, ""))) {
        always(name, value);
        if (value.isEmpty()) {
          told.remove(name);
        }
      }
    }

    /** Tells it, whatever was told before. */
    void always(String name, String value) {
      told.put(name, value);
      events.add(new SystemEvent(name, value));
    }

    /** Tells what is nothing but a signal. */
    void signal(String name) {
      events.add(new SystemEvent(name, ""));
    }

    boolean isEmpty() {
      return events.isEmpty();
    }

    Outcome outcome() {
      return new Outcome(told, events);
    }
  }
}
