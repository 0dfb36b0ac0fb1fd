package org.rdkb.dhcpmanager.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;

/**
 * Leases on disk: {@code journal.<g>} is appended to and forced, {@code leases.<g>} is what was
 * known when it was begun. What is known is the newest {@code leases.<g>}, then {@code journal.<g>}
 * and all later journals, each record taking the place of what was known of its address.
 *
 * <p>When a journal has grown long, the next one is begun between two commits, and a thread of its
 * own writes what is known by then; it may know more already, which the new journal then repeats.
 * So no commit waits for it. A write that was torn by a crash is at the end of the last journal; it
 * was never acknowledged, and is cut off.
 */
public final class LeaseJournal implements LeaseBackend {
  private static final Logger log = LogManager.getLogger(LeaseJournal.class);
  private static final byte[] MAGIC = "DHCPMGR leases 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern FILE = Pattern.compile("(journal|leases)\\.([0-9]{1,9})");
  private static final String NEW = "leases.new";
  private static final int BUFFER = 1 << 18;
  private static final int TRIES = 3;

  private final Path folder;
  private final long longest;
  private final Supplier<Iterator<PoolLease>> known;
  private final Supplier<Now> clock;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private int generation;
  private @Nullable FileChannel journal;
  private volatile @Nullable Thread writer;

  /**
   * A journal that is not read yet.
   *
   * @param folder where; made if absent; nobody else writes there
   * @param longest octets of a journal, before the next one is begun
   * @param known all leases as they are; asked by another thread
   * @param clock the time
   */
  public LeaseJournal(
      Path folder, long longest, Supplier<Iterator<PoolLease>> known, Supplier<Now> clock) {
    this.folder = folder;
    this.longest = longest;
    this.known = known;
    this.clock = clock;
  }

