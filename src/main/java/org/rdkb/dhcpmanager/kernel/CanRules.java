package org.rdkb.dhcpmanager.kernel;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * Rules of the kernel's CAN gateway (module can-gw): each forwards the frames of one link to
 * another, in one direction. The messages of can-utils' cangw. Pure.
 */
final class CanRules {
  private static final int AF_CAN = 29;
  private static final int CGW_TYPE_CAN_CAN = 1;

  /** What is forwarded is heard on its destination also by this machine, as what is sent there. */
  private static final int CGW_FLAGS_CAN_ECHO = 1;

  /** struct rtcanmsg: family, type, flags. */
  private static final int RTCANMSG_BYTES = 4;

  private static final int CGW_SRC_IF = 9;
  private static final int CGW_DST_IF = 10;

  private CanRules() {}

  static NetlinkRequest add(int from, int to) {
    return rule(Rtnetlink.RTM_NEWROUTE, from, to);
  }

  static NetlinkRequest remove(int from, int to) {
    return rule(Rtnetlink.RTM_DELROUTE, from, to);
  }

  /** All of them, each in a message of its own. */
  static NetlinkRequest list() {
    return new NetlinkRequest(
            Rtnetlink.RTM_GETROUTE, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_DUMP)
        .putByte(AF_CAN)
        .putByte(CGW_TYPE_CAN_CAN)
        .putByte(0)
        .putByte(0);
  }

  /**
   * A rule as the kernel lists it.
   *
   * @param from index of a link
   * @param to index of a link
   */
  record Rule(int from, int to) {}

  /** Absent: it is about something else, such as an IP route where there is no CAN gateway. */
  static Optional<Rule> read(NetlinkMessage message) {
    if (message.type() != Rtnetlink.RTM_NEWROUTE
        || message.body().limit() < RTCANMSG_BYTES
        || message.body().get(0) != AF_CAN
        || message.body().get(1) != CGW_TYPE_CAN_CAN) {
      return Optional.empty();
    }
    Map<Integer, ByteBuffer> attributes = message.attributes(RTCANMSG_BYTES);
    Optional<Integer> from = Link.number(attributes, CGW_SRC_IF);
    Optional<Integer> to = Link.number(attributes, CGW_DST_IF);
    return from.isPresent() && to.isPresent()
        ? Optional.of(new Rule(from.get(), to.get()))
        : Optional.empty();
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
