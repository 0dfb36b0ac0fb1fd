package org.rdkb.dhcpmanager.plugin;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;

/** What the shell plugin writes and sends, under each shell of this machine. */
class PluginScriptTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final Path SCRIPT = Path.of("plugins", "udhcpc.sh").toAbsolutePath();
  private static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";
  private static final Duration BOUND = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Path row;
  private Path spool;

  @BeforeEach
  void folders() throws IOException {
    row = Files.createDirectory(folder.resolve("row"));
    spool = Files.createDirectory(folder.resolve("v4-1"));
    Files.writeString(row.resolve("token"), TOKEN + "\npid=4711\n");
  }

  /** POSIX sh promises; bash and busybox are tried where there are any. */
  static Stream<List<String>> shells() {
    return Stream.of(List.of("sh"), List.of("dash"), List.of("busybox", "ash"), List.of("bash"))
        .filter(shell -> isInstalled(shell.get(0)));
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(PATH.split(":", -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private Map<String, String> environment(String monitor) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", PATH);
    environment.put("DHCPMGR_ROW", row.toString());
    environment.put("DHCPMGR_SPOOL", spool.toString());
    environment.put("DHCPMGR_MONITOR", monitor);
    environment.put("interface", "eth0");
    return environment;
  }

  private Process start(List<String> shell, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(SCRIPT, shell, environment, arguments);
  }

  private Process start(
      Path script, List<String> shell, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(shell);
    command.add(script.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder
        .redirectOutput(folder.resolve("output").toFile())
        .redirectError(new File("/dev/null"))
        .start();
  }

  private void run(List<String> shell, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(shell, environment, arguments);
    assertTrue(process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS), "hangs");
    assertEquals(0, process.exitValue());
  }

  private Message spooled(long number) throws IOException {
    Decoded decoded = Message.decode(Files.readAllBytes(spool.resolve(Long.toString(number))));
    return assertInstanceOf(Decoded.Accepted.class, decoded).message();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** dhcpcd gives no argument; what it says of links concerns no lease. */
  @ParameterizedTest
  @MethodSource("shells")
  void dhcpcd_leaseEventsAreFramed_othersAreNot(List<String> shell)
      throws IOException, InterruptedException {
    Path script = SCRIPT.resolveSibling("dhcpcd.sh");
    Map<String, String> environment = environment("");
    environment.put("reason", "BOUND");
    environment.put("new_opt15", "$(id)\n`id`");
    for (String protocol : List.of("link", "dhcp", "static", "dhcp6")) {
      environment.put("protocol", protocol);
      Process process = start(script, shell, environment);
      assertTrue(process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS), "hangs");
      assertEquals(0, process.exitValue());
    }
    assertEquals(List.of("1", "2"), files());
    assertEquals("dhcpcd", spooled(1).event());
    assertEquals("dhcp", spooled(1).environment().get("protocol"));
    assertEquals("$(id)\n`id`", spooled(1).environment().get("new_opt15"));
    assertEquals("dhcp6", spooled(2).environment().get("protocol"));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void hostileValues_reachTheSpoolVerbatim(List<String> shell)
      throws IOException, InterruptedException {
    Map<String, String> environment = environment("");
    String proof = folder.resolve("pwned").toString();
    environment.put("bootfile", "$(touch " + proof + ")`touch " + proof + "`; touch " + proof);
    environment.put("message", "line\nDHCPMGR 1 bound x 9\n\n");
    environment.put("tzstr", "\"'\\ %s %n *?[a-z] ~ !! # \t\u0001");
    environment.put("opt43", "ab".repeat(32 * 1024));
    environment.put("not-a-shell-name", "kept");
    run(shell, environment, "bound");
    Message message = spooled(1);
    assertEquals("bound", message.event());
    assertEquals(TOKEN, message.token());
    assertEquals(1, message.sequence());
    assertEquals(environment, new TreeMap<>(message.environment()));
    assertFalse(Files.exists(Path.of(proof)));
    assertEquals(List.of("1"), files());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(spool.resolve("1"))));
    assertEquals(0, Files.size(folder.resolve("output")));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void socket_getsTheSameBytesInOneFrame(List<String> shell)
      throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout((int) BOUND.toMillis());
      Map<String, String> environment = environment("127.0.0.1:" + server.getLocalPort());
      environment.put("opt43", "ab".repeat(50_000));
      run(shell, environment, "renew");
      byte[] received;
      try (Socket socket = server.accept()) {
        received = socket.getInputStream().readNBytes(23 + (int) Files.size(spool.resolve("1")));
      }
      byte[] message = Files.readAllBytes(spool.resolve("1"));
      assertArrayEquals(
          ByteBuffer.allocate(23 + message.length)
              .put(new byte[] {(byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 1, 8, 0, 0, 2})
              .putLong(message.length)
              .put(message)
              .array(),
          received);
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void numbers_goOnAfterTheManagersNoteAndAfterACrash(List<String> shell)
      throws IOException, InterruptedException {
    run(shell, environment(""), "deconfig");
    run(shell, environment(""), "bound");
    assertEquals(List.of("1", "2"), files());
    Files.delete(spool.resolve("1"));
    Files.delete(spool.resolve("2"));
    Files.writeString(spool.resolve(".done"), "41\n");
    run(shell, environment(""), "renew");
    Files.writeString(spool.resolve(".new.43"), "a plugin died here");
    run(shell, environment(""), "renew");
    assertEquals(List.of(".done", ".new.43", "42", "44"), files());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void manyAtOnce_takeDifferentNumbers(List<String> shell)
      throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      processes.add(start(shell, environment(""), "renew"));
    }
    for (Process process : processes) {
      assertTrue(process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS));
    }
    assertEquals(IntStream.rangeClosed(1, 8).mapToObj(Integer::toString).toList(), files());
    for (int number = 1; number <= 8; number++) {
      assertEquals(number, spooled(number).sequence());
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void missingSpoolFolder_isMadeAgain(List<String> shell) throws IOException, InterruptedException {
    Files.delete(spool);
    run(shell, environment(""), "bound");
    assertEquals(1, spooled(1).sequence());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void withoutNc_theSpoolHasIt(List<String> shell) throws IOException, InterruptedException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String program : List.of("cat", "mv", "wc", "mkdir", "rm", "env")) {
      Files.writeString(bin.resolve(program), "#!/bin/sh\nexec /bin/" + program + " \"$@\"\n");
      assertTrue(bin.resolve(program).toFile().setExecutable(true));
    }
    List<String> absolute = new ArrayList<>(shell);
    absolute.set(0, "/bin/" + shell.get(0));
    Map<String, String> environment = environment("127.0.0.1:9");
    environment.put("PATH", bin.toString());
    run(absolute, environment, "bound");
    assertEquals(1, spooled(1).sequence());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void tooLarge_isCountedNotWritten(List<String> shell) throws IOException, InterruptedException {
    Map<String, String> environment = environment("");
    environment.put("opt43", "a".repeat(70_000));
    environment.put("opt125", "a".repeat(70_000));
    run(shell, environment, "bound");
    run(shell, environment, "bound");
    assertEquals(List.of(".oversize"), files());
    assertEquals("2\n", Files.readString(spool.resolve(".oversize")));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void nonsense_endsQuietlyWithoutATrace(List<String> shell)
      throws IOException, InterruptedException {
    run(shell, environment(""));
    run(shell, environment(""), "");
    run(shell, environment(""), "../bound");
    run(shell, environment(""), "a".repeat(17));
    Files.writeString(row.resolve("token"), "short\n");
    run(shell, environment(""), "bound");
    Files.delete(row.resolve("token"));
    run(shell, environment(""), "bound");
    run(shell, Map.of(), "bound");
    assertEquals(List.of(), files());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void managerAway_keepsTheNewest256(List<String> shell) throws IOException, InterruptedException {
    for (int number = 1; number <= 256; number++) {
      Files.writeString(spool.resolve(Integer.toString(number)), "old");
    }
    run(shell, environment(""), "renew");
    assertEquals(256, files().size());
    assertFalse(Files.exists(spool.resolve("1")));
    assertEquals(257, spooled(257).sequence());
  }

  /** Between two looks of the plugin the manager notes a message as done, and removes it. */
  @ParameterizedTest
  @MethodSource("shells")
  void numberDealtWithMeanwhile_isNotGivenAgain(List<String> shell)
      throws IOException, InterruptedException {
    Path note = spool.resolve(".done"); // stands still until it is written to
    assertEquals(0, new ProcessBuilder("mkfifo", note.toString()).start().waitFor());
    Path last = Files.writeString(spool.resolve("7"), "waits");
    Process plugin = start(shell, environment(""), "bound");
    try (OutputStream read = Files.newOutputStream(note, StandardOpenOption.WRITE)) {
      Files.delete(last);
      read.write("6\n".getBytes(StandardCharsets.US_ASCII));
    }
    assertTrue(plugin.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS), "hangs");
    assertEquals(8, spooled(8).sequence());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void fullDisk_sendsOverTheSocketAndLeavesNoMessage(List<String> shell)
      throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout((int) BOUND.toMillis());
      Map<String, String> environment = environment("127.0.0.1:" + server.getLocalPort());
      environment.put("opt43", "ab".repeat(30_000));
      // A limit on file size fails writes as a full disk does.
      List<String> limited =
          List.of("sh", "-c", "ulimit -f 8; trap '' XFSZ; exec \"$@\"", "limited");
      List<String> command = new ArrayList<>(limited);
      command.addAll(shell);
      run(command, environment, "bound");
      byte[] received;
      try (Socket socket = server.accept()) {
        received = socket.getInputStream().readNBytes(23 + 60_000);
      }
      assertEquals(List.of(".new.1"), files()); // the number is used up
      String head = new String(received, 23, 60, StandardCharsets.ISO_8859_1);
      assertTrue(head.startsWith("DHCPMGR 1 bound " + TOKEN + " 1\n"), head);
    }
  }

  /** dibbler-client knows no environment of ours: all that the script has is its own name. */
  @ParameterizedTest
  @MethodSource("shells")
  void dibblersPlugin_findsItsRowByItsName_andKeepsTheOrder(List<String> shell)
      throws IOException, InterruptedException {
    Path link = row.resolve("plugin");
    Files.createSymbolicLink(link, SCRIPT.resolveSibling("dibbler.sh"));
    Files.writeString(row.resolve("ways"), spool + "\n\n" + SCRIPT + "\n");
    List<String> command = new ArrayList<>(List.of("env", "-i", "IFACE=eth0", "ADDR1=2001:db8::1"));
    command.addAll(List.of("CLNT_OPTION6=$(touch pwned)", "ADDR2=2001:db8::2", "PATH=" + PATH));
    command.addAll(shell);
    command.addAll(List.of(link.toString(), "add"));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    assertTrue(process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS), "hangs");
    assertEquals(0, process.exitValue());
    Message message = spooled(1);
    assertEquals("add", message.event());
    assertEquals(TOKEN, message.token());
    List<String> names = new ArrayList<>(message.environment().keySet());
    names.retainAll(List.of("IFACE", "ADDR1", "CLNT_OPTION6", "ADDR2"));
    assertEquals(List.of("IFACE", "ADDR1", "CLNT_OPTION6", "ADDR2"), names);
    assertEquals("$(touch pwned)", message.environment().get("CLNT_OPTION6"));
    assertFalse(Files.exists(folder.resolve("pwned")));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void dibblersPlugin_withoutItsWays_endsQuietly(List<String> shell)
      throws IOException, InterruptedException {
    Path link = row.resolve("plugin");
    Files.createSymbolicLink(link, SCRIPT.resolveSibling("dibbler.sh"));
    List<String> command = new ArrayList<>(shell);
    command.addAll(List.of(link.toString(), "add"));
    Process process =
        new ProcessBuilder(command)
            .redirectError(new File("/dev/null"))
            .redirectOutput(new File("/dev/null"))
            .start();
    assertTrue(process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS), "hangs");
    assertEquals(0, process.exitValue());
    assertEquals(List.of(), files());
  }

  @Test
  void exampleInPython_isUnderstood()
      throws IOException, InterruptedException, MonitorStartException {
    FakeSink sink = new FakeSink();
    ClientTokens tokens = new ClientTokens();
    RowId id = new RowId(Family.V4, 1);
    tokens.trust(id, "eth0", TOKEN);
    Path script = SCRIPT.resolveSibling("examples").resolve("send.py");
    assertTrue(Files.readAllLines(script).size() < 30);
    try (LeaseMonitor monitor =
        new LeaseMonitor(
            MonitorAddress.parse("tcp://127.0.0.1:0"),
            folder,
            tokens,
            sink,
            InstantSource.system())) {
      monitor.start();
      Map<String, String> environment = environment(monitor.forPlugins());
      for (String event : List.of("deconfig", "leasefail")) {
        ProcessBuilder builder = new ProcessBuilder("python3", script.toString(), event);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.inheritIO().start();
        assertTrue(process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS));
        assertEquals(0, process.exitValue());
      }
      await().untilAsserted(() -> assertEquals(List.of(1L, 2L), sink.sequences()));
      // A message that came in turn over the socket is not read from its file again.
      await()
          .untilAsserted(
              () -> {
                MonitorCounters seen = monitor.counters();
                assertEquals(2, seen.handedOver());
                assertEquals(seen.messages() - 2, seen.duplicates());
              });
    }
  }
}
