package org.rdkb.dhcpmanager.kernel;

/**
 * Rules of the kernel's CAN gateway (module can-gw): each forwards the frames of one link to
 * another, in one direction. The messages of can-utils' cangw. Pure.
 */
final class CanRules {
  private static final int AF_CAN = 29;
  private static final int CGW_TYPE_CAN_CAN = 1;

  /** Frames that this machine sent are forwarded too: those of containers are. */
  private static final int CGW_FLAGS_CAN_ECHO = 1;

  private static final int CGW_SRC_IF = 9;
  private static final int CGW_DST_IF = 10;

  private CanRules() {}

  static NetlinkRequest add(int from, int to) {
    return rule(Rtnetlink.RTM_NEWROUTE, from, to);
  }

  static NetlinkRequest remove(int from, int to) {
    return rule(Rtnetlink.RTM_DELROUTE, from, to);
  }

  private static NetlinkRequest rule(int type, int from, int to) {
    return new NetlinkRequest(type, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK)
        .putByte(AF_CAN)
        .putByte(CGW_TYPE_CAN_CAN)
        .putByte(CGW_FLAGS_CAN_ECHO)
        .putByte(0)
        .attributeInt(CGW_SRC_IF, from)
        .attributeInt(CGW_DST_IF, to);
  }
}
