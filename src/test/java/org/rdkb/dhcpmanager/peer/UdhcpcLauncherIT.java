package org.rdkb.dhcpmanager.peer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientLaunch;
import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.process.ProcessLauncher;
import org.rdkb.dhcpmanager.process.ProcessSettings;

/** Real udhcpc, in a network namespace that goes with the test. */
@Timeout(180)
class UdhcpcLauncherIT {
  private static final RowId ROW = new RowId(Family.V4, 1);

  @TempDir Path folder;
  private final BlockingQueue<ClientProcess> starts = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> exits = new LinkedBlockingQueue<>();
  private final ClientLauncher.Listener listener =
      new ClientLauncher.Listener() {
        @Override
        public void started(ClientProcess client) {
          starts.add(client);
        }

        @Override
        public void exited(ClientProcess client, String how) {
          exits.add(client.pid() + " " + how);
        }
      };

  @Test
  void launched_hasItsOwnSession_itsArguments_andFourVariables()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        launcher -> {
          int pid = launch(launcher, configuration("wan0", 1, 3)).pid();
          String expected =
              "-f -i wan0 -p %s/run/v4-1/pid -s /bin/true -t 3 -T 3 -A 10"
                  + " -o -O 1 -O 3 -C -V  -r 192.0.2.7";
          Lab.within(5).until(() -> words(pid, "cmdline").size() > 1);
          List<String> argv = words(pid, "cmdline");
          assertEquals(expected.formatted(folder), String.join(" ", argv.subList(1, argv.size())));
          assertEquals(
              List.of(
                  "DHCPMGR_MONITOR=127.0.0.1:50324",
                  "DHCPMGR_ROW=" + folder + "/run/v4-1",
                  "DHCPMGR_SPOOL=" + folder + "/spool/v4-1",
                  "PATH=/usr/sbin:/usr/bin:/sbin:/bin"),
              words(pid, "environ"));
          String[] stat = Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ", -1);
          assertEquals(Integer.toString(pid), stat[5], "session");
          Path run = folder.resolve("run/v4-1");
          assertTrue(Files.readString(run.resolve("token")).matches("[0-9a-f]{32}\n"));
          assertEquals("rw-------", mode(run.resolve("token")));
          assertEquals("rw-------", mode(run.resolve("client")));
          assertEquals("rw-------", mode(run.resolve("output")));
          assertEquals("rwx------", mode(run));
          assertEquals("rwx------", mode(folder.resolve("spool/v4-1")));
          await()
              .untilAsserted(
                  () ->
                      assertTrue(
                          launcher.outputTail(ROW, 1).contains("udhcpc: broadcasting discover"),
                          () -> launcher.outputTail(ROW, 9).toString()));
          launcher.signal(starts.remove(), ClientSignal.TERMINATE);
          String exit = exit();
          assertTrue(exit.startsWith(pid + " exit code 0: udhcpc: "), exit);
          assertTrue(exit.endsWith("udhcpc: received SIGTERM"), exit);
          assertTrue(exit.contains(" | "), exit); // the lines before, too
          assertFalse(Files.exists(run.resolve("client")));
          assertFalse(Files.exists(run.resolve("pid")));
          launcher.forget(ROW);
          assertFalse(Files.exists(run));
          assertFalse(Files.exists(folder.resolve("spool/v4-1")));
        });
  }

  @Test
  void signals_meanWhatTheServerSees()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        launcher -> {
          Path log = folder.resolve("dnsmasq.log");
          Process server = startServer(log);
          try {
            ClientProcess client = launch(launcher, configuration("wan0", 1, 3));
            await().until(() -> count(log, "DHCPACK(isp0)") == 1);
            assertEquals(0, count(log, "vendor class"), "nothing is sent that no row names");
            assertEquals(2, count(log, "requested options: 1:netmask, 3:router"));
            PrivateNetwork.command("ip addr add 10.66.0.10/24 dev wan0");
            launcher.signal(client, ClientSignal.RENEW);
            await().until(() -> count(log, "DHCPACK(isp0)") == 2);
            launcher.signal(client, ClientSignal.RELEASE);
            await().until(() -> count(log, "DHCPRELEASE(isp0)") == 1);
            launcher.signal(client, ClientSignal.RENEW);
            await().until(() -> count(log, "DHCPACK(isp0)") == 3);
            launcher.signal(client, ClientSignal.TERMINATE);
            assertTrue(exit().contains(" exit code 0"));
            assertEquals(1, count(log, "DHCPRELEASE(isp0)"), "the end is no release");
          } finally {
            server.destroy();
            server.waitFor();
          }
        });
  }

  /** A server in a second namespace, which gets the other end of the cable. */
  private Process startServer(Path log) throws IOException, InterruptedException {
    String script =
        "read go; ip link set isp0 up; ip addr add 10.66.0.1/24 dev isp0; exec dnsmasq"
            + " --keep-in-foreground --conf-file=/dev/null --port=0 --no-ping --interface=isp0"
            + " --dhcp-range=10.66.0.10,10.66.0.10,120 --user=root --log-dhcp"
            + " --dhcp-leasefile=\"$1/leases\" --log-facility=\"$2\"";
    Process server =
        new ProcessBuilder(
                "unshare", "--net", "sh", "-c", script, "sh", folder.toString(), log.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("dnsmasq.out").toFile())
            .start();
    Path namespace = Path.of("/proc/" + server.pid() + "/ns/net");
    Path ours = Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net"));
    await().ignoreExceptions().until(() -> !Files.readSymbolicLink(namespace).equals(ours));
    PrivateNetwork.command("ip link set isp0 netns " + server.pid());
    server.getOutputStream().write('\n');
    server.getOutputStream().close();
    await().until(() -> Files.exists(log) && count(log, "DHCP, IP range") == 1);
    return server;
  }

  /** How many lines contain it. */
  private static long count(Path log, String text) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(text)).count();
    }
  }

  @Test
  void killed_isNoticedAtOnce_hundredTimes_withoutZombieOrLeak()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        launcher -> {
          long best = Long.MAX_VALUE;
          long descriptors = 0;
          for (int i = 0; i < 100; i++) {
            ClientProcess client = launch(launcher, configuration("wan0"));
            long before = System.nanoTime();
            launcher.signal(client, ClientSignal.KILL);
            assertTrue(exit().startsWith(client.pid() + " signal 9"));
            best = Math.min(best, System.nanoTime() - before);
            launcher.signal(client, ClientSignal.KILL);
            descriptors = i == 0 ? descriptors() : descriptors;
          }
          assertTrue(best < Duration.ofMillis(50).toNanos(), best + " ns");
          // A leak shows as 100 or more; the class loader may open a few files of its own.
          long more = descriptors() - descriptors;
          assertTrue(more < 10, more + " descriptors more than after the first");
          assertEquals(List.of(), children());
        });
  }

  @Test
  void exitsAtOnce_isReportedWithItsLastWords_twoHundredTimes()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        launcher -> {
          for (int i = 0; i < 200; i++) {
            ClientProcess client = launch(launcher, configuration("absent0"));
            String exit = exit();
            assertTrue(exit.startsWith(client.pid() + " exit code 1: udhcpc: "), exit);
          }
          assertEquals(List.of(), children());
        });
  }

  @Test
  void restartOfOurs_adoptsTheClient_whichNoticesNothing()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        launcher -> {
          ClientProcess client = launch(launcher, configuration("wan0", 3));
          launcher.close();
          try (ProcessLauncher next = open()) {
            assertEquals(Optional.of(client), next.adopt(ROW, configuration("wan0", 3), listener));
            next.signal(client, ClientSignal.TERMINATE);
            assertTrue(exit().startsWith(client.pid() + " "));
            assertEquals(Optional.empty(), next.adopt(ROW, configuration("wan0", 3), listener));
          }
        });
  }

  @Test
  void otherArguments_areNotAdoptedButEnded()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        launcher -> {
          ClientProcess client = launch(launcher, configuration("wan0", 3));
          launcher.close();
          try (ProcessLauncher next = open()) {
            assertEquals(Optional.empty(), next.adopt(ROW, configuration("wan0", 6), listener));
            assertEquals(List.of(), words(client.pid(), "cmdline"));
          }
        });
  }

  /** An earlier run was killed after it had started the client, and before it could note that. */
  @Test
  void clientThatNobodyNoted_isEndedAtTheNextStart()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        launcher -> {
          ClientProcess client = launch(launcher, configuration("wan0", 3));
          launcher.close();
          Files.delete(folder.resolve("run/v4-1/client"));
          try (ProcessLauncher next = open()) {
            assertEquals(List.of(), words(client.pid(), "cmdline"));
            assertEquals(Optional.empty(), next.adopt(ROW, configuration("wan0", 3), listener));
          }
        });
  }

  @Test
  void sameNumberOtherProcess_isNeitherAdoptedNorSignalled()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        launcher -> {
          ClientProcess client = launch(launcher, configuration("wan0", 3));
          launcher.close();
          Path file = folder.resolve("run/v4-1/client");
          String ticks = "startTicks=" + client.startTicks();
          Files.writeString(file, Files.readString(file).replace(ticks, ticks + "1"));
          try (ProcessLauncher next = open()) {
            assertEquals(Optional.empty(), next.adopt(ROW, configuration("wan0", 3), listener));
            assertFalse(words(client.pid(), "cmdline").isEmpty(), "must live");
          } finally {
            ProcessHandle.of(client.pid()).ifPresent(ProcessHandle::destroyForcibly);
          }
        });
  }

  @Test
  void foreignClient_isNamedAndLeftAlone()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        launcher -> {
          Process foreign =
              new ProcessBuilder("udhcpc", "-f", "-i", "wan0", "-s", "/bin/true")
                  .redirectErrorStream(true)
                  .redirectOutput(folder.resolve("foreign").toFile())
                  .start();
          try {
            String expected = "udhcpc pid " + foreign.pid() + ", not ours, runs on wan0";
            EffectException refused =
                assertThrows(EffectException.class, () -> launch(launcher, configuration("wan0")));
            assertEquals(expected, refused.getMessage());
            assertTrue(foreign.isAlive());
            PrivateNetwork.command("ip link add wan1 type veth peer name isp1");
            launcher.signal(launch(launcher, configuration("wan1")), ClientSignal.KILL);
            exit();
          } finally {
            foreign.destroyForcibly();
          }
        });
  }

  @Test
  void leftoverOfOurs_isEndedBeforeANewOneStarts()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    inside(
        launcher -> {
          Path pidFile = folder.resolve("run/v4-9/pid");
          Files.createDirectories(Objects.requireNonNull(pidFile.getParent()));
          PrivateNetwork.command("udhcpc -b -t 1 -T 1 -i wan0 -s /bin/true -p " + pidFile);
          await().until(() -> !Files.readString(pidFile).isBlank());
          int leftover = Integer.parseInt(Files.readString(pidFile).strip());
          ClientProcess client = launch(launcher, configuration("wan0"));
          assertEquals(List.of(), words(leftover, "cmdline"));
          launcher.signal(client, ClientSignal.KILL);
          exit();
        });
  }

  @Test
  void programMissing_isSaidSo()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    ProcessSettings settings =
        new ProcessSettings(folder, folder, Path.of("/bin/true"), "", List.of(Path.of("/none")));
    try (ProcessLauncher launcher = ProcessLauncher.open(settings, (row, name, token) -> {})) {
      EffectException refused =
          assertThrows(EffectException.class, () -> launch(launcher, configuration("wan0")));
      assertEquals("START_NO_PROGRAM", refused.event().what().toString());
      assertEquals("udhcpc is not installed: none of [/none]", refused.getMessage());
    }
  }

  @Test
  void pluginNotExecutable_isSaidSo()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Path plugin = Files.createFile(folder.resolve("plugin.sh"));
    ProcessSettings settings =
        new ProcessSettings(folder, folder, plugin, "", ProcessSettings.USUAL_PROGRAMS);
    try (ProcessLauncher launcher = ProcessLauncher.open(settings, (row, name, token) -> {})) {
      EffectException refused =
          assertThrows(EffectException.class, () -> launch(launcher, configuration("wan0")));
      assertEquals(
          plugin + " cannot be executed, no lease would be told: chmod +x it",
          refused.getMessage());
    }
  }

  private interface Body {
    void run(ProcessLauncher launcher) throws IOException, InterruptedException, EffectException;
  }

  private void inside(Body body)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    PrivateNetwork.inside(
        () -> {
          PrivateNetwork.command("ip link add wan0 type veth peer name isp0");
          PrivateNetwork.command("ip link set wan0 up");
          PrivateNetwork.command("ip link set isp0 up");
          try (ProcessLauncher launcher = open()) {
            body.run(launcher);
          } catch (EffectException e) {
            throw new AssertionError(e);
          }
        });
  }

  private ProcessLauncher open() throws IOException {
    return ProcessLauncher.open(
        new ProcessSettings(
            folder.resolve("run"),
            folder.resolve("spool"),
            Path.of("/bin/true"),
            "127.0.0.1:50324",
            ProcessSettings.USUAL_PROGRAMS),
        (row, name, token) -> {});
  }

  private ClientProcess launch(ProcessLauncher launcher, ClientConfiguration configuration)
      throws EffectException {
    launcher.launch(new ClientLaunch(ROW, configuration, Ipv4Address.parse("192.0.2.7")), listener);
    return Objects.requireNonNull(starts.peek(), "started before launch returned");
  }

  private String exit() throws InterruptedException {
    starts.clear();
    return Objects.requireNonNull(exits.poll(10, TimeUnit.SECONDS), "no exit reported");
  }

  private static ClientConfiguration configuration(String linuxInterface, Integer... requested) {
    return new ClientConfiguration(true, linuxInterface, "", List.of(requested), List.of());
  }

  private static List<String> words(int pid, String file) throws IOException {
    Path path = Path.of("/proc/" + pid + "/" + file);
    if (!Files.exists(path)) {
      return List.of();
    }
    String text = Files.readString(path);
    return text.isEmpty()
        ? List.of()
        : Arrays.asList(text.substring(0, text.length() - 1).split("\0", -1));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static List<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).toList();
  }
}
