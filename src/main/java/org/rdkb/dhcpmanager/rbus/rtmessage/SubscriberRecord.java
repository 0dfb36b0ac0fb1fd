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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/**
 * The file that lets subscriptions live on while this process is restarted: a stock consumer that
 * stays alive does not subscribe again.
 *
 * <p>First line {@code DHCPMGR subscribers 1 <crc32c>}, then each subscription's request in
 * hexadecimal. It is for a folder that a reboot empties, so nothing is forced to the disk.
 */
final class SubscriberRecord {
  private static final Logger log = LogManager.getLogger(SubscriberRecord.class);
  private static final String MAGIC = "DHCPMGR subscribers 1 ";
  private static final Duration SAVE_AFTER = Duration.ofMillis(50);
  private static final long LARGEST = 8 << 20;

  private final Path file;
  private final Deadlines deadlines;
  private final Supplier<List<Subscribers.Subscriber>> subscribers;
  private final AtomicBoolean isDirty = new AtomicBoolean();

  SubscriberRecord(
      Path folder, Deadlines deadlines, Supplier<List<Subscribers.Subscriber>> subscribers) {
    this.file = folder.resolve("bus-subscribers");
    this.deadlines = deadlines;
    this.subscribers = subscribers;
  }

  /** What was subscribed before; nothing if the file is absent or damaged. */
  List<SubscriptionRequest> load() {
    try {
      if (Files.size(file) > LARGEST) {
        throw new MalformedException("it is larger than " + LARGEST + " octets");
      }
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      int end = text.indexOf('\n') + 1;
      String body = text.substring(end);
      if (!text.substring(0, end).equals(MAGIC + checksum(body) + "\n")) {
        throw new MalformedException("its first line does not fit the others");
      }
      List<SubscriptionRequest> requests = new ArrayList<>();
      for (String line : (Iterable<String>) body.lines()::iterator) {
        byte[] octets = HexFormat.of().parseHex(line);
        requests.add(SubscriptionRequest.read(new ItemReader(octets, 0, octets.length)));
      }
      return requests;
    } catch (NoSuchFileException first) {
      return List.of();
    } catch (IOException | IllegalArgumentException damaged) {
      log.warn("BUS-SUBSCRIBERS-UNREADABLE file={} reason={}", file, damaged.getMessage());
      return List.of();
    }
  }

  private static String checksum(String body) {
    CRC32C crc = new CRC32C();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().toHexDigits((int) crc.getValue());
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
    for (Subscribers.Subscriber subscriber : subscribers.get()) {
      body.append(HexFormat.of().formatHex(subscriber.request().write())).append('\n');
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, MAGIC + checksum(body.toString()) + "\n" + body);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      log.warn("BUS-SUBSCRIBERS-UNSAVED file={} reason={}", file, failed.getMessage());
    }
  }

  /** Where subscriptions are recorded, if anywhere. */
  static Optional<SubscriberRecord> in(
      Optional<Path> folder, Deadlines deadlines, Subscribers subscribers) {
    return folder.map(known -> new SubscriberRecord(known, deadlines, subscribers::all));
  }
}
