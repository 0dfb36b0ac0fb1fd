package org.rdkb.dhcpmanager.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What senders that want an answer put around a message: one part, which may be compressed (gzip,
 * from 512 octets on), and with a key its signature as a second one. Bounded: no more is unpacked
 * than a message may have. Pure.
 */
final class Envelope {
  /** Below this nothing is gained by compressing, so nobody does. */
  static final int LEAST_COMPRESSED = 512;

  private static final String HMAC = "HmacSHA256";
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final Optional<SecretKey> key;

  Envelope(Optional<SecretKey> key) {
    this.key = key;
  }

  /** A message, or why there is none. */
  sealed interface Opened {
    /**
     * It can be read.
     *
     * @param content not compressed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Message(byte[] content) implements Opened {}

    /**
     * It is refused whole.
     *
     * @param reason why
     */
    record Refused(Refusal reason) implements Opened {}
  }

  /** Checks the signature first: what has none is not unpacked. */
  Opened open(List<byte[]> parts) {
    if (parts.isEmpty() || parts.size() > 2) {
      return new Opened.Refused(Refusal.PARTS);
    }
    byte[] content = parts.get(0);
    if (!isSigned(content, parts.subList(1, parts.size()))) {
      return new Opened.Refused(Refusal.SIGNATURE);
    }
    return isCompressed(content) ? unpacked(content) : new Opened.Message(content);
  }

  private boolean isSigned(byte[] content, List<byte[]> signature) {
    if (key.isEmpty() || signature.isEmpty()) {
      return key.isEmpty() && signature.isEmpty();
    }
    return MessageDigest.isEqual(signature(key.get(), content), signature.get(0));
  }

  /** HMAC-SHA256 (RFC 2104) over the octets as they are sent. */
  static byte[] signature(SecretKey key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }

  private static boolean isCompressed(byte[] content) {
    return content.length > 2
        && (content[0] & 0xff) == GZIP_FIRST
        && (content[1] & 0xff) == GZIP_SECOND;
  }

  private static Opened unpacked(byte[] content) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      byte[] whole = in.readNBytes(Message.MOST_BYTES + 1);
      if (whole.length > Message.MOST_BYTES) {
        return new Opened.Refused(Refusal.SIZE);
      }
      return whole.length < LEAST_COMPRESSED
          ? new Opened.Refused(Refusal.COMPRESSION)
          : new Opened.Message(whole);
    } catch (IOException broken) {
      return new Opened.Refused(Refusal.COMPRESSION);
    }
  }
}
