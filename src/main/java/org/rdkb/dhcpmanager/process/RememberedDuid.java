package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A DUID-LLT (RFC 8415 section 11.2): made once, from a link-layer address and the time, and the
 * same for ever. Its text is that of dibbler: two hexadecimal digits for each octet, and colons.
 *
 * @param file where it is remembered, in a folder of ours
 */
record RememberedDuid(Path file) {
  private static final Logger log = LogManager.getLogger(RememberedDuid.class);

  private static final short DUID_LLT = 1;

  /** The hardware type of six octets (RFC 826). */
  private static final short ETHERNET = 1;

  /** Its time counts from here, in seconds, modulo 2^32. */
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  /**
   * The one that is remembered, or a new one.
   *
   * @param linuxInterface whose link-layer address it is made of
   * @param isRight whether one that is remembered is of the right kind
   * @return absent if there is none and the interface has no such address: the client makes one
   */
  Optional<String> of(String linuxInterface, Predicate<String> isRight) throws IOException {
    if (Files.isRegularFile(file)) {
      String known = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (isRight.test(known)) {
        return Optional.of(known);
      }
    }
    NetworkInterface link = NetworkInterface.getByName(linuxInterface);
    byte[] address = link == null ? null : link.getHardwareAddress();
    if (address == null) {
      return Optional.empty();
    }
    String made = text(Instant.now(), address);
    try {
      remember(made);
    } catch (IOException refused) {
      log.warn("DUID-NOT-REMEMBERED file={} reason={}", file, refused.toString());
    }
    return Optional.of(made);
  }

  static String text(Instant now, byte[] linkLayerAddress) {
    ByteBuffer duid = ByteBuffer.allocate(8 + linkLayerAddress.length);
    duid.putShort(DUID_LLT).putShort(ETHERNET);
    duid.putInt((int) Duration.between(EPOCH, now).toSeconds()).put(linkLayerAddress);
    return HexFormat.ofDelimiter(":").formatHex(duid.array()) + "\n";
  }

  private void remember(String text) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName());
    Files.deleteIfExists(temporary);
    Files.createFile(
        temporary,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(temporary, text);
    try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
