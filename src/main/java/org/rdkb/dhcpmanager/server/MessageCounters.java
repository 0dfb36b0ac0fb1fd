package org.rdkb.dhcpmanager.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.Packet4;

/**
 * Well-formed messages by type, received and sent since the start. Any thread may count and read.
 */
public final class MessageCounters {
  private final Map<MessageType4, LongAdder> messages = new EnumMap<>(MessageType4.class);

  MessageCounters() {
    for (MessageType4 type : MessageType4.values()) {
      messages.put(type, new LongAdder());
    }
  }

  private LongAdder adder(MessageType4 type) {
    LongAdder adder = messages.get(type);
    if (adder == null) {
      throw new IllegalStateException(type.name());
    }
    return adder;
  }

  /** What only servers say is not counted as ours. */
  void received(Packet4 packet) {
    switch (packet.type()) {
      case DISCOVER, REQUEST, DECLINE, RELEASE, INFORM -> adder(packet.type()).increment();
      case OFFER, ACK, NAK -> {}
    }
  }

  void sent(MessageType4 type) {
    adder(type).increment();
  }

  /**
   * How many.
   *
   * @param type of a client: received; of a server: sent, a datagram that the kernel took
   * @return since the start
   */
  public long of(MessageType4 type) {
    return adder(type).sum();
  }
}
