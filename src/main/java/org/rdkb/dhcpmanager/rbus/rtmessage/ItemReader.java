package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Reads a sequence of MessagePack items; no length is believed before it is checked. */
final class ItemReader {
  private final MessageUnpacker unpacker;
  private final int length;

  ItemReader(byte[] octets, int offset, int length) {
    this.unpacker = MessagePack.newDefaultUnpacker(octets, offset, length);
    this.length = length;
  }

  boolean hasMore() {
    return unpacker.getTotalReadBytes() < length;
  }

  boolean isAtText() throws MalformedException {
    return hasMore() && format().getValueType() == ValueType.STRING;
  }

  boolean isAtInteger() throws MalformedException {
    return hasMore() && format().getValueType() == ValueType.INTEGER;
  }

  private MessageFormat format() throws MalformedException {
    try {
      return unpacker.getNextFormat();
    } catch (IOException | MessagePackException broken) {
      throw malformed("item", broken);
    }
  }

  /** A whole number; an unsigned 64-bit one as its two's complement. */
  long integer() throws MalformedException {
    try {
      if (unpacker.getNextFormat() == MessageFormat.UINT64) {
        return unpacker.unpackBigInteger().longValue();
      }
      return unpacker.unpackLong();
    } catch (IOException | MessagePackException broken) {
      throw malformed("whole number", broken);
    }
  }

  /** A count, code or id. */
  int number() throws MalformedException {
    long value = integer();
    if (value != (int) value) {
      throw new MalformedException("number beyond 32 bits at octet " + position());
    }
    return (int) value;
  }

  /** A number that old senders leave out at the end. */
  int numberOr(int absent) throws MalformedException {
    return hasMore() ? number() : absent;
  }

  /** A text without the NUL that ends it. */
  String text() throws MalformedException {
    try {
      return withoutNul(payload(unpacker.unpackRawStringHeader()));
    } catch (IOException | MessagePackException broken) {
      throw malformed("text", broken);
    }
  }

  /** A text that old senders leave out at the end. */
  String textOr(String absent) throws MalformedException {
    return isAtText() ? text() : absent;
  }

  byte[] octets() throws MalformedException {
    try {
      return payload(unpacker.unpackBinaryHeader());
    } catch (IOException | MessagePackException broken) {
      throw malformed("octets", broken);
    }
  }

  double real() throws MalformedException {
    try {
      return unpacker.unpackDouble();
    } catch (IOException | MessagePackException broken) {
      throw malformed("floating-point number", broken);
    }
  }

  static String withoutNul(byte[] octets) {
    int end = octets.length;
    if (end > 0 && octets[end - 1] == 0) {
      end--;
    }
    return new String(octets, 0, end, StandardCharsets.UTF_8);
  }

  private byte[] payload(int octets) throws IOException {
    if (octets > length - unpacker.getTotalReadBytes()) {
      throw new MalformedException("item at octet " + position() + " is longer than the message");
    }
    return unpacker.readPayload(octets);
  }

  private long position() {
    return unpacker.getTotalReadBytes();
  }

  private MalformedException malformed(String wanted, Exception cause) {
    if (cause instanceof MalformedException known) {
      return known;
    }
    MalformedException malformed =
        new MalformedException("no " + wanted + " at octet " + position());
    malformed.initCause(cause);
    return malformed;
  }
}
