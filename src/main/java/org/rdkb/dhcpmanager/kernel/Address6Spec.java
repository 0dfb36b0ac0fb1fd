package org.rdkb.dhcpmanager.kernel;

import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Lifetimes6;

/**
 * An IPv6 address as the kernel is told of it: a /128, since a lease says nothing of what is on the
 * link (RFC 8415 section 21.6). No flag is given: duplicate address detection takes place as for
 * any other. Pure.
 *
 * @param address the address
 * @param lifetimes at the end of the valid one the kernel removes the address by itself
 */
record Address6Spec(Ipv6Address address, Lifetimes6 lifetimes) {
  private static final int LENGTH = 128;

  static Address6Spec of(IaAddress leased) {
    return new Address6Spec(leased.address(), leased.lifetimes());
  }

  /** An address that is there already only gets its lifetimes. */
  NetlinkRequest add(int index) {
    return add(Rtnetlink.NLM_F_REPLACE, index);
  }

  /** An address that is there already is left alone; the kernel says EEXIST. */
  NetlinkRequest addMissing(int index) {
    return add(Rtnetlink.NLM_F_EXCL, index);
  }

  private NetlinkRequest add(int ifThere, int index) {
    return head(Rtnetlink.RTM_NEWADDR, Rtnetlink.NLM_F_CREATE | ifThere, index)
        .attributeInt(
            Rtnetlink.IFA_CACHEINFO,
            (int) lifetimes.preferred().seconds(),
            (int) lifetimes.valid().seconds(),
            0,
            0)
        .attribute(Rtnetlink.IFA_PROTO, new byte[] {Rtnetlink.RTPROT_DHCP});
  }

  NetlinkRequest remove(int index) {
    return head(Rtnetlink.RTM_DELADDR, 0, index);
  }

  /**
   * Removes the route that the kernel made for the address. It does not do so itself when an
   * address with a lifetime goes (Linux 6.1).
   */
  NetlinkRequest removeRoute(int index) {
    return new NetlinkRequest(Rtnetlink.RTM_DELROUTE, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK)
        .putByte(Rtnetlink.AF_INET6)
        .putByte(LENGTH)
        .putByte(0)
        .putByte(0)
        .putByte(Rtnetlink.RT_TABLE_MAIN)
        .putByte(Rtnetlink.RTPROT_KERNEL)
        .putByte(Rtnetlink.RT_SCOPE_UNIVERSE)
        .putByte(Rtnetlink.RTN_UNICAST)
        .putInt(0)
        .attributeAddress(Rtnetlink.RTA_DST, address)
        .attributeInt(Rtnetlink.RTA_OIF, index);
  }

  private NetlinkRequest head(int type, int flags, int index) {
    return new NetlinkRequest(type, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK | flags)
        .putByte(Rtnetlink.AF_INET6)
        .putByte(LENGTH)
        .putByte(0)
        .putByte(Rtnetlink.RT_SCOPE_UNIVERSE)
        .putInt(index)
        .attributeAddress(Rtnetlink.IFA_LOCAL, address)
        .attributeAddress(Rtnetlink.IFA_ADDRESS, address);
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
