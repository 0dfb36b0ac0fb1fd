package org.rdkb.dhcpmanager.store.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.store.StateFolder;

/** Reads the history beside a running manager; changes nothing. */
public final class HistoryReader {
  private final Path file;

  /**
   * The history of a state folder.
   *
   * @param state the folder
   * @param scratch where the database's native code may be unpacked: a folder of ours alone
   */
  public HistoryReader(Path state, Path scratch) {
    this.file = state.resolve(StateFolder.HISTORY);
    NativeCode.unpackIn(scratch);
  }

  /**
   * The last changes.
   *
   * @param row of one row; absent: of all
   * @param most how many at most
   * @return the latest first; none if there is no history yet
   * @throws IOException if it cannot be read, in words
   */
  public List<LeaseChange> last(Optional<RowId> row, int most) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Database database = Database.toRead(file)) {
      return database.isPrepared() ? database.last(row, most) : List.of();
    } catch (SQLException failed) {
      throw new IOException(file + ": " + failed.getMessage(), failed);
    }
  }

  /**
   * Checks every page.
   *
   * @return what is wrong; absent if nothing, or if there is no history yet
   */
  public Optional<String> damage() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Database database = Database.toRead(file)) {
      return database.damage();
    } catch (SQLException failed) {
      return Optional.of(String.valueOf(failed.getMessage()));
    }
  }

  /**
   * Copies it while others read and write.
   *
   * @param target must not exist
   * @return false if there is no history yet
   * @throws IOException if it cannot be copied, in words
   */
  public boolean copyTo(Path target) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (Database database = Database.toRead(file)) {
      database.copyTo(target);
      return true;
    } catch (SQLException failed) {
      throw new IOException(file + ": " + failed.getMessage(), failed);
    }
  }
}
