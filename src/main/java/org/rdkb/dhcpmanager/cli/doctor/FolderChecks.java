package org.rdkb.dhcpmanager.cli.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.store.StateInspection;
import org.rdkb.dhcpmanager.store.StoredFile;

/** The state folder and the disk under it. */
final class FolderChecks {
  private static final long LEAST_BYTES = 4L * 1024 * 1024;
  private static final int WRITES = 3;
  private static final Duration SLOW = Duration.ofMillis(200);

  private final Path state;

  FolderChecks(Premises premises) {
    this.state = premises.state();
  }

  List<Complaint> stateFolder() throws IOException {
    if (!Files.exists(state, LinkOption.NOFOLLOW_LINKS)) {
      return List.of(); // a first start makes it
    }
    if (!Files.isDirectory(state, LinkOption.NOFOLLOW_LINKS)) {
      return List.of(
          new Complaint("state-no-folder", state + " is no folder", "mv " + state + " elsewhere"));
    }
    List<Complaint> complaints = new ArrayList<>();
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(state));
    if (!mode.equals("rwx------")) {
      complaints.add(
          new Complaint("state-mode", state + " has mode " + mode, "chmod 0700 " + state));
    }
    if (!Files.isWritable(state)) {
      complaints.add(
          new Complaint(
              "state-not-writable", state + " cannot be written", "mount it for writing"));
    }
    String kind = Files.getFileStore(state).type();
    if (kind.equals("tmpfs")) {
      complaints.add(
          new Complaint(
              "state-in-memory",
              state + " is a tmpfs: nothing in it survives a reboot",
              "set state.folder to a folder on a disk"));
    }
    return complaints;
  }

  List<Complaint> files() throws IOException {
    List<Complaint> complaints = new ArrayList<>();
    if (Files.isDirectory(state)) {
      for (StoredFile file : new StateInspection(state).files()) {
        file.damage()
            .ifPresent(
                damage ->
                    complaints.add(
                        new Complaint(
                            "state-damaged",
                            file.path() + ": " + damage,
                            "dhcpmgr restore FOLDER, if there is a backup; the next start sets it"
                                + " aside")));
      }
    }
    return complaints;
  }

  List<Complaint> quarantine() throws IOException {
    Path folder = state.resolve("quarantine");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      long count = files.filter(file -> !file.toString().endsWith(".reason")).count();
      return count == 0
          ? List.of()
          : List.of(
              new Complaint(
                  "quarantine",
                  count + " damaged or replaced files are in " + folder,
                  "look at the .reason beside each, then remove them"));
    }
  }

  List<Complaint> disk() throws IOException {
    if (!Files.isDirectory(state) || !Files.isWritable(state)) {
      return List.of();
    }
    FileStore store = Files.getFileStore(state);
    if (store.getUsableSpace() < LEAST_BYTES) {
      return List.of(
          new Complaint(
              "disk-full",
              store.getUsableSpace() + " bytes are left under " + state,
              "df " + state + "; remove what is not needed"));
    }
    Duration took = fastestForcedWrite();
    return took.compareTo(SLOW) < 0
        ? List.of()
        : List.of(
            new Complaint(
                "disk-slow",
                "the fastest of "
                    + WRITES
                    + " forced writes under "
                    + state
                    + " took "
                    + took.toMillis()
                    + " ms",
                "look for what else writes: iotop -o"));
  }

  /** Of a few: one that met another program's burst says nothing of the disk. */
  private Duration fastestForcedWrite() throws IOException {
    Path probe = Files.createTempFile(state, "doctor", "");
    try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
      long fastest = Long.MAX_VALUE;
      for (int write = 0; write < WRITES; write++) {
        long begun = System.nanoTime();
        channel.write(ByteBuffer.allocate(4096));
        channel.force(true);
        fastest = Math.min(fastest, System.nanoTime() - begun);
      }
      return Duration.ofNanos(fastest);
    } finally {
      Files.deleteIfExists(probe);
    }
  }
}
