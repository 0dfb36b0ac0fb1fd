package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.linux.Flock;
import org.rdkb.dhcpmanager.linux.LinuxException;

/**
 * A folder of ours, mode 0700, that no other manager uses at the same time. In the state folder:
 *
 * <ul>
 *   <li>{@code rows} and {@code rows.previous}: the configuration, see {@link RowsFile}
 *   <li>{@code dhcpLease_<instance>_<v4|v6>}: what is known of a row's lease, see {@link
 *       LeaseFiles}
 *   <li>{@code attachments}: which links we made, see {@link AttachmentsFile}
 *   <li>{@code history.db}: what became of the leases, see the package {@code store.history}
 *   <li>{@code quarantine}: damaged files
 *   <li>{@code lock}: held by flock(2) while this is open
 * </ul>
 */
public final class StateFolder implements AutoCloseable {
  private static final Logger log = LogManager.getLogger(StateFolder.class);
  private static final Pattern LEFT_OVER =
      Pattern.compile("(?:rows|attachments|dhcpLease_[0-9]+_v[46])\\.(?:new|link)|doctor[0-9]+");
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(10);
  private static final String RESTORED = "replaced by a restore";

  /** Name of the history's database. */
  public static final String HISTORY = "history.db";

  static final String ATTACHMENTS = "attachments";

  private static final Pattern LEASE =
      Pattern.compile("dhcpLease_([0-9]+)_(v[46])(?:\\.previous)?");

  private final Path path;
  private final Flock lock;
  private final Persistence persistence = new Persistence();
  private final AtomicLong leftOvers = new AtomicLong();

  private StateFolder(Path path, Flock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * The state folder unless the operator names one: {@code /var/lib/dhcpmgr} for root, else {@code
   * dhcpmgr} in the XDG state folder.
   *
   * @param isRoot whether we are
   * @param environment our environment
   * @return its path; absent if no home is known
   */
  public static Optional<Path> usualState(boolean isRoot, Map<String, String> environment) {
    return isRoot
        ? Optional.of(Path.of("/var/lib/dhcpmgr"))
        : absolute(environment.get("XDG_STATE_HOME"))
            .or(() -> absolute(environment.get("HOME")).map(home -> home.resolve(".local/state")))
            .map(folder -> folder.resolve("dhcpmgr"));
  }

  /**
   * The run folder unless the operator names one: {@code /run/dhcpmgr} for root, else {@code
   * dhcpmgr} in the XDG runtime folder.
   *
   * @param isRoot whether we are
   * @param environment our environment
   * @return its path; absent if there is no runtime folder
   */
  public static Optional<Path> usualRun(boolean isRoot, Map<String, String> environment) {
    return isRoot
        ? Optional.of(Path.of("/run/dhcpmgr"))
        : absolute(environment.get("XDG_RUNTIME_DIR")).map(folder -> folder.resolve("dhcpmgr"));
  }

  /** XDG: a relative path is to be ignored. */
  private static Optional<Path> absolute(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> text.startsWith("/")).map(Path::of);
  }

