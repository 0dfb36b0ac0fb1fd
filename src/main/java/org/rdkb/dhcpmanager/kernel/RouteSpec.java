package org.rdkb.dhcpmanager.kernel;

import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;

/**
 * A route as the kernel is told of it, in the main table. Pure.
 *
 * @param destination where it leads
 * @param gateway next hop; 0.0.0.0: the destination is on the link
 * @param source address that packets along it come from; the route goes with that address
 * @param metric the lower is preferred
 */
record RouteSpec(Ipv4Prefix destination, Ipv4Address gateway, Ipv4Address source, int metric) {

  boolean isOnLink() {
    return gateway.equals(Ipv4Address.ANY);
  }

  NetlinkRequest add(int index) {
    return message(Rtnetlink.RTM_NEWROUTE, Rtnetlink.NLM_F_CREATE | Rtnetlink.NLM_F_REPLACE, index);
  }

  /** A route with this destination and metric is left alone; the kernel says EEXIST. */
  NetlinkRequest addMissing(int index) {
    return message(Rtnetlink.RTM_NEWROUTE, Rtnetlink.NLM_F_CREATE | Rtnetlink.NLM_F_EXCL, index);
  }

  NetlinkRequest remove(int index) {
    return message(Rtnetlink.RTM_DELROUTE, 0, index);
  }

  private NetlinkRequest message(int type, int flags, int index) {
    NetlinkRequest request =
        new NetlinkRequest(type, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK | flags)
            .putByte(Rtnetlink.AF_INET)
            .putByte(destination.length())
            .putByte(0)
            .putByte(0)
            .putByte(Rtnetlink.RT_TABLE_MAIN)
            .putByte(Rtnetlink.RTPROT_DHCP)
            .putByte(isOnLink() ? Rtnetlink.RT_SCOPE_LINK : Rtnetlink.RT_SCOPE_UNIVERSE)
            .putByte(Rtnetlink.RTN_UNICAST)
            .putInt(0);
    if (destination.length() > 0) {
      request.attributeAddress(Rtnetlink.RTA_DST, destination.address().bits());
    }
    if (!isOnLink()) {
      request.attributeAddress(Rtnetlink.RTA_GATEWAY, gateway.bits());
    }
    return request
        .attributeInt(Rtnetlink.RTA_PRIORITY, metric)
        .attributeAddress(Rtnetlink.RTA_PREFSRC, source.bits())
        .attributeInt(Rtnetlink.RTA_OIF, index);
  }

  @Override
  public String toString() {
    return destination + (isOnLink() ? " on link" : " via " + gateway) + " metric " + metric;
  }
}
