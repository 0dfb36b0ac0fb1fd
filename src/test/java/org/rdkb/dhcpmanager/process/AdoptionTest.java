package org.rdkb.dhcpmanager.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.Samples;
import org.rdkb.dhcpmanager.linux.ProcessIdentity;

/** T12: whatever stands in a stored client file, only a client of ours is adopted or signalled. */
class AdoptionTest {
  @TempDir private Path folder;
  private final List<String> trusted = new ArrayList<>();
  private Process bystander;

  AdoptionTest() throws IOException {
    bystander = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void endBystander() {
    bystander.destroyForcibly();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "-1", "-4711", "4294967296", "2147483648", "1.5", ""})
  void numberThatIsNoClients_isRefused(String pid) throws IOException {
    assertRefused(
        "pid="
            + pid
            + "\nstartTicks=1\nbootId="
            + bootId()
            + "\nexecutable=\narg=/sbin/udhcpc\nend=\n");
  }

  @Test
  void ourselves_areRefused() throws IOException {
    int self = (int) ProcessHandle.current().pid();
    assertRefused(file(self, ticks(self), bootId(), client()));
  }

  @Test
  void otherProcess_withTheCommandThatWasStored_isRefused() throws IOException {
    assertRefused(file(pid(), ticks(pid()), bootId(), client()));
  }

  @Test
  void laterProcess_withTheSameNumber_isRefused() throws IOException {
    impersonate();
    assertRefused(file(pid(), ticks(pid()) - 1, bootId(), client()));
  }

  @Test
  void processOfAnotherBoot_isRefused() throws IOException {
    impersonate();
    assertRefused(file(pid(), ticks(pid()), "another", client()));
  }

  @Test
  void otherProgram_inEveryOtherWayTheOneThatWasStored_isRefused() throws IOException {
    impersonate();
    assertRefused(file(pid(), ticks(pid()), bootId(), "/usr/bin/busybox", client()));
  }

  /** All that is stored is true, but it is no client of this row. */
  @Test
  void otherProcess_describedFaithfully_isRefused() throws IOException {
    assertRefused(file(pid(), ticks(pid()), bootId(), ProcessIdentity.argv(pid())));
  }

  private void assertRefused(String clientFile) throws IOException {
    Path row = Files.createDirectories(folder.resolve("run/v4-1"));
    Files.writeString(row.resolve("client"), clientFile);
    Files.writeString(row.resolve("token"), "0123456789abcdef".repeat(2) + "\n");
    ProcessSettings settings =
        new ProcessSettings(
            folder.resolve("run"),
            folder.resolve("spool"),
            folder.resolve("plugin"),
            "127.0.0.1:1",
            ProcessSettings.USUAL_PROGRAMS);
    try (ProcessLauncher launcher =
        ProcessLauncher.open(settings, (id, linuxInterface, token) -> trusted.add(token))) {
      ClientConfiguration wanted =
          new ClientConfiguration(true, "eth0", "", List.of(1, 3, 6), List.of());
      assertEquals(Optional.empty(), launcher.adopt(Samples.ROW, wanted, new NoClient()));
    }
    assertTrue(bystander.isAlive(), "was signalled");
    assertEquals(List.of(), trusted);
  }

  /** The bystander's command becomes the very one that is stored. */
  private void impersonate() throws IOException {
    endBystander();
    List<String> words = new ArrayList<>(List.of("bash", "-c", "exec -a udhcpc bash \"$@\""));
    words.addAll(client());
    bystander = new ProcessBuilder(words).start();
    await().until(() -> ProcessIdentity.argv(pid()).equals(client()));
  }

  /** A shell that waits for its input looks like a client of the row to whoever reads its words. */
  private List<String> client() {
    return List.of("udhcpc", "-c", "read x; :", "-p", folder.resolve("run/v4-1/pid").toString());
  }

  private int pid() {
    return (int) bystander.pid();
  }

  private static long ticks(int pid) {
    return ProcessIdentity.read(pid).orElseThrow().startTicks();
  }

  private static String bootId() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
  }

  private static String file(int pid, long ticks, String bootId, List<String> argv) {
    return file(pid, ticks, bootId, ProcessIdentity.executable(pid), argv);
  }

  private static String file(
      int pid, long ticks, String bootId, String executable, List<String> argv) {
    return new ClientFile(pid, ticks, bootId, executable, argv).format();
  }

  /** Hears of no client. */
  private static final class NoClient implements ClientLauncher.Listener {
    @Override
    public void started(ClientProcess client) {
      throw new AssertionError("started " + client);
    }

    @Override
    public void exited(ClientProcess client, String how) {
      throw new AssertionError("exited " + client + how);
    }
  }
}
