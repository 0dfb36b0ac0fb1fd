package org.rdkb.dhcpmanager.row;

import java.util.Map;
import org.rdkb.dhcpmanager.core.client.RowStep;
import org.rdkb.dhcpmanager.core.client.SystemEventRules;
import org.rdkb.dhcpmanager.core.client.SystemEvents;

/** Tells the system of steps, and remembers what it was told. Called on the lanes. */
final class SystemNews {
  private final SystemEvents system;
  private final SystemEventRules rules;
  private Map<String, String> told = Map.of();

  SystemNews(SystemEvents system, SystemEventRules rules) {
    this.system = system;
    this.rules = rules;
  }

  /** One step at a time: a status over all rows would else be told in the wrong order. */
  synchronized void after(RowStep step) {
    SystemEventRules.Outcome outcome = rules.after(step, told);
    told = outcome.told();
    outcome.events().forEach(system::fire);
  }
}
