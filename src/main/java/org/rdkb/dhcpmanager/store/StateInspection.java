package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * Looks at a state folder without changing anything in it, beside a running manager or not: each
 * file is replaced as a whole, so whatever is read is one version of it.
 */
public final class StateInspection {
  /** Instants are looked at as the wall clock had them. */
  private static final LeaseFiles.Clocks AS_WRITTEN =
      new LeaseFiles.Clocks(UnaryOperator.identity(), UnaryOperator.identity(), "");

  private final Path folder;

  /**
   * A folder to be looked at.
   *
   * @param folder the state folder
   */
  public StateInspection(Path folder) {
    this.folder = folder;
  }

  /**
   * Every version of configuration and leases.
   *
   * @return by name
   * @throws IOException if there is no such folder, or it cannot be listed
   */
  public List<StoredFile> files() throws IOException {
    List<StoredFile> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "{rows,dhcpLease_}*")) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        Optional<RowId> row = StateFolder.leaseOf(file);
        if (row.isPresent() || name.equals("rows") || name.equals("rows" + RecordFile.FORMER)) {
          found.add(file(file, row));
        }
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    found.sort(Comparator.comparing(file -> file.path()));
    return found;
  }

  private static StoredFile file(Path path, Optional<RowId> row) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    String head = "";
    SortedMap<String, String> lines = new TreeMap<>();
    List<String> repaired = List.of();
    Optional<String> damage = Optional.empty();
    try {
      int most = row.isPresent() ? LeaseFiles.MOST_BYTES : RowsFile.MOST_BYTES;
      byte[] whole = RecordFile.bytes(path, most);
      head = new String(whole, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
      lines = (row.isPresent() ? LeaseFiles.TEXT : RowsFile.TEXT).decode(whole);
      repaired = row.isPresent() ? check(row.get(), lines) : List.of();
    } catch (DamagedException damaged) {
      damage = Optional.of(damaged.reason());
      lines = new TreeMap<>();
    } catch (IOException unreadable) {
      damage = Optional.of("cannot be read: " + unreadable.getMessage());
    }
    return new StoredFile(
        path,
        row,
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        head,
        damage,
        repaired,
        lines);
  }

  /** What a start would do without in the lines of a row; damage if it could not use them. */
  static List<String> check(RowId row, SortedMap<String, String> lines) throws DamagedException {
    return new LeaseText(row, AS_WRITTEN).decode(lines).repaired();
  }
}
