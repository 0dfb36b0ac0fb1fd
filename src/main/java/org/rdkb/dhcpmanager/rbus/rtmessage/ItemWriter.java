package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Writes a sequence of MessagePack items as rbus wants them. NOT thread safe. */
final class ItemWriter {
  private static final MessagePack.PackerConfig CONFIG =
      new MessagePack.PackerConfig().withBufferSize(1024);
  private static final byte[] NUL = {0};

  private final MessageBufferPacker packer = CONFIG.newBufferPacker();

  /** A whole number in its shortest form; numbers that are not negative use the unsigned tags. */
  ItemWriter integer(long value) {
    try {
      packer.packLong(value);
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A name or other text; its length counts the NUL that ends it. */
  ItemWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    try {
      packer.packRawStringHeader(utf8.length + 1);
      packer.writePayload(utf8);
      packer.writePayload(NUL);
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Octets as they are. */
  ItemWriter octets(byte[] value) {
    try {
      packer.packBinaryHeader(value.length);
      packer.writePayload(value);
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  ItemWriter real(double value) {
    try {
      packer.packDouble(value);
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** What was written, as a nested message. */
  byte[] toOctets() {
    return packer.toByteArray();
  }

  /** Ends a method request. */
  ByteBuffer asRequest(String method) {
    int offset = bodyLength();
    return text(method).text("").text("").trailer(offset);
  }

  /** Ends a method response. */
  ByteBuffer asResponse() {
    return asRequest(MethodMessage.RESPONSE);
  }

  /** Ends an event. */
  ByteBuffer asEvent(String subscribedName, String component) {
    int offset = bodyLength();
    return text(subscribedName).text(component).integer(1).trailer(offset);
  }

  private int bodyLength() {
    return Math.toIntExact(packer.getTotalWrittenBytes());
  }

  /** The trailer has the five-octet form even where a shorter one would do. */
  private ByteBuffer trailer(int offset) {
    try {
      packer.writePayload(ByteBuffer.allocate(5).put((byte) 0xd2).putInt(offset).array());
      return ByteBuffer.wrap(packer.toByteArray());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
