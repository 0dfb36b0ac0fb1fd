package org.rdkb.dhcpmanager.core.attach;

/**
 * Frames of one CAN link go to another; the way back is another rule.
 *
 * @param from kernel name
 * @param to kernel name
 */
public record ForwardingRule(String from, String to) {
  @Override
  public String toString() {
    return from + ">" + to;
  }
}
