package org.rdkb.dhcpmanager.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.rdkb.dhcpmanager.store.backup.BackupTarget;
import org.rdkb.dhcpmanager.store.backup.SealedTarget;
import picocli.CommandLine.Option;

/** Whether backups are encrypted. */
final class SealOptions {
  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "encrypted backups (AES-256-GCM); FILE: 64 hexadecimal digits, mode 0600")
  private Optional<Path> key = Optional.empty();

  BackupTarget over(BackupTarget target) throws IOException {
    return key.isPresent() ? new SealedTarget(target, SealedTarget.key(key.get())) : target;
  }

  /** What to say where a backup is missed. */
  String hint() {
    return key.isPresent()
        ? "; without --key there may be one that is not encrypted"
        : "; an encrypted one takes --key";
  }
}
