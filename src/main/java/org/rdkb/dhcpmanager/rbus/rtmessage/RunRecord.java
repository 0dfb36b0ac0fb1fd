package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * A file that tells the next process what consumers of this one count on: a stock consumer that
 * stays alive neither subscribes again nor asks for its direct connection again.
 *
 * <p>First line {@code DHCPMGR <what> 1 <crc32c>}, then each entry in hexadecimal. It is for a
 * folder that a reboot empties, so nothing is forced to the disk.
 *
 * @param <T> an entry
 */
final class RunRecord<T> {
  private static final Logger log = LogManager.getLogger(RunRecord.class);
  private static final Duration SAVE_AFTER = Duration.ofMillis(50);
  private static final long LARGEST = 8 << 20;

  /**
   * How an entry is written.
   *
   * @param what the second word of the file
   * @param read of what {@code write} wrote
   * @param write never empty
   * @param <T> an entry
   */
  record Form<T>(String what, Caller.Reading<T> read, Function<T, byte[]> write) {}

  private final Path file;
  private final Form<T> form;
  private final Deadlines deadlines;
  private final Supplier<List<T>> entries;
  private final AtomicBoolean isDirty = new AtomicBoolean();

  /** The file {@code bus-} and what it holds. */
  RunRecord(Path folder, Form<T> form, Deadlines deadlines, Supplier<List<T>> entries) {
    this.file = folder.resolve("bus-" + form.what());
    this.form = form;
    this.deadlines = deadlines;
    this.entries = entries;
  }

  /** What was there before; nothing if the file is absent or damaged. */
  List<T> load() {
    try {
      if (Files.size(file) > LARGEST) {
        throw new MalformedException("it is larger than " + LARGEST + " octets");
      }
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      int end = text.indexOf('\n') + 1;
      String body = text.substring(end);
      if (!text.substring(0, end).equals(head(body))) {
        throw new MalformedException("its first line does not fit the others");
      }
      List<T> found = new ArrayList<>();
      for (String line : (Iterable<String>) body.lines()::iterator) {
        byte[] octets = HexFormat.of().parseHex(line);
        found.add(form.read().read(new ItemReader(octets, 0, octets.length)));
      }
      return found;
    } catch (NoSuchFileException first) {
      return List.of();
    } catch (IOException | IllegalArgumentException damaged) {
      log.warn("BUS-RECORD-UNREADABLE file={} reason={}", file, damaged.getMessage());
      return List.of();
    }
  }

  private String head(String body) {
    CRC32C crc = new CRC32C();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    String checksum = HexFormat.of().toHexDigits((int) crc.getValue());
    return "DHCPMGR " + form.what() + " 1 " + checksum + "\n";
  }

  /** Saves soon: many changes in a row are one. */
  void changed() {
    if (!isDirty.getAndSet(true) && !deadlines.after(SAVE_AFTER, this::save)) {
      isDirty.set(false);
    }
  }

  /** Saves what is not saved yet. */
  void save() {
    if (!isDirty.getAndSet(false)) {
      return;
    }
    StringBuilder body = new StringBuilder();
    for (T entry : entries.get()) {
      body.append(HexFormat.of().formatHex(form.write().apply(entry))).append('\n');
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, head(body.toString()) + body);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      log.warn("BUS-RECORD-UNSAVED file={} reason={}", file, failed.getMessage());
    }
  }
}
