package org.rdkb.dhcpmanager.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.AttachmentRecord;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;
import org.rdkb.dhcpmanager.store.AttachmentsFile;
import org.rdkb.dhcpmanager.store.StateFolder;

/** A sound machine of files, and one thing wrong with it in each test. */
class ChecksTest {
  private static final int PORT = 50_324;
  private static final String LISTEN =
      "   0: 0100007F:C494 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0"
          + " 4711 1 0000000000000000 100 0 0 10 0\n";

  @TempDir Path machine;
  private Path state;
  private Path run;
  private Path proc;
  private Path plugin;
  private Path udhcpc;
  private Path dibbler;
  private String lackingUser = "";

  @BeforeEach
  void soundMachine() throws IOException {
    state = Files.createDirectory(machine.resolve("state"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
    run = Files.createDirectory(machine.resolve("run"));
    proc = Files.createDirectory(machine.resolve("proc"));
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(proc.resolve("net/tcp"), "  sl  local_address …\n" + LISTEN);
    Files.writeString(proc.resolve("meminfo"), "MemTotal: 9 kB\nMemAvailable:   500000 kB\n");
    Files.createDirectories(machine.resolve("sys/class/net/lo"));
    Files.writeString(machine.resolve("sys/class/net/lo/flags"), "0x9\n");
    plugin = program("udhcpc.sh");
    udhcpc = program("bin/udhcpc");
    dibbler = program("bin/dibbler-client");
    program("bin/sh");
    program("bin/nc");
    manager(100);
    client("v4-1", 200, "udhcpc", 'S', "-i", "eth0", "-s", plugin.toString());
  }

  private Path program(String name) throws IOException {
    Path path = machine.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  private void process(int pid, String name, char letter, String... argv) throws IOException {
    Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
    Files.writeString(folder.resolve("stat"), pid + " (" + name + ") " + letter + " 1 1 1");
    Files.writeString(folder.resolve("cmdline"), name + "\0" + String.join("\0", argv) + "\0");
    Files.writeString(
        folder.resolve("limits"), "Max open files            10         4096       files\n");
    Files.createDirectories(folder.resolve("fd"));
  }

  private void manager(int pid) throws IOException {
    process(pid, "java", 'S', "org.rdkb.dhcpmanager.Main", "run");
    Files.createSymbolicLink(
        proc.resolve(pid + "/fd/7"), Path.of("socket:[" + (pid == 100 ? 4711 : pid) + "]"));
  }

  private void client(String row, int pid, String name, char letter, String... argv)
      throws IOException {
    process(pid, name, letter, argv);
    Path folder = Files.createDirectories(run.resolve(row));
    Files.writeString(folder.resolve("client"), "pid=" + pid + "\nstartTicks=1\n");
  }

  private List<Complaint> look() {
    return new Checks(
            new Premises(
                state,
                run,
                OptionalInt.of(PORT),
                List.of(udhcpc),
                List.of(dibbler),
                plugin,
                proc,
                machine.resolve("sys"),
                List.of(machine.resolve("bin")),
                lackingUser))
        .look();
  }

  private void assertComplaint(String id, String part) {
    List<Complaint> complaints =
        look().stream().filter(c -> !c.id().equals("state-in-memory")).toList();
    assertEquals(
        List.of(id), complaints.stream().map(Complaint::id).toList(), () -> "" + complaints);
    assertTrue(complaints.get(0).what().contains(part), complaints.get(0).what());
    assertTrue(!complaints.get(0).remedy().isEmpty());
  }

  @Test
  void userOfTheClientsIsMissing() {
    lackingUser = "dhcpmgr";
    assertComplaint("client-user", "no user dhcpmgr");
  }

  @Test
  void soundMachine_hasNothingToComplainOf() {
    assertEquals(
        List.of(), look().stream().filter(c -> !c.id().equals("state-in-memory")).toList());
  }

  @Test
  void missingClientProgram_isNamedWithItsPackage() throws IOException {
    Files.delete(udhcpc);
    assertComplaint("udhcpc-missing", "bin/udhcpc");
  }

  @Test
  void missingDibbler_isNamed() throws IOException {
    Files.delete(dibbler);
    assertComplaint("dibbler-missing", "dibbler-client");
  }

  @Test
  void pluginThatCannotBeExecuted_isNamed() throws IOException {
    Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rw-r--r--"));
    assertComplaint("plugin-not-executable", "udhcpc.sh");
  }

  @Test
  void missingShell_isNamed() throws IOException {
    Files.delete(machine.resolve("bin/sh"));
    assertComplaint("sh-missing", "sh");
  }

  @Test
  void missingNc_isNamed() throws IOException {
    Files.delete(machine.resolve("bin/nc"));
    assertComplaint("nc-missing", "nc");
  }

  @Test
  void loopbackDown_isNamed() throws IOException {
    Files.writeString(machine.resolve("sys/class/net/lo/flags"), "0x8\n");
    assertComplaint("loopback-down", "loopback");
  }

  @Test
  void littleMemory_isNamed() throws IOException {
    Files.writeString(proc.resolve("meminfo"), "MemAvailable: 1000 kB\n");
    assertComplaint("memory-low", "1000 KiB");
  }

  @Test
  void openStateFolder_isNamed() throws IOException {
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertComplaint("state-mode", "rwxr-xr-x");
  }

  @Test
  void stateThatIsNoFolder_isNamed() throws IOException {
    Files.delete(state);
    Files.createFile(state);
    assertComplaint("state-no-folder", "is no folder");
  }

  @Test
  void damagedFile_isNamed() throws IOException {
    Files.writeString(state.resolve("rows"), "DHCPMGR rows 1 0 00000001\n");
    assertComplaint("state-damaged", "first line does not fit");
  }

  @Test
  void whatIsInQuarantine_isCounted() throws IOException {
    Files.createDirectory(state.resolve("quarantine"));
    Files.createFile(state.resolve("quarantine/rows.1"));
    Files.createFile(state.resolve("quarantine/rows.1.reason"));
    assertComplaint("quarantine", "1 damaged");
  }

  @Test
  void secondManager_isNamedWithItsPid() throws IOException {
    manager(101);
    assertComplaint("second-manager", "[100, 101]");
  }

  @Test
  void portOfTheMonitorTaken_namesTheOwner() throws IOException {
    Files.delete(proc.resolve("100/fd/7"));
    process(300, "python3", 'S', "server.py");
    Files.createSymbolicLink(proc.resolve("300/fd/3"), Path.of("socket:[4711]"));
    assertComplaint("port-taken", "belongs to python3, pid 300");
  }

  @Test
  void fewDescriptorsLeft_isNamed() throws IOException {
    for (int i = 10; i < 20; i++) {
      Files.createSymbolicLink(proc.resolve("100/fd/" + i), Path.of("socket:[" + i + "]"));
    }
    assertComplaint("descriptors", "11 of 10");
  }

  @Test
  void zombieClient_isNamed() throws IOException {
    client("v4-1", 200, "udhcpc", 'Z', "-i", "eth0", "-s", plugin.toString());
    assertComplaint("client-zombie", "v4-1, pid 200");
    assertTrue(
        look().stream().anyMatch(c -> c.remedy().equals("dhcpmgr restart Device.DHCPv4.Client.1")));
  }

  @Test
  void stoppedClient_isNamed() throws IOException {
    client("v4-1", 200, "udhcpc", 'T', "-i", "eth0", "-s", plugin.toString());
    assertComplaint("client-stopped", "v4-1, pid 200");
  }

  @Test
  void clientHangingInTheKernel_isNamed() throws IOException {
    client("v4-1", 200, "udhcpc", 'D', "-i", "eth0", "-s", plugin.toString());
    assertComplaint("client-hung", "v4-1, pid 200");
  }

  @Test
  void clientWithAnotherPlugin_isNamed() throws IOException {
    client("v4-1", 200, "udhcpc", 'S', "-i", "eth0", "-s", "/etc/udhcpc/default.script");
    assertComplaint("client-plugin", "/etc/udhcpc/default.script");
  }

  @Test
  void foreignClientOnOurInterface_isNamed_oneElsewhereIsNot() throws IOException {
    process(400, "dhclient", 'S', "-v", "eth0");
    process(401, "dhclient", 'S', "-v", "eth1");
    assertComplaint("client-foreign", "dhclient, pid 400");
  }

  @Test
  void clientInAnotherNetwork_isNotForeign() throws IOException {
    process(400, "dhclient", 'S', "-v", "eth0");
    Files.createDirectories(proc.resolve("400/ns"));
    Files.createSymbolicLink(proc.resolve("400/ns/net"), Path.of("net:[2]"));
    assertEquals(List.of(), look().stream().filter(c -> c.id().equals("client-foreign")).toList());
  }

  @Test
  void secondClientOfOurs_isForeignToo() throws IOException {
    process(402, "udhcpc", 'S', "-i", "eth0", "-s", plugin.toString());
    assertComplaint("client-foreign", "udhcpc, pid 402, works on eth0 as row v4-1");
  }

  @Test
  void checkThatCannotLook_saysSo() throws IOException {
    Files.delete(proc.resolve("meminfo"));
    assertComplaint("memory-unseen", "cannot be checked");
  }

  @Test
  void linkThatWeMadeAndThatIsGone_isNamed() throws IOException {
    Path boot = proc.resolve("sys/kernel/random/boot_id");
    Files.createDirectories(boot.getParent());
    Files.writeString(boot, "boot-1\n");
    AttachmentId id = new AttachmentId(AttachmentId.Table.ENDPOINT, 1);
    LinkSpec link = new LinkSpec(LinkKind.MACVLAN, "mv0").on("eth0");
    try (StateFolder folder = StateFolder.open(state)) {
      new AttachmentsFile(folder, "boot-1")
          .save(List.of(new AttachmentRecord(id, Optional.of(link), Optional.empty(), 1)));
    }
    assertEquals(
        List.of(new Complaint("link-missing", "the macvlan mv0 is gone", "dhcpmgr attach repair")),
        look());
    Files.createDirectories(machine.resolve("sys/class/net/mv0"));
    assertEquals(List.of(), look());
    Files.delete(machine.resolve("sys/class/net/mv0"));
    Files.writeString(boot, "boot-2\n");
    assertEquals(List.of(), look(), "after a reboot nobody made it yet");
  }
}
