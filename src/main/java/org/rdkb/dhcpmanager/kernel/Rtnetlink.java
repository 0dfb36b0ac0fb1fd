package org.rdkb.dhcpmanager.kernel;

/** Numbers of rtnetlink(7), with the kernel's names. */
final class Rtnetlink {
  static final int NLMSG_ERROR = 2;
  static final int NLMSG_DONE = 3;
  static final int RTM_NEWLINK = 16;
  static final int RTM_DELLINK = 17;
  static final int RTM_GETLINK = 18;
  static final int RTM_NEWADDR = 20;
  static final int RTM_DELADDR = 21;
  static final int RTM_GETADDR = 22;
  static final int RTM_NEWROUTE = 24;
  static final int RTM_DELROUTE = 25;
  static final int RTM_GETROUTE = 26;

  static final int NLM_F_REQUEST = 0x1;
  static final int NLM_F_MULTI = 0x2;
  static final int NLM_F_ACK = 0x4;
  static final int NLM_F_DUMP_INTR = 0x10;
  static final int NLM_F_REPLACE = 0x100;
  static final int NLM_F_EXCL = 0x200;
  static final int NLM_F_CREATE = 0x400;
  static final int NLM_F_DUMP = 0x300;

  /** On answers: the request was left out of an error; texts follow it. */
  static final int NLM_F_CAPPED = 0x100;

  static final int NLM_F_ACK_TLVS = 0x200;
  static final int NLMSGERR_ATTR_MSG = 1;

  static final int RTNLGRP_LINK = 1;
  static final int RTNLGRP_IPV6_IFADDR = 9;

  static final int AF_UNSPEC = 0;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  static final int IFF_UP = 0x1;
  static final int IFF_RUNNING = 0x40;

  static final int IFLA_ADDRESS = 1;
  static final int IFLA_IFNAME = 3;
  static final int IFLA_MTU = 4;
  static final int IFLA_LINK = 5;
  static final int IFLA_MASTER = 10;
  static final int IFLA_LINKINFO = 18;
  static final int IFLA_NET_NS_PID = 19;
  static final int IFLA_NET_NS_FD = 28;
  static final int IFLA_LINK_NETNSID = 37;
  static final int IFLA_MIN_MTU = 50;
  static final int IFLA_MAX_MTU = 51;

  /** In IFLA_LINKINFO. */
  static final int IFLA_INFO_KIND = 1;

  static final int IFLA_INFO_DATA = 2;

  /** In IFLA_INFO_DATA, each of its kind; one and the same number for veth and vxcan. */
  static final int IFLA_VLAN_ID = 1;

  static final int IFLA_MACVLAN_MODE = 1;
  static final int MACVLAN_MODE_BRIDGE = 4;
  static final int IFLA_IPVLAN_MODE = 1;
  static final int IFLA_IPVLAN_FLAGS = 2;
  static final int IPVLAN_MODE_L2 = 0;
  static final int VETH_INFO_PEER = 1;

  static final int IFA_ADDRESS = 1;
  static final int IFA_LOCAL = 2;
  static final int IFA_BROADCAST = 4;
  static final int IFA_CACHEINFO = 6;

  /** Since Linux 5.18; older kernels skip it. */
  static final int IFA_PROTO = 11;

  static final int IFA_F_SECONDARY = 0x1;

  /** All flags, where eight bits are too few. */
  static final int IFA_FLAGS = 8;

  static final int IFA_F_OPTIMISTIC = 0x4;
  static final int IFA_F_DADFAILED = 0x8;
  static final int IFA_F_TENTATIVE = 0x40;

  static final int RTA_DST = 1;
  static final int RTA_OIF = 4;
  static final int RTA_GATEWAY = 5;
  static final int RTA_PRIORITY = 6;
  static final int RTA_PREFSRC = 7;

  static final int RT_TABLE_MAIN = 254;
  static final int RTPROT_KERNEL = 2;
  static final int RTPROT_DHCP = 16;
  static final int RT_SCOPE_UNIVERSE = 0;
  static final int RT_SCOPE_LINK = 253;
  static final int RTN_UNICAST = 1;
  static final int RTN_UNREACHABLE = 7;

  /** Bytes before the attributes. */
  static final int HEADER_BYTES = 16;

  static final int IFINFOMSG_BYTES = 16;
  static final int IFADDRMSG_BYTES = 8;

  private Rtnetlink() {}
}