  @Override
  public void recall(Now now, Consumer<PoolLease> leases) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.deleteIfExists(folder.resolve(NEW));
    NavigableSet<Integer> journals = generations("journal");
    NavigableSet<Integer> snapshots = generations("leases");
    int base = snapshots.isEmpty() ? 0 : snapshots.last();
    if (!snapshots.isEmpty()) {
      read(folder.resolve("leases." + base), now, leases);
    }
    long end = 0;
    for (int each : journals.tailSet(base)) {
      end = read(folder.resolve("journal." + each), now, leases);
      generation = each;
    }
    if (generation == 0 || end < MAGIC.length) {
      begin(Math.max(base, generation) + 1);
    } else {
      FileChannel last = FileChannel.open(path("journal", generation), StandardOpenOption.WRITE);
      last.truncate(end);
      last.position(end);
      last.force(true);
      journal = last;
    }
  }

  /**
   * Reads what is on disk, beside a server or without one, and changes nothing there. What a server
   * is writing meanwhile may be left out.
   *
   * @param folder where a journal is
   * @param now the time
   * @param leases takes each; of two about one address, the later counts
   * @throws IOException if there is none
   */
  public static void inspect(Path folder, Now now, Consumer<PoolLease> leases) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        NavigableSet<Integer> snapshots = generations(folder, "leases");
        int base = snapshots.isEmpty() ? 0 : snapshots.last();
        if (!snapshots.isEmpty()) {
          take(map(folder.resolve("leases." + base)), now, leases);
        }
        for (int each : generations(folder, "journal").tailSet(base)) {
          take(map(folder.resolve("journal." + each)), now, leases);
        }
        return;
      } catch (NoSuchFileException compacted) {
        if (tries == TRIES || !Files.isDirectory(folder)) {
          throw compacted;
        }
      }
    }
  }

  private Path path(String kind, int number) {
    return folder.resolve(kind + "." + number);
  }

  private NavigableSet<Integer> generations(String kind) throws IOException {
    return generations(folder, kind);
  }

  private static NavigableSet<Integer> generations(Path folder, String kind) throws IOException {
    NavigableSet<Integer> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
        if (name.matches() && name.group(1).equals(kind)) {
          found.add(Integer.valueOf(name.group(2)));
        }
      }
    }
    return found;
  }

  /** Up to what is none; a copy of a file that has such a rest is kept. */
  private static long read(Path file, Now now, Consumer<PoolLease> leases) throws IOException {
    ByteBuffer all = map(file);
    take(all, now, leases);
    if (all.hasRemaining()) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
      log.warn(
          "SERVER-LEASES-CUT file={} octets={} of {}: a crash tore the last write; a copy is in {}",
          file,
          all.remaining(),
          all.limit(),
          aside);
    }
    return all.position();
  }

  private static ByteBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }

  /** Leaves the position before what is none. */
  private static void take(ByteBuffer all, Now now, Consumer<PoolLease> leases) {
    boolean ours =
        all.remaining() >= MAGIC.length
            && all.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    if (ours) {
      all.position(MAGIC.length);
      Optional<PoolLease> lease = JournalRecord.take(all, now);
      while (lease.isPresent()) {
        leases.accept(lease.get());
        lease = JournalRecord.take(all, now);
      }
    }
  }

  @Override
  public Set<Ipv4Address> commit(List<PoolLease> changes, Now now) throws IOException {
    FileChannel open = journal;
    if (open == null) {
      begin(generation + 1);
      open = journal;
    }
    if (open == null) {
      throw new IOException("no journal");
    }
    long before = open.position();
    try {
      write(open, changes.iterator(), now);
      open.force(false);
    } catch (IOException failed) {
      giveUp(open, before);
      throw failed;
    }
    if (open.position() > longest && writer == null) {
      next();
    }
    return Set.of();
  }

  private void write(FileChannel to, Iterator<PoolLease> leases, Now now) throws IOException {
    buffer.clear();
    while (leases.hasNext()) {
      JournalRecord.put(buffer, leases.next(), now);
      if (buffer.remaining() < JournalRecord.MOST || !leases.hasNext()) {
        drain(buffer, to);
      }
    }
  }

  private static void drain(ByteBuffer from, FileChannel to) throws IOException {
    from.flip();
    while (from.hasRemaining()) {
      to.write(from);
    }
    from.clear();
  }

  /** What was half written must not stand before what comes next. */
  private void giveUp(FileChannel open, long before) {
    try {
      open.truncate(before);
    } catch (IOException alsoFailed) {
      journal = null; // the next commit begins another one
      closeQuietly(open);
    }
  }

  private void begin(int number) throws IOException {
    FileChannel fresh =
        FileChannel.open(
            path("journal", number),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING, // left by a begin that failed
            StandardOpenOption.WRITE);
    try {
      fresh.write(ByteBuffer.wrap(MAGIC));
      fresh.force(true);
      forceFolder();
    } catch (IOException failed) {
      closeQuietly(fresh);
      throw failed;
    }
    generation = number;
    journal = fresh;
  }

  private void next() {
    FileChannel full = journal;
    try {
      begin(generation + 1);
    } catch (IOException later) {
      log.warn("SERVER-LEASES-LONG the journal goes on: {}", later.getMessage());
      return;
    }
    if (full != null) {
      closeQuietly(full);
    }
    int number = generation;
    Thread thread = new Thread(() -> snapshot(number), "dhcp-snapshot");
    thread.setDaemon(true);
    writer = thread;
    thread.start();
  }

  private void snapshot(int number) {
    try (FileChannel fresh =
        FileChannel.open(
            folder.resolve(NEW),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer room = ByteBuffer.allocate(BUFFER).put(MAGIC);
      Iterator<PoolLease> leases = known.get();
      Now now = clock.get();
      while (leases.hasNext()) {
        JournalRecord.put(room, leases.next(), now);
        if (room.remaining() < JournalRecord.MOST) {
          drain(room, fresh);
        }
      }
      drain(room, fresh);
      fresh.force(true);
      Files.move(folder.resolve(NEW), path("leases", number), StandardCopyOption.ATOMIC_MOVE);
      forceFolder();
      removeBefore(number);
    } catch (IOException failed) {
      log.warn("SERVER-LEASES-NOT-COMPACTED {}", failed.getMessage());
    } finally {
      writer = null;
    }
  }

  private void removeBefore(int number) throws IOException {
    for (String kind : List.of("leases", "journal")) {
      for (int old : generations(kind).headSet(number)) {
        Files.deleteIfExists(path(kind, old));
      }
    }
  }

  private void forceFolder() throws IOException {
    try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
      open.force(true);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException failed) {
      log.debug("closing a journal: {}", failed.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    Thread running = writer;
    try {
      if (running != null) {
        running.join(2000);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    FileChannel open = journal;
    if (open != null) {
      open.close();
    }
  }
}
