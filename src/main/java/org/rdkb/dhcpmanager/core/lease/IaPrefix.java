package org.rdkb.dhcpmanager.core.lease;

/**
 * A prefix of an IA_PD (RFC 8415 section 21.22).
 *
 * @param prefix unicast, of more than one link, with a length of 1…128
 * @param lifetimes how long
 */
public record IaPrefix(Ipv6Prefix prefix, Lifetimes6 lifetimes) implements Binding6<IaPrefix> {

  /** Checks the prefix. */
  public IaPrefix {
    if (!prefix.address().isUnicast() || prefix.length() == 0) {
      throw new IllegalArgumentException(prefix.toString());
    }
  }

  @Override
  public Object key() {
    return prefix;
  }

  @Override
  public IaPrefix with(Lifetimes6 changed) {
    return new IaPrefix(prefix, changed);
  }
}
