package org.rdkb.dhcpmanager.store.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.store.DamagedException;
import org.rdkb.dhcpmanager.store.LinesText;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The database on one connection. Not safe for several threads; several processes are fine. */
final class Database implements AutoCloseable {
  private static final int VERSION = 1;

  /** Of a result code: what is above says where it came from. */
  private static final int PRIMARY = 0xff;

  private static final int PATIENCE_MILLIS = 2000;

  /** What goes at once where the size is exceeded; its pages go back to the file system. */
  private static final int CROP = 64;

  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  /** Opens it for the one writer; makes it if there is none. */
  static Database toWrite(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(PATIENCE_MILLIS);
    config.setJournalSizeLimit(1024 * 1024);
    Database database = new Database(config.createConnection("jdbc:sqlite:" + file));
    try {
      database.prepare();
      return database;
    } catch (SQLException unusable) {
      database.close();
      throw unusable;
    }
  }

  /** Whether a failure says that the file is none of ours, or no longer whole. */
  static boolean isDamage(SQLException failure) {
    return failure instanceof SQLiteException known
        && (known.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
            || (known.getErrorCode() & PRIMARY) == SQLiteErrorCode.SQLITE_CORRUPT.code);
  }

  /** Opens it beside the writer; nothing is made or changed. */
  static Database toRead(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(PATIENCE_MILLIS);
    return new Database(config.createConnection("jdbc:sqlite:" + file));
  }

  /** False while its writer is making it: there is a file, and nothing in it yet. */
  boolean isPrepared() throws SQLException {
    return number("PRAGMA user_version") > 0;
  }

  private void prepare() throws SQLException {
    int version = (int) number("PRAGMA user_version");
    if (version > VERSION) {
      throw new SQLException("made by a later version, " + version);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL"); // only before the first page
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS change(id INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " at INTEGER NOT NULL, row TEXT NOT NULL, cause TEXT NOT NULL,"
              + " before TEXT NOT NULL, after TEXT NOT NULL)");
      statement.execute("CREATE INDEX IF NOT EXISTS change_of_row ON change(row, id)");
      statement.execute("PRAGMA user_version = " + VERSION);
    }
    connection.setAutoCommit(false);
  }

  /** All of them, or none; durable when it returns. Then what exceeds the bounds goes. */
  void write(List<LeaseChange> changes, Bounds bounds, Instant now) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO change(at, row, cause, before, after) VALUES (?, ?, ?, ?, ?)")) {
      for (LeaseChange change : changes) {
        insert.setLong(1, change.at().toEpochMilli());
        insert.setString(2, change.row().toString());
        insert.setString(3, change.cause().name());
        insert.setString(4, LinesText.encode(change.before()));
        insert.setString(5, LinesText.encode(change.after()));
        insert.addBatch();
      }
      insert.executeBatch();
      crop(bounds, now);
      connection.commit();
    } catch (SQLException failed) {
      connection.rollback();
      throw failed;
    }
  }

  private void crop(Bounds bounds, Instant now) throws SQLException {
    delete("at < ?", now.minus(bounds.age()).toEpochMilli());
    if (bytes() > bounds.bytes()) {
      delete("id IN (SELECT id FROM change ORDER BY id LIMIT ?)", CROP);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA incremental_vacuum");
      }
    }
  }

  private void delete(String which, long argument) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM change WHERE " + which)) {
      delete.setLong(1, argument);
      delete.executeUpdate();
    }
  }

  /** Of the pages in use. */
  private long bytes() throws SQLException {
    long pages = number("PRAGMA page_count") - number("PRAGMA freelist_count");
    return pages * number("PRAGMA page_size");
  }

  private long number(String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.getLong(1);
    }
  }

  /** The last changes, the latest first. */
  List<LeaseChange> last(Optional<RowId> row, int most) throws SQLException {
    String all = "SELECT at, row, cause, before, after FROM change";
    String which = row.isPresent() ? " WHERE row = ?" : "";
    try (PreparedStatement select =
        connection.prepareStatement(all + which + " ORDER BY id DESC LIMIT " + most)) {
      if (row.isPresent()) {
        select.setString(1, row.get().toString());
      }
      List<LeaseChange> found = new ArrayList<>();
      try (ResultSet answer = select.executeQuery()) {
        while (answer.next()) {
          found.add(change(answer));
        }
      }
      return found;
    }
  }

  private static LeaseChange change(ResultSet answer) throws SQLException {
    try {
      return new LeaseChange(
          RowId.parse(answer.getString(2))
              .orElseThrow(() -> new SQLException("a change is of no row")),
          Instant.ofEpochMilli(answer.getLong(1)),
          Cause.valueOf(answer.getString(3)),
          LinesText.decode(answer.getString(4)),
          LinesText.decode(answer.getString(5)));
    } catch (DamagedException | IllegalArgumentException damaged) {
      throw new SQLException("a change cannot be read: " + damaged.getMessage(), damaged);
    }
  }

  /** A consistent copy, made while others read and write. */
  void copyTo(Path file) throws SQLException {
    try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, file.toString());
      copy.execute();
    }
  }

  /** Whether every page makes sense; slow: it reads them all. */
  Optional<String> damage() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
      String verdict = answer.next() ? answer.getString(1) : "no answer";
      return verdict.equals("ok") ? Optional.empty() : Optional.of(verdict);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
