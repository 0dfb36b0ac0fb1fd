package org.rdkb.dhcpmanager.kernel;

import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.lease.Lifetime;

/**
 * An address as the kernel is told of it. Pure.
 *
 * @param address the address
 * @param prefixLength 1 to 32
 * @param broadcast of its subnet; 0.0.0.0: none
 * @param lifetime valid and preferred alike; at its end the kernel removes the address by itself
 */
record AddressSpec(
    Ipv4Address address, int prefixLength, Ipv4Address broadcast, Lifetime lifetime) {

  /** An address that is there already only gets its lifetimes. */
  NetlinkRequest add(int index) {
    return add(Rtnetlink.NLM_F_REPLACE, index);
  }

  /** An address that is there already is left alone; the kernel says EEXIST. */
  NetlinkRequest addMissing(int index) {
    return add(Rtnetlink.NLM_F_EXCL, index);
  }

  private NetlinkRequest add(int ifThere, int index) {
    NetlinkRequest request = head(Rtnetlink.RTM_NEWADDR, Rtnetlink.NLM_F_CREATE | ifThere, index);
    if (!broadcast.equals(Ipv4Address.ANY)) {
      request.attributeAddress(Rtnetlink.IFA_BROADCAST, broadcast.bits());
    }
    // Infinite has the same 32 bits in DHCP and in the kernel: all ones.
    int seconds = (int) lifetime.seconds();
    return request
        .attributeAddress(Rtnetlink.IFA_ADDRESS, address.bits())
        .attributeInt(Rtnetlink.IFA_CACHEINFO, seconds, seconds, 0, 0)
        .attribute(Rtnetlink.IFA_PROTO, new byte[] {Rtnetlink.RTPROT_DHCP});
  }

  NetlinkRequest remove(int index) {
    return head(Rtnetlink.RTM_DELADDR, 0, index)
        .attributeAddress(Rtnetlink.IFA_ADDRESS, address.bits());
  }

  Ipv4Prefix subnet() {
    return new Ipv4Prefix(address, prefixLength);
  }

  private NetlinkRequest head(int type, int flags, int index) {
    return new NetlinkRequest(type, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK | flags)
        .putByte(Rtnetlink.AF_INET)
        .putByte(prefixLength)
        .putByte(0)
        .putByte(Rtnetlink.RT_SCOPE_UNIVERSE)
        .putInt(index)
        .attributeAddress(Rtnetlink.IFA_LOCAL, address.bits());
  }

  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }
}
