package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.attach.AttachmentArchive;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.AttachmentRecord;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;

/** Which links are ours, one file {@code attachments}. One writer at a time. */
public final class AttachmentsFile implements AttachmentArchive {
  private static final Logger log = LogManager.getLogger(AttachmentsFile.class);
  private static final RecordText TEXT = new RecordText("attachments", 1);
  private static final int MOST_BYTES = 1024 * 1024;
  private static final String BOOT = "boot";
  private static final String SEED = "seed";
  private static final Pattern KEY = Pattern.compile("((network|endpoint)-([1-9][0-9]{0,9}))\\..*");

  private final RecordFile file;
  private final String bootId;
  private String seed = "";

  /**
   * The file in a folder.
   *
   * @param folder the state folder
   * @param bootId names this boot
   */
  public AttachmentsFile(StateFolder folder, String bootId) {
    this.file = new RecordFile(folder.attachments(), TEXT, MOST_BYTES, folder.quarantine());
    this.bootId = bootId;
  }

  /**
   * Looks at the file beside a running manager, or without one.
   *
   * @param folder the state folder
   * @param bootId names this boot
   * @return empty if there is none
   * @throws IOException if it cannot be read
   * @throws DamagedException if it cannot be used
   */
  public static List<AttachmentRecord> read(Path folder, String bootId)
      throws IOException, DamagedException {
    Path path = folder.resolve(StateFolder.ATTACHMENTS);
    return Files.exists(path)
        ? records(TEXT.decode(RecordFile.bytes(path, MOST_BYTES)), bootId)
        : List.of();
  }

  @Override
  public List<AttachmentRecord> load() {
    SortedMap<String, String> values = file.read(lines -> lines).value().orElseGet(TreeMap::new);
    seed = values.getOrDefault(SEED, "");
    if (seed.isEmpty()) {
      seed = UUID.randomUUID().toString();
    }
    return records(values, bootId);
  }

  private static List<AttachmentRecord> records(SortedMap<String, String> values, String bootId) {
    boolean isOfThisBoot = bootId.equals(values.get(BOOT));
    Map<String, AttachmentId> ids = new TreeMap<>();
    for (String key : new TreeSet<>(values.keySet())) {
      Matcher words = KEY.matcher(key);
      if (words.matches()) {
        id(words).ifPresent(id -> ids.put(words.group(1), id));
      }
    }
    List<AttachmentRecord> records = new ArrayList<>();
    ids.forEach((prefix, id) -> records.add(record(prefix + ".", id, values, isOfThisBoot)));
    return records;
  }

  @Override
  public String seed() {
    return seed;
  }

  private static Optional<AttachmentId> id(Matcher words) {
    try {
      return Optional.of(
          new AttachmentId(
              words.group(2).equals("network")
                  ? AttachmentId.Table.NETWORK
                  : AttachmentId.Table.ENDPOINT,
              Integer.parseInt(words.group(3))));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  /** What cannot be understood counts as never noted: then the link is somebody else's. */
  private static AttachmentRecord record(
      String prefix, AttachmentId id, SortedMap<String, String> values, boolean isOfThisBoot) {
    Optional<LinkSpec> made = isOfThisBoot ? link(prefix, values) : Optional.empty();
    Optional<Instant> last = Optional.empty();
    long count = 0;
    try {
      last = Optional.ofNullable(values.get(prefix + "last")).map(Instant::parse);
      count = Math.max(0, Long.parseLong(values.getOrDefault(prefix + "recoveries", "0")));
    } catch (DateTimeException | NumberFormatException unreadable) {
      log.warn("ATTACHMENTS-REPAIRED {} reason={}", id, unreadable.getMessage());
    }
    return new AttachmentRecord(id, made, last, count);
  }

  private static Optional<LinkSpec> link(String prefix, SortedMap<String, String> values) {
    String name = values.getOrDefault(prefix + "made.name", "");
    Optional<LinkKind> kind = LinkKind.of(values.getOrDefault(prefix + "made.kind", ""));
    if (name.isEmpty() || kind.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LinkSpec(
            kind.get(),
            name,
            Optional.ofNullable(values.get(prefix + "made.parent")),
            number(values.get(prefix + "made.id")),
            Optional.ofNullable(values.get(prefix + "made.peer")),
            number(values.get(prefix + "made.mtu")),
            Optional.ofNullable(values.get(prefix + "made.mac")),
            Optional.ofNullable(values.get(prefix + "made.namespace")),
            new LinkSpec.Handover(
                values.getOrDefault(prefix + "made.handover.mac", ""),
                values.getOrDefault(prefix + "made.handover.sandbox", ""))));
  }

  private static OptionalInt number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  @Override
  public void save(List<AttachmentRecord> records) {
    SortedMap<String, String> values = new TreeMap<>();
    values.put(BOOT, bootId);
    values.put(SEED, seed);
    for (AttachmentRecord record : records) {
      String prefix = record.id() + ".";
      values.put(prefix + "recoveries", Long.toString(record.recoveries()));
      record.lastRecovery().ifPresent(at -> values.put(prefix + "last", at.toString()));
      record.made().ifPresent(link -> put(prefix + "made.", link, values));
    }
    try {
      file.write(values);
    } catch (IOException | IllegalArgumentException failed) {
      log.error("ATTACHMENTS-NOT-STORED reason={}", failed.getMessage());
    }
  }

  private static void put(String prefix, LinkSpec link, SortedMap<String, String> values) {
    values.put(prefix + "name", link.name());
    values.put(prefix + "kind", link.kind().word());
    link.parent().ifPresent(parent -> values.put(prefix + "parent", parent));
    link.id().ifPresent(id -> values.put(prefix + "id", Integer.toString(id)));
    link.peer().ifPresent(peer -> values.put(prefix + "peer", peer));
    link.mtu().ifPresent(mtu -> values.put(prefix + "mtu", Integer.toString(mtu)));
    link.mac().ifPresent(mac -> values.put(prefix + "mac", mac));
    link.namespace().ifPresent(where -> values.put(prefix + "namespace", where));
    if (!link.handover().mac().isEmpty()) {
      values.put(prefix + "handover.mac", link.handover().mac());
    }
    if (!link.handover().sandbox().isEmpty()) {
      values.put(prefix + "handover.sandbox", link.handover().sandbox());
    }
  }
}
