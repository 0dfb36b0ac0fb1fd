package org.rdkb.dhcpmanager.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;

/** Builds one netlink message: header, body, attributes, each aligned to 4 bytes. Pure. */
final class NetlinkRequest {
  private static final int LIMIT = 4096;
  private static final int SEQUENCE_OFFSET = 8;

  private final ByteBuffer bytes = ByteBuffer.allocate(LIMIT).order(ByteOrder.nativeOrder());

  NetlinkRequest(int type, int flags) {
    bytes.putInt(0).putShort((short) type).putShort((short) flags).putInt(0).putInt(0);
  }

  NetlinkRequest putByte(int value) {
    bytes.put((byte) value);
    return this;
  }

  NetlinkRequest putInt(int value) {
    bytes.putInt(value);
    return this;
  }

  NetlinkRequest putBytes(byte[] value) {
    bytes.put(value);
    return this;
  }

  NetlinkRequest attribute(int type, byte[] payload) {
    bytes.putShort((short) (4 + payload.length)).putShort((short) type).put(payload);
    while (bytes.position() % 4 != 0) {
      bytes.put((byte) 0);
    }
    return this;
  }

  /** In the order of this machine. */
  NetlinkRequest attributeInt(int type, int... values) {
    ByteBuffer payload = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
    for (int value : values) {
      payload.putInt(value);
    }
    return attribute(type, payload.array());
  }

  /** In network order, as addresses are. */
  NetlinkRequest attributeAddress(int type, int bits) {
    return attribute(type, ByteBuffer.allocate(4).putInt(bits).array());
  }

  NetlinkRequest attributeAddress(int type, Ipv6Address address) {
    return attribute(type, address.toOctets().toArray());
  }

  /** In the order of this machine. */
  NetlinkRequest attributeShort(int type, int value) {
    return attribute(
        type,
        ByteBuffer.allocate(2).order(ByteOrder.nativeOrder()).putShort((short) value).array());
  }

  /** NUL-terminated, as names of links are. */
  NetlinkRequest attributeName(int type, String name) {
    return attribute(type, (name + "\0").getBytes(StandardCharsets.UTF_8));
  }

  /** An attribute that holds others, perhaps behind a body. */
  NetlinkRequest nested(int type, Consumer<NetlinkRequest> content) {
    int start = bytes.position();
    bytes.putShort((short) 0).putShort((short) type);
    content.accept(this);
    bytes.putShort(start, (short) (bytes.position() - start));
    return this;
  }

  byte[] toBytes(int sequence) {
    bytes.putInt(0, bytes.position()).putInt(SEQUENCE_OFFSET, sequence);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
