package org.rdkb.dhcpmanager.core.attach;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What has to be done so that all CAN links of a network hear each other. A frame is forwarded once
 * (the kernel counts hops), so each link needs a rule to each other one. Carried out twice, the
 * second time is empty.
 *
 * @param add rules that are missing
 * @param remove rules that are there twice, or lead where nothing is declared any more
 */
public record ForwardingPlan(List<ForwardingRule> add, List<ForwardingRule> remove) {
  /** Takes copies. */
  public ForwardingPlan {
    add = List.copyOf(add);
    remove = List.copyOf(remove);
  }

  /**
   * Compares what is wanted with what is there.
   *
   * @param links of one network, those that exist
   * @param ours every CAN link that was ever declared here: rules between others are left alone
   * @param present what the kernel has, a rule as often as it is there
   * @return the way from one to the other
   */
  public static ForwardingPlan of(
      List<String> links, Set<String> ours, List<ForwardingRule> present) {
    Set<ForwardingRule> wanted = new LinkedHashSet<>();
    for (String from : links) {
      for (String to : links) {
        if (!from.equals(to)) {
          wanted.add(new ForwardingRule(from, to));
        }
      }
    }
    List<ForwardingRule> add = new ArrayList<>(wanted);
    add.removeAll(present);
    List<ForwardingRule> remove = new ArrayList<>();
    Set<ForwardingRule> seen = new LinkedHashSet<>();
    for (ForwardingRule rule : present) {
      boolean isOurs = ours.contains(rule.from()) && ours.contains(rule.to());
      boolean isOfThisNetwork = links.contains(rule.from()) || links.contains(rule.to());
      boolean isStale = isOfThisNetwork && !wanted.contains(rule);
      if (isOurs && (isStale || !seen.add(rule))) {
        remove.add(rule);
      }
    }
    return new ForwardingPlan(add, remove);
  }
}
