package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One state file and its former version, {@code <name>.previous}. A crash at any moment leaves one
 * of the two whole. Mode 0600. One writer at a time.
 */
final class RecordFile {
  private static final Logger log = LogManager.getLogger(RecordFile.class);
  static final String FORMER = ".previous";

  private final Path file;
  private final Path previous;
  private final RecordText text;
  private final int mostBytes;
  private final Quarantine quarantine;

  RecordFile(Path file, RecordText text, int mostBytes, Quarantine quarantine) {
    this.file = file;
    this.previous = file.resolveSibling(file.getFileName() + FORMER);
    this.text = text;
    this.mostBytes = mostBytes;
    this.quarantine = quarantine;
  }

  /** Makes a value of the lines, or says what is wrong with them. */
  interface Reading<T> {
    T of(SortedMap<String, String> values) throws DamagedException;
  }

  /** Where a value came from. */
  enum Origin {
    /** The file. */
    CURRENT,
    /** The former version: the file was damaged, or is missing. */
    PREVIOUS,
    /** There never was one, or it was deleted. */
    ABSENT,
    /** There was one, but no version of it can be used. */
    LOST
  }

  /** A value, present unless absent or lost. */
  record Found<T>(Optional<T> value, Origin origin) {}

  /** Replaces the content; returns when it would survive a power failure. */
  void write(SortedMap<String, String> values) throws IOException {
    write(List.of(RecordText.lines(values)));
  }

  /** The same with lines that were encoded already, in parts. */
  void write(List<byte[]> body) throws IOException {
    List<byte[]> whole = new ArrayList<>(body.size() + 1);
    whole.add(text.head(body));
    whole.addAll(body);
    long size = whole.stream().mapToLong(part -> part.length).sum();
    if (size > mostBytes) {
      throw new IOException(file + ": " + size + " bytes are more than " + mostBytes);
    }
    Path fresh = DurableFile.beside(file);
    try {
      DurableFile.write(fresh, whole);
      keepFormer();
      DurableFile.putInPlace(fresh, file);
    } catch (IOException failed) {
      deleteQuietly(fresh);
      throw new IOException("cannot write " + file + ": " + reason(failed), failed);
    }
  }

  /** The present version gets a second name, so that at no time there is neither. */
  private void keepFormer() throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path link = file.resolveSibling(file.getFileName() + ".link");
    try {
      Files.deleteIfExists(link);
      Files.createLink(link, file);
      Files.move(link, previous, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(link); // rename(2) does nothing if both were the same file already
    } catch (UnsupportedOperationException | AtomicMoveNotSupportedException noLinks) {
      Files.move(file, previous, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Reads and verifies; sets aside what is damaged and falls back to the former version. */
  <T> Found<T> read(Reading<T> reading) {
    Found<T> current = readOne(file, reading, Origin.CURRENT);
    if (current.value().isPresent()) {
      return current;
    }
    Found<T> former = readOne(previous, reading, Origin.PREVIOUS);
    if (former.value().isPresent()) {
      log.warn("STATE-FORMER-VERSION-USED file={}", file);
      return former;
    }
    boolean never = current.origin() == Origin.ABSENT && former.origin() == Origin.ABSENT;
    return new Found<>(Optional.empty(), never ? Origin.ABSENT : Origin.LOST);
  }

  private <T> Found<T> readOne(Path path, Reading<T> reading, Origin origin) {
    try {
      return new Found<>(Optional.of(reading.of(text.decode(bytes(path, mostBytes)))), origin);
    } catch (NoSuchFileException absent) {
      return new Found<>(Optional.empty(), Origin.ABSENT);
    } catch (DamagedException damaged) {
      quarantine.setAside(path, damaged.reason());
    } catch (IOException unreadable) {
      quarantine.setAside(path, "cannot be read: " + reason(unreadable));
    }
    return new Found<>(Optional.empty(), Origin.LOST);
  }

  /** The whole file: a regular one, not beyond its bound. */
  static byte[] bytes(Path path, int mostBytes) throws IOException, DamagedException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new DamagedException("no regular file");
      }
      long size = channel.size();
      if (size > mostBytes) {
        throw new DamagedException(size + " bytes are more than " + mostBytes);
      }
      ByteBuffer buffer = ByteBuffer.allocate((int) size);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // read() may give less than asked
      }
      byte[] bytes = new byte[buffer.position()];
      buffer.flip();
      buffer.get(bytes);
      return bytes;
    }
  }

  /** Removes both versions, the former first: a crash between must not bring it back. */
  void delete() throws IOException {
    boolean had = Files.deleteIfExists(previous);
    if (had) {
      DurableFile.syncFolderOf(file);
    }
    if (Files.deleteIfExists(file)) {
      DurableFile.syncFolderOf(file);
    }
  }

  private static String reason(IOException failed) {
    if (failed instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    return String.valueOf(failed.getMessage());
  }

  private static void deleteQuietly(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException left) {
      log.debug("STATE-REMAINS file={}", path); // replaced by the next write
    }
  }
}
