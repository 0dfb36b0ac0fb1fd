package org.rdkb.dhcpmanager.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.linux.UntrustedFiles;

/**
 * The spool folders: one per row, named after it, below one root; what is in them is specified in
 * {@code plugins/README.md}. The only class that touches them. Has no state but the disk's, so any
 * thread may call; two threads never write the same file at the same time, except {@code .done},
 * which is replaced whole.
 */
final class Spool {
  /** Messages looked at in one go; the plugin keeps fewer. */
  private static final int MOST_FILES = 1024;

  private static final int MOST_REFUSED = 16;
  private static final String DONE = ".done";

  /** The plugin may be another user's; nobody else gets into the folder. */
  private static final int READABLE = 0644;

  private static final String REFUSED = ".refused.";

  private final Path root;

  Spool(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  Path folder(RowId row) {
    return root.resolve(row.toString());
  }

  boolean exists(RowId row) {
    return Files.isDirectory(folder(row), LinkOption.NOFOLLOW_LINKS);
  }

  /** Makes the row's folder, 0700, unless it is there. */
  Path prepare(RowId row) throws IOException {
    Path folder = folder(row);
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return folder;
  }

  /** The row that a folder belongs to; absent for anything else, symbolic links included. */
  Optional<RowId> rowOf(Path folder) {
    Path last = folder.getFileName();
    return last == null || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        ? Optional.empty()
        : RowId.parse(last.toString());
  }

  /** The rows that have a folder. */
  List<RowId> rows() throws IOException {
    try (Stream<Path> folders = Files.list(root)) {
      return folders.map(this::rowOf).flatMap(Optional::stream).toList();
    }
  }

  /** The numbers of the messages that wait, in their order; none if there is no folder. */
  long[] waiting(RowId row) throws IOException {
    long[] numbers = new long[MOST_FILES];
    int count = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(row), "[1-9]*")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (Message.isSequence(name) && count < MOST_FILES) {
          numbers[count++] = Long.parseLong(name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return new long[0];
    }
    long[] waiting = Arrays.copyOf(numbers, count);
    Arrays.sort(waiting);
    return waiting;
  }

  /** A message that waits: its octets, and when the plugin wrote them. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Waiting(byte[] bytes, Instant written) {}

  /** A message; cut after one octet too many. Absent if it is gone meanwhile. */
  Optional<Waiting> read(RowId row, long number) throws IOException {
    Path file = file(row, number);
    try {
      long size = Files.size(file);
      byte[] bytes = UntrustedFiles.read(file, (int) Math.min(size, Message.MOST_BYTES) + 1);
      Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
      return Optional.of(new Waiting(bytes, written));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  /** Up to which number everything has been dealt with; absent if the folder is new. */
  OptionalLong done(RowId row) throws IOException {
    Path file = folder(row).resolve(DONE);
    try {
      String text = new String(UntrustedFiles.read(file, 32), StandardCharsets.US_ASCII);
      String number = text.strip();
      return Message.isSequence(number)
          ? OptionalLong.of(Long.parseLong(number))
          : OptionalLong.of(0);
    } catch (NoSuchFileException none) {
      return OptionalLong.empty();
    }
  }

  /**
   * Notes that everything up to a number has been dealt with, then removes it. In this order: after
   * a crash between the two the note says what else to remove, and the plugin never gives a number
   * away twice. Not synced: the folder lives in memory, and an older note only means a replay.
   */
  void markDone(RowId row, long number) throws IOException {
    Path folder = folder(row);
    if (done(row).orElse(-1) < number) {
      Path temporary = folder.resolve(DONE + ".new." + Thread.currentThread().getId());
      Files.deleteIfExists(temporary);
      UntrustedFiles.create(
          temporary, (number + "\n").getBytes(StandardCharsets.US_ASCII), READABLE);
      Files.move(temporary, folder.resolve(DONE), StandardCopyOption.ATOMIC_MOVE);
    }
    sweep(row, number);
  }

  /** Removes messages, and remains of unfinished ones, up to a number. */
  void sweep(RowId row, long upTo) throws IOException {
    Pattern ours = Pattern.compile("(?:\\.new\\.)?([1-9][0-9]{0,14})");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(row))) {
      for (Path file : files) {
        Matcher name = ours.matcher(file.getFileName().toString());
        if (name.matches() && Long.parseLong(name.group(1)) <= upTo) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return; // nothing to remove
    }
  }

  /** Sets a message aside for somebody to look at; beyond {@value #MOST_REFUSED} it is removed. */
  void refuse(RowId row, long number) throws IOException {
    long held;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(row), REFUSED + "*")) {
      held = StreamSupport.stream(files.spliterator(), false).limit(MOST_REFUSED).count();
    } catch (NoSuchFileException gone) {
      return;
    }
    try {
      if (held < MOST_REFUSED) {
        Files.move(
            file(row, number),
            folder(row).resolve(REFUSED + number),
            StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(file(row, number));
      }
    } catch (NoSuchFileException gone) {
      return; // somebody else was faster
    }
  }

  /** Removes the row's folder with all that is in it. Absent is normal. */
  void forget(RowId row) throws IOException {
    UntrustedFiles.delete(folder(row));
  }

  private Path file(RowId row, long number) {
    return folder(row).resolve(Long.toString(number));
  }
}
