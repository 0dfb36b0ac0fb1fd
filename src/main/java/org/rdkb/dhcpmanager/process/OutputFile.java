package org.rdkb.dhcpmanager.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * What clients of a row said, bounded: 256 KiB and one predecessor. The client appends and keeps
 * the file open, so the content moves and the file stays; what comes in between is lost.
 */
final class OutputFile {
  static final int LIMIT = 256 * 1024;
  private static final int TAIL_BYTES = 4096;
  private static final int LINE_LENGTH = 200;

  private final Path path;

  OutputFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** Moves the end of a full file to its predecessor; true if it did. */
  boolean trim() throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (file.size() <= LIMIT) {
        return false;
      }
      Files.write(path.resolveSibling(path.getFileName() + ".1"), end(file, LIMIT));
      file.truncate(0);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The last lines, safe to show: what is not printable ASCII becomes a question mark. */
  List<String> tail(int lines) {
    byte[] bytes;
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      bytes = end(file, TAIL_BYTES);
    } catch (IOException e) {
      return List.of();
    }
    String[] all = new String(bytes, StandardCharsets.ISO_8859_1).strip().split("\n", -1);
    return Arrays.stream(all, Math.max(0, all.length - lines), all.length)
        .map(OutputFile::printable)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static String printable(String line) {
    String plain = line.strip().replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= LINE_LENGTH ? plain : plain.substring(0, LINE_LENGTH);
  }

  private static byte[] end(FileChannel file, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    long position = Math.max(0, file.size() - length);
    while (buffer.hasRemaining()) {
      int count = file.read(buffer, position + buffer.position());
      if (count <= 0) {
        break;
      }
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
