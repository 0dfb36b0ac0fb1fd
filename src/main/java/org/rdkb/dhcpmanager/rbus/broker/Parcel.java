package org.rdkb.dhcpmanager.rbus.broker;

import java.nio.ByteBuffer;
import org.rdkb.dhcpmanager.rbus.wire.Frame;

/** A frame on its way to one or more readers; a large payload waits once, however many they are. */
final class Parcel {
  private final Frame frame;
  private int holders;

  Parcel(Frame frame) {
    this.frame = frame;
  }

  Frame frame() {
    return frame;
  }

  /** The payload, for a queue that keeps it until {@link #release}. */
  ByteBuffer retain(Held held) {
    ByteBuffer payload = frame.payload();
    if (holders++ == 0) {
      held.add(payload.remaining());
    }
    return payload;
  }

  void release(Held held) {
    if (--holders == 0) {
      held.add(-frame.payload().remaining());
    }
  }
}
