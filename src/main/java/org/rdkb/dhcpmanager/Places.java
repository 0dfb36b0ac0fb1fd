package org.rdkb.dhcpmanager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.rdkb.dhcpmanager.cli.BusPlace;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.store.StateFolder;

/** Where things are on this machine: what the settings say, else the usual places. */
final class Places {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private final Settings settings;

  Places(Settings settings) {
    this.settings = settings;
  }

  /** Survives a reboot. */
  Path state() throws IOException {
    boolean root = isRoot();
    return settings
        .stateFolder()
        .or(() -> StateFolder.usualState(root, System.getenv()))
        .orElseThrow(() -> new IOException("no state folder: give state.folder or --state"));
  }

  /** Need not survive a reboot; made if it is absent, for us alone. */
  Path run() throws IOException {
    return Files.createDirectories(
        runUnmade(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** The same, whether or not it exists. */
  Path runUnmade() throws IOException {
    boolean root = isRoot();
    return settings
        .runFolder()
        .or(() -> StateFolder.usualRun(root, System.getenv()))
        .orElseThrow(() -> new IOException("no run folder: give run.folder or --run"));
  }

  BusAddress bus() {
    return settings
        .busAddress()
        .orElseGet(() -> BusAddress.parse(BusPlace.resolve(Optional.empty(), System.getenv())));
  }

  /** Names this boot of the machine. */
  static String bootId() throws IOException {
    return Files.readString(BOOT_ID).strip();
  }

  static boolean isRoot() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }
}
