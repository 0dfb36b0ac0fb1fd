package org.rdkb.dhcpmanager.core.attach;

import java.util.List;

/** Port: what the kernel forwards between CAN links. Any thread may call; 2 s at most. */
public interface CanGateway {

  /**
   * The rules that are in force, whoever made them.
   *
   * @return one as often as it is there; none where the kernel has no CAN gateway
   */
  List<ForwardingRule> rules();

  /**
   * Adds a rule.
   *
   * @param rule between links of ours
   * @return what became of it
   */
  LinkAnswer add(ForwardingRule rule);

  /**
   * Removes a rule, once if it is there more than once.
   *
   * @param rule to be removed
   * @return what became of it
   */
  LinkAnswer remove(ForwardingRule rule);
}
