package org.rdkb.dhcpmanager.attach;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.attach.AttachmentArchive;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.AttachmentRecord;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;

/**
 * Which links are ours. What we are about to make is noted first: whatever happens then, it does
 * not outlive its declaration. Only the thread {@code attach} may call.
 */
final class Journal {
  private final AttachmentArchive archive;
  private final Map<AttachmentId, AttachmentRecord> records = new LinkedHashMap<>();
  private boolean isUnsaved;

  Journal(AttachmentArchive archive) {
    this.archive = archive;
    archive.load().forEach(record -> records.put(record.id(), record));
  }

  String seed() {
    return archive.seed();
  }

  Collection<AttachmentRecord> records() {
    return List.copyOf(records.values());
  }

  Optional<AttachmentRecord> of(AttachmentId id) {
    return Optional.ofNullable(records.get(id));
  }

  /** What we made for it and did not remove. */
  Optional<LinkSpec> made(AttachmentId id) {
    return of(id).flatMap(AttachmentRecord::made);
  }

  boolean isOurs(AttachmentId id, LinkSpec spec) {
    return made(id)
        .filter(made -> made.name().equals(spec.name()) && made.home().equals(spec.home()))
        .isPresent();
  }

  /** Durable when it returns, unless it was noted already. */
  void intends(AttachmentId id, LinkSpec spec) {
    if (!made(id).filter(spec::equals).isPresent()) {
      put(id, Optional.of(spec));
    }
  }

  /** Somebody else made it, or it was removed. */
  void disowns(AttachmentId id) {
    if (made(id).isPresent()) {
      put(id, Optional.empty());
    }
  }

  /** Durable after the next {@link #settle}: a count that is lost costs nothing. */
  void recovered(AttachmentId id, LinkSpec spec, Instant at) {
    long before = of(id).map(AttachmentRecord::recoveries).orElse(0L);
    records.put(id, new AttachmentRecord(id, Optional.of(spec), Optional.of(at), before + 1));
    isUnsaved = true;
  }

  /** Writes what was counted since the last write, once for all of it. */
  void settle() {
    if (isUnsaved) {
      save();
    }
  }

  void forgets(AttachmentId id) {
    if (records.remove(id) != null) {
      save();
    }
  }

  private void put(AttachmentId id, Optional<LinkSpec> made) {
    AttachmentRecord before = records.get(id);
    records.put(
        id,
        new AttachmentRecord(
            id,
            made,
            before == null ? Optional.empty() : before.lastRecovery(),
            before == null ? 0 : before.recoveries()));
    save();
  }

  private void save() {
    isUnsaved = false;
    archive.save(List.copyOf(records.values()));
  }
}
