package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.HeldLease;

/**
 * The resolver's file, written only where the operator configured it: the leases' resolvers and
 * domain names. What stood there before is kept beside it and put back when no lease is left.
 *
 * <p>Called on the rows' lanes; one writer at a time.
 */
public final class ResolverFile {
  private static final Logger log = LogManager.getLogger(ResolverFile.class);
  private final Path file;
  private final Path saved;

  /** What the file says by our hand; absent: unknown, a former run may have left it. */
  private Optional<String> last = Optional.empty();

  /**
   * A resolver file that is not touched yet.
   *
   * @param file its path, absolute
   */
  public ResolverFile(Path file) {
    this.file = file;
    this.saved = file.resolveSibling(file.getFileName() + ".before-dhcpmgr");
  }

  /**
   * Brings the file to what these leases say; does nothing if that is what it says already.
   *
   * @param leases in the order of their rows, IPv4 before IPv6
   */
  public synchronized void update(List<HeldLease> leases) {
    String text = ResolverText.of(leases);
    if (last.filter(text::equals).isPresent()) {
      return;
    }
    try {
      if (text.isEmpty()) {
        putBack();
      } else {
        keepWhatWasThere();
        write(text);
      }
      last = Optional.of(text);
      log.info("RESOLVER-WRITTEN file={} leases={}", file, leases.size());
    } catch (IOException failure) {
      log.error("RESOLVER-NOT-WRITTEN file={} reason={}", file, failure.getMessage());
    }
  }

  private boolean isOurs() throws IOException {
    return Files.isRegularFile(file)
        && Files.readString(file, StandardCharsets.ISO_8859_1).startsWith(ResolverText.MARK);
  }

  /** A second name for what stands there, so that there is a resolver file at every moment. */
  private void keepWhatWasThere() throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isOurs()) {
      Files.deleteIfExists(saved);
      Files.createLink(saved, file);
    }
  }

  private void putBack() throws IOException {
    if (!isOurs()) {
      return;
    }
    if (Files.exists(saved, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(saved, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.delete(file);
    }
  }

  private void write(String text) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".dhcpmgr-new");
    Files.deleteIfExists(temporary);
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(
        temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
