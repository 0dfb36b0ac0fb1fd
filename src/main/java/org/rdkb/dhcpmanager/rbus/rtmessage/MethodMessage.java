package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.nio.ByteBuffer;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * A payload taken apart: the body's items, and what its trailer points to.
 *
 * @param body the items before the trailer's offset
 * @param meta the items after it
 */
record MethodMessage(ItemReader body, ItemReader meta) {
  static final String RESPONSE = "METHOD_RESPONSE";
  static final String GET = "METHOD_GETPARAMETERVALUES";
  static final String SET = "METHOD_SETPARAMETERVALUES";
  static final String COMMIT = "METHOD_COMMIT";
  static final String NAMES = "METHOD_GETPARAMETERNAMES";
  static final String GET_ATTRIBUTES = "METHOD_GETPARAMETERATTRIBUTES";
  static final String ADD_ROW = "METHOD_ADDTBLROW";
  static final String DELETE_ROW = "METHOD_DELETETBLROW";
  static final String INVOKE = "METHOD_RPC";
  static final String SUBSCRIBE = "METHOD_SUBSCRIBE";
  static final String UNSUBSCRIBE = "METHOD_UNSUBSCRIBE";
  static final String OPEN_DIRECT = "METHOD_OPENDIRECT_CONN";
  static final String CLOSE_DIRECT = "METHOD_CLOSEDIRECT_CONN";

  private static final int TRAILER = 5;

  static MethodMessage parse(ByteBuffer payload) throws MalformedException {
    int length = payload.remaining();
    if (length < TRAILER || payload.get(length - TRAILER) != (byte) 0xd2) {
      throw new MalformedException("no trailer");
    }
    int offset = payload.getInt(length - 4);
    if (offset < 0 || offset > length - TRAILER) {
      throw new MalformedException("trailer points outside of the message");
    }
    int start = payload.arrayOffset();
    return new MethodMessage(
        new ItemReader(payload.array(), start, offset),
        new ItemReader(payload.array(), start + offset, length - TRAILER - offset));
  }
}
