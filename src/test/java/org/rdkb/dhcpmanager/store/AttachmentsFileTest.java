package org.rdkb.dhcpmanager.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.AttachmentRecord;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;

class AttachmentsFileTest {
  private static final LinkSpec FULL =
      new LinkSpec(LinkKind.VETH, "a")
          .withPeer("b")
          .on("br0")
          .withId(7)
          .withMtu(1400)
          .withMac("02:00:00:00:00:01")
          .in("box")
          .handedTo(new LinkSpec.Handover("02:00:00:00:00:02", "/run/netns/y"));
  private static final AttachmentRecord RECORD =
      new AttachmentRecord(
          new AttachmentId(AttachmentId.Table.ENDPOINT, 3),
          Optional.of(FULL),
          Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
          5);

  @TempDir Path folder;

  @Test
  void record_comesBackWhole_inTheSameBoot() throws IOException {
    try (StateFolder state = StateFolder.open(folder)) {
      AttachmentsFile file = new AttachmentsFile(state, "boot-1");
      assertEquals(List.of(), file.load());
      String seed = file.seed();
      assertFalse(seed.isEmpty());
      file.save(List.of(RECORD));
      AttachmentsFile again = new AttachmentsFile(state, "boot-1");
      assertEquals(List.of(RECORD), again.load());
      assertEquals(seed, again.seed());
    }
  }

  @Test
  void afterAReboot_nothingIsOursAnyMore_butTheCountIs() throws IOException {
    try (StateFolder state = StateFolder.open(folder)) {
      AttachmentsFile file = new AttachmentsFile(state, "boot-1");
      file.load();
      file.save(List.of(RECORD));
      AttachmentRecord left = new AttachmentsFile(state, "boot-2").load().get(0);
      assertEquals(Optional.empty(), left.made());
      assertEquals(5, left.recoveries());
    }
  }

  /** The first version: whoever changes the format keeps reading this. */
  @Test
  void storedSampleOfVersion1_isRead() throws IOException {
    byte[] sample =
        Records.whole(
            new RecordText("attachments", 1),
            new TreeMap<>(
                Map.of(
                    "boot", "boot-1",
                    "seed", "s",
                    "network-2.made.kind", "bridge",
                    "network-2.made.name", "br0",
                    "network-2.recoveries", "4")));
    Files.write(folder.resolve("attachments"), sample);
    assertTrue(new String(sample, StandardCharsets.UTF_8).startsWith("DHCPMGR attachments 1 "));
    try (StateFolder state = StateFolder.open(folder)) {
      AttachmentRecord read = new AttachmentsFile(state, "boot-1").load().get(0);
      assertEquals(Optional.of(new LinkSpec(LinkKind.BRIDGE, "br0")), read.made());
      assertEquals(4, read.recoveries());
    }
  }

  @Test
  void damagedFile_isSetAside_andNothingIsOurs() throws IOException {
    Files.writeString(folder.resolve("attachments"), "rubbish");
    try (StateFolder state = StateFolder.open(folder)) {
      assertEquals(List.of(), new AttachmentsFile(state, "boot-1").load());
      assertFalse(Files.exists(folder.resolve("attachments")));
    }
  }
}