  /**
   * Makes the folder if it is absent, checks that it is ours alone, and locks it.
   *
   * @param path absolute
   * @return the folder, to be closed in the end
   * @throws IOException in words for the operator: a symbolic link, somebody else's, in use
   */
  public static StateFolder open(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      throw new IOException(path + " is a symbolic link");
    }
    Files.createDirectories(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    Object we = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!owner.equals(we)) {
      throw new IOException(path + " belongs to user " + owner + ", we are " + we);
    }
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    try {
      Flock lock =
          Flock.tryLock(path.resolve("lock"))
              .orElseThrow(() -> new IOException(path + " is in use by another manager"));
      return new StateFolder(path, lock);
    } catch (LinuxException failed) {
      throw new IOException(path + " cannot be locked: " + failed.getMessage(), failed);
    }
  }

  /**
   * Removes what an end in the middle of a write left: no such file is ever read.
   *
   * @return how many
   */
  public int sweep() {
    return sweep(Instant.MAX);
  }

  /** Those that were written before an instant: a later one may be in the writing. */
  private int sweep(Instant before) {
    int gone = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        if (LEFT_OVER.matcher(String.valueOf(file.getFileName())).matches()
            && written(file).isBefore(before)) {
          Files.deleteIfExists(file);
          gone++;
        }
      }
    } catch (IOException | DirectoryIteratorException failed) {
      log.warn("STATE-NOT-SWEPT folder={} reason={}", path, failed.toString());
    }
    if (gone > 0) {
      log.info("STATE-SWEPT folder={} leftOver={} soFar={}", path, gone, leftOvers.addAndGet(gone));
    }
    return gone;
  }

  /** What has its real name meanwhile counts as just written. */
  private static Instant written(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (NoSuchFileException renamed) {
      return Instant.MAX;
    }
  }

  /**
   * The same while everything runs: what is older than any write takes; and of the quarantine what
   * is beyond its bound, the oldest first.
   */
  public void cleanUp() {
    sweep(Instant.now().minus(LONGEST_WRITE));
    quarantine().trim();
  }

  /**
   * Where it is.
   *
   * @return as given
   */
  public Path path() {
    return path;
  }

  /**
   * The history's database.
   *
   * @return its path, whether or not it exists
   */
  public Path history() {
    return path.resolve(HISTORY);
  }

  /**
   * Sets a damaged history aside, with what SQLite keeps beside it.
   *
   * @param reason what is wrong with it
   */
  public void setAsideHistory(String reason) {
    quarantine().setAside(history(), reason);
    for (String beside : List.of(HISTORY + "-wal", HISTORY + "-shm")) {
      if (Files.exists(path.resolve(beside), LinkOption.NOFOLLOW_LINKS)) {
        quarantine().setAside(path.resolve(beside), "belongs to the damaged " + HISTORY);
      }
    }
  }

  /**
   * Whether it takes what is written.
   *
   * @return always the same
   */
  public Persistence persistence() {
    return persistence;
  }

  Path rows() {
    return path.resolve("rows");
  }

  Path attachments() {
    return path.resolve(ATTACHMENTS);
  }

  /** The name that the C component uses. */
  Path lease(RowId row) {
    return path.resolve("dhcpLease_" + row.instance() + "_" + row.family().word());
  }

  /** The rows that have a lease file. */
  List<RowId> leases() throws IOException {
    List<RowId> rows = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "dhcpLease_*")) {
      for (Path file : files) {
        leaseOf(file).ifPresent(rows::add);
      }
    }
    return rows;
  }

  /** Whose lease a file holds, by its name; absent if it is no lease file. */
  static Optional<RowId> leaseOf(Path file) {
    Matcher name = LEASE.matcher(String.valueOf(file.getFileName()));
    return name.matches() ? RowId.parse(name.group(2) + "-" + name.group(1)) : Optional.empty();
  }

  /**
   * Puts other contents in place of all that is here. What was here is in quarantine afterwards;
   * what was kept there before may have to make room.
   *
   * @param contents by file name; the caller has verified them
   * @throws IOException if one cannot be written; it is named
   */
  public void replaceAll(SortedMap<String, byte[]> contents) throws IOException {
    for (StoredFile former : new StateInspection(path).files()) {
      quarantine().setAside(former.path(), RESTORED);
    }
    if (Files.exists(history())) {
      setAsideHistory(RESTORED);
    }
    for (Map.Entry<String, byte[]> content : contents.entrySet()) {
      DurableFile.replace(path.resolve(content.getKey()), List.of(content.getValue()));
    }
  }

  /**
   * What is set aside because it was damaged.
   *
   * @return file names, sorted; at most as many as the quarantine keeps
   */
  public List<String> quarantined() {
    return quarantine().names();
  }

  Quarantine quarantine() {
    return new Quarantine(path.resolve("quarantine"));
  }

  /** Lets others use it. */
  @Override
  public void close() {
    lock.close();
  }
}
