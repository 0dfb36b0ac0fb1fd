package org.rdkb.dhcpmanager.core.lease;

/**
 * An address of an IA_NA (RFC 8415 section 21.6).
 *
 * @param address unicast, of more than one link
 * @param lifetimes how long
 */
public record IaAddress(Ipv6Address address, Lifetimes6 lifetimes) implements Binding6<IaAddress> {

  /** Checks the address. */
  public IaAddress {
    if (!address.isUnicast()) {
      throw new IllegalArgumentException(address.toString());
    }
  }

  @Override
  public Object key() {
    return address;
  }

  @Override
  public IaAddress with(Lifetimes6 changed) {
    return new IaAddress(address, changed);
  }
}
