package org.rdkb.dhcpmanager.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.core.attach.AttachmentRecord;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;
import org.rdkb.dhcpmanager.store.AttachmentsFile;
import org.rdkb.dhcpmanager.store.DamagedException;

/** The links that the manager made. */
final class LinkChecks {
  private final Premises premises;

  LinkChecks(Premises premises) {
    this.premises = premises;
  }

  /** Of those in our namespace: made in this boot, and gone. */
  List<Complaint> made() throws IOException {
    Path boot = premises.proc().resolve("sys/kernel/random/boot_id");
    if (!Files.exists(boot)) {
      return List.of();
    }
    List<Complaint> complaints = new ArrayList<>();
    try {
      for (AttachmentRecord record :
          AttachmentsFile.read(premises.state(), Files.readString(boot).strip())) {
        record
            .made()
            .filter(link -> link.home().isEmpty() && isMissing(link))
            .ifPresent(
                link ->
                    complaints.add(
                        new Complaint(
                            "link-missing",
                            "the " + link.kind().word() + " " + link.name() + " is gone",
                            "dhcpmgr attach repair")));
      }
    } catch (DamagedException damaged) {
      complaints.add(
          new Complaint(
              "links-damaged",
              premises.state().resolve("attachments") + ": " + damaged.reason(),
              "nothing: it is set aside at the next start; links made so far then stay"));
    }
    return complaints;
  }

  private boolean isMissing(LinkSpec link) {
    return !Files.exists(
        premises.sys().resolve("class/net").resolve(link.name()), LinkOption.NOFOLLOW_LINKS);
  }
}
