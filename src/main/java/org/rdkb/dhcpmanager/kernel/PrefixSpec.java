package org.rdkb.dhcpmanager.kernel;

import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;

/**
 * A delegated prefix as the kernel is told of it: an unreachable route, so that what no LAN has is
 * answered here and does not bounce between the router of the ISP and this one (RFC 7084, WPD-5).
 * The route of a LAN is longer and wins. Pure.
 *
 * @param prefix the whole of what was delegated
 */
record PrefixSpec(Ipv6Prefix prefix) {
  /** Far behind every route that somebody wants: the default of the kernel is 1024. */
  private static final int METRIC = 100_000;

  static PrefixSpec of(IaPrefix delegated) {
    return new PrefixSpec(delegated.prefix());
  }

  NetlinkRequest add() {
    return message(Rtnetlink.RTM_NEWROUTE, Rtnetlink.NLM_F_CREATE | Rtnetlink.NLM_F_REPLACE);
  }

  /** A route with this destination and metric is left alone; the kernel says EEXIST. */
  NetlinkRequest addMissing() {
    return message(Rtnetlink.RTM_NEWROUTE, Rtnetlink.NLM_F_CREATE | Rtnetlink.NLM_F_EXCL);
  }

  NetlinkRequest remove() {
    return message(Rtnetlink.RTM_DELROUTE, 0);
  }

  private NetlinkRequest message(int type, int flags) {
    return new NetlinkRequest(type, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK | flags)
        .putByte(Rtnetlink.AF_INET6)
        .putByte(prefix.length())
        .putByte(0)
        .putByte(0)
        .putByte(Rtnetlink.RT_TABLE_MAIN)
        .putByte(Rtnetlink.RTPROT_DHCP)
        .putByte(Rtnetlink.RT_SCOPE_UNIVERSE)
        .putByte(Rtnetlink.RTN_UNREACHABLE)
        .putInt(0)
        .attributeAddress(Rtnetlink.RTA_DST, prefix.address())
        .attributeInt(Rtnetlink.RTA_PRIORITY, METRIC);
  }

  @Override
  public String toString() {
    return "unreachable " + prefix;
  }
}
