package org.rdkb.dhcpmanager.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One message of the kernel. Pure; reads never leave the message, whatever its lengths say.
 *
 * @param type RTM_* or NLMSG_*
 * @param flags NLM_F_*
 * @param sequence of the request it answers; 0 for events
 * @param body what follows the header, positioned at 0, in the order of this machine
 */
record NetlinkMessage(int type, int flags, int sequence, ByteBuffer body) {

  /** The messages of a datagram, up to the first one that is cut off or malformed. */
  static List<NetlinkMessage> split(byte[] datagram) {
    ByteBuffer bytes = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
    List<NetlinkMessage> messages = new ArrayList<>();
    int start = 0;
    while (datagram.length - start >= Rtnetlink.HEADER_BYTES) {
      int length = bytes.getInt(start);
      if (length < Rtnetlink.HEADER_BYTES || length > datagram.length - start) {
        break;
      }
      messages.add(
          new NetlinkMessage(
              bytes.getShort(start + 4) & 0xffff,
              bytes.getShort(start + 6) & 0xffff,
              bytes.getInt(start + 8),
              part(bytes, start + Rtnetlink.HEADER_BYTES, start + length)));
      start += aligned(length);
    }
    return messages;
  }

  /** The attributes behind a body of the given length, up to the first malformed one. */
  Map<Integer, ByteBuffer> attributes(int bodyBytes) {
    return attributes(body, bodyBytes);
  }

  /** The same of a nested attribute's payload. */
  static Map<Integer, ByteBuffer> attributes(ByteBuffer body, int bodyBytes) {
    Map<Integer, ByteBuffer> attributes = new TreeMap<>();
    int start = aligned(bodyBytes);
    while (body.limit() - start >= 4) {
      int length = body.getShort(start) & 0xffff;
      if (length < 4 || length > body.limit() - start) {
        break;
      }
      // The two highest bits say nested and network order.
      int type = body.getShort(start + 2) & 0x3fff;
      attributes.put(type, part(body, start + 4, start + length));
      start += aligned(length);
    }
    return attributes;
  }

  private static ByteBuffer part(ByteBuffer bytes, int from, int to) {
    return bytes.duplicate().position(from).limit(to).slice().order(ByteOrder.nativeOrder());
  }

  private static int aligned(int length) {
    return (length + 3) & ~3;
  }
}
