package org.rdkb.dhcpmanager.plugin;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

class LeaseMonitorTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final RowId ROW = new RowId(Family.V4, 1);
  private static final RowId OTHER = new RowId(Family.V4, 2);

  @TempDir Path folder;
  private final FakeSink sink = new FakeSink();
  private final ClientTokens tokens = new ClientTokens();
  private LeaseMonitor monitor;

  @BeforeEach
  void start() throws Exception {
    tokens.trust(ROW, "eth0", TOKEN);
    tokens.trust(OTHER, "eth1", "f".repeat(32));
    monitor = monitor("tcp://127.0.0.1:0");
    monitor.prepare(ROW);
    monitor.start();
  }

  @AfterEach
  void stop() {
    monitor.close();
  }

  private LeaseMonitor monitor(String address) {
    return new LeaseMonitor(
        MonitorAddress.parse(address),
        folder.resolve("spool"),
        tokens,
        sink,
        InstantSource.system());
  }

  private static byte[] message(String token, long sequence) {
    return ("DHCPMGR 1 deconfig " + token + " " + sequence + "\ninterface=eth0\0")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private Path spool(long number, byte[] bytes) throws IOException {
    return spool(ROW, number, bytes);
  }

  private Path spool(RowId of, long number, byte[] bytes) throws IOException {
    Path row = folder.resolve("spool").resolve(of.toString());
    Path temporary = row.resolve(".new." + number);
    Files.write(temporary, bytes);
    return Files.move(
        temporary, row.resolve(Long.toString(number)), StandardCopyOption.ATOMIC_MOVE);
  }

  private void send(byte[] bytes) throws IOException {
    String[] target = monitor.forPlugins().split(":", -1);
    try (Socket socket = new Socket(target[0], Integer.parseInt(target[1]))) {
      socket.getOutputStream().write(blind(bytes));
    }
  }

  private static byte[] blind(byte[] message) {
    return ByteBuffer.allocate(23 + message.length)
        .put(new byte[] {(byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 1, 8, 0, 0, 2})
        .putLong(message.length)
        .put(message)
        .array();
  }

  private void awaitSequences(Long... expected) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertEquals(List.of(expected), sink.sequences()));
  }

  private static long refused(LeaseMonitor monitor, Refusal reason) {
    return monitor.counters().refused().getOrDefault(reason.word(), -1L);
  }

  @Test
  void socketMessage_isHandedOver() throws Exception {
    send(message(TOKEN, 1));
    awaitSequences(1L);
    assertEquals(new FakeSink.Taken(ROW, 1, new LeaseReport.Deconfigured()), sink.taken.get(0));
  }

  @Test
  void spoolFile_isHandedOverInOrderAndKeptUntilStored() throws Exception {
    Path second = spool(2, message(TOKEN, 2));
    awaitSequences(2L);
    Path third = spool(3, message(TOKEN, 3));
    awaitSequences(2L, 3L);
    assertTrue(Files.exists(second));
    monitor.stored(ROW, 2);
    assertFalse(Files.exists(second));
    assertTrue(Files.exists(third));
    assertEquals("2\n", Files.readString(second.resolveSibling(".done")));
  }

  /** Written while nobody was here, or before the wall clock was set back. */
  @Test
  void spoolFile_isAsOldAsItsFile_neverYoungerThanNow() throws Exception {
    monitor.close();
    Instant now = Instant.now();
    Files.setLastModifiedTime(
        spool(1, message(TOKEN, 1)), FileTime.from(now.minus(Duration.ofHours(1))));
    Files.setLastModifiedTime(
        spool(2, message(TOKEN, 2)), FileTime.from(now.plus(Duration.ofHours(1))));
    monitor.start();
    awaitSequences(1L, 2L);
    long minutes = sink.ages.get(0).toMinutes();
    assertTrue(minutes >= 60 && minutes < 62, () -> sink.ages.toString());
    assertEquals(Duration.ZERO, sink.ages.get(1));
  }

  @Test
  void fileAndSocket_countOnce() throws Exception {
    spool(1, message(TOKEN, 1));
    awaitSequences(1L); // in turn over the socket, its file would not be looked at
    send(message(TOKEN, 1));
    await().until(() -> monitor.counters().duplicates() == 1);
    awaitSequences(1L);
  }

  @Test
  void socketFirst_drainsOlderFilesBefore() throws Exception {
    for (long number = 1; number <= 20; number++) {
      spool(number, message(TOKEN, number));
    }
    send(message(TOKEN, 21));
    awaitSequences(LongStream.rangeClosed(1, 21).boxed().toArray(Long[]::new));
  }

  @Test
  void restart_replaysWhatWasNotStoredAndDropsWhatWas() throws Exception {
    spool(1, message(TOKEN, 1));
    spool(2, message(TOKEN, 2));
    awaitSequences(1L, 2L);
    monitor.stored(ROW, 1);
    monitor.close();
    sink.taken.clear();
    monitor = monitor("tcp://127.0.0.1:0");
    monitor.start();
    awaitSequences(2L);
    monitor.stored(ROW, 2);
    send(message(TOKEN, 2));
    await().until(() -> monitor.counters().duplicates() == 1);
    awaitSequences(2L);
  }

  @Test
  void fullSink_leavesMessageInSpoolAndTriesAgain() throws Exception {
    sink.isFull = true;
    Path file = spool(1, message(TOKEN, 1));
    await().until(() -> monitor.counters().noRoom() >= 2);
    assertTrue(Files.exists(file));
    sink.isFull = false;
    awaitSequences(1L);
  }

  @Test
  void sinkThatWasFullForAMoment_newerFromSocketDoesNotOvertake() throws Exception {
    monitor.close(); // its part is played here, step by step
    Spool spool = new Spool(folder.resolve("spool"));
    Reception reception = new Reception(spool, tokens, sink, new Tally(), InstantSource.system());
    spool(1, message(TOKEN, 1));
    spool(2, message(TOKEN, 2));
    sink.refusals.set(1);
    assertEquals("later 2", reception.fromSocket(message(TOKEN, 2)));
    assertEquals(List.of(), sink.sequences());
    reception.drainAll(reception.takeAgain());
    assertEquals(List.of(1L, 2L), sink.sequences());
  }

  @Test
  void unexpectedException_otherRowsOfTheSameErrandAreNotForgotten() throws Exception {
    monitor.close();
    monitor.prepare(OTHER);
    spool(1, message(TOKEN, 1));
    String other = "DHCPMGR 1 deconfig " + "f".repeat(32) + " 1\ninterface=eth1\0";
    spool(OTHER, 1, other.getBytes(StandardCharsets.ISO_8859_1));
    sink.faults.set(1);
    monitor.start();
    await().until(() -> sink.taken.size() == 2);
    assertEquals(1, monitor.counters().faults());
  }

  @Test
  void foreignToken_isRefusedAndCounted() throws Exception {
    send(message("e".repeat(32), 1));
    Path file = spool(1, message("f".repeat(32), 1)); // a real token, of another row
    await().until(() -> refused(monitor, Refusal.TOKEN) == 2);
    await().until(() -> Files.exists(file.resolveSibling(".refused.1")));
    assertEquals(List.of(), sink.taken);
  }

  @Test
  void garbage_isSetAsideBoundedAndLoopGoesOn() throws Exception {
    for (int number = 1; number <= 40; number++) {
      spool(number, new byte[] {1, 2, 3});
    }
    await().until(() -> refused(monitor, Refusal.MAGIC) == 40);
    Path row = folder.resolve("spool").resolve(ROW.toString());
    await()
        .untilAsserted(
            () -> {
              try (Stream<Path> files = Files.list(row)) {
                assertEquals(
                    16,
                    files.filter(f -> f.getFileName().toString().startsWith(".refused.")).count());
              }
            });
    spool(41, message(TOKEN, 41));
    awaitSequences(41L);
  }

  @Test
  void multipart_isRefused() throws Exception {
    try (ZContext context = new ZContext();
        ZMQ.Socket push = context.createSocket(SocketType.PUSH)) {
      push.connect("tcp://" + monitor.forPlugins());
      push.sendMore(message(TOKEN, 1));
      push.send("tail");
      await().until(() -> refused(monitor, Refusal.PARTS) == 1);
      push.send(message(TOKEN, 2));
      awaitSequences(2L);
    }
  }

  @Test
  void otherInterface_isRefused() throws Exception {
    send(
        ("DHCPMGR 1 deconfig " + TOKEN + " 1\ninterface=eth1\0")
            .getBytes(StandardCharsets.ISO_8859_1));
    await().until(() -> refused(monitor, Refusal.INTERFACE) == 1);
    assertEquals(List.of(), sink.taken);
  }

  @Test
  void unexpectedException_isCountedSocketRebuiltLoopGoesOn() throws Exception {
    String before = monitor.forPlugins();
    sink.faults.set(1);
    spool(1, message(TOKEN, 1));
    awaitSequences(1L); // from the file, by the rebuilt loop
    assertEquals(1, monitor.counters().faults());
    assertEquals(before, monitor.forPlugins());
  }

  @Test
  void messageThatAlwaysFails_isSetAside() throws Exception {
    sink.faults.set(2);
    Path file = spool(1, message(TOKEN, 1));
    await().until(() -> refused(monitor, Refusal.FAULT) == 1);
    assertTrue(Files.exists(file.resolveSibling(".refused.1")));
    spool(2, message(TOKEN, 2));
    awaitSequences(2L);
  }

  @Test
  void folderMadeAnew_countsFromOneAgain() throws Exception {
    spool(7, message(TOKEN, 7));
    awaitSequences(7L);
    monitor.forget(ROW);
    monitor.prepare(ROW);
    await()
        .untilAsserted(
            () -> {
              spool(1, message(TOKEN, 1));
              assertEquals(List.of(7L, 1L), sink.sequences());
            });
  }

  @Test
  void portTaken_namesTheOwner() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LeaseMonitor second = monitor("tcp://127.0.0.1:" + taken.getLocalPort());
      MonitorStartException refused = assertThrows(MonitorStartException.class, second::start);
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains("127.0.0.1:" + taken.getLocalPort()), message);
      assertTrue(message.contains("pid " + ProcessHandle.current().pid() + " (java)"), message);
      second.close();
    }
  }

  @Test
  void unixSocket_takesTheSameBytes() throws Exception {
    monitor.close();
    Path path = folder.resolve("monitor.sock");
    monitor = monitor("unix:" + path);
    monitor.start();
    assertEquals("unix:" + path, monitor.forPlugins());
    for (byte[] bytes :
        List.of(blind(message(TOKEN, 1)), new byte[40], new byte[0], blind(message(TOKEN, 2)))) {
      try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
        channel.write(ByteBuffer.wrap(bytes));
      }
    }
    awaitSequences(1L, 2L);
    assertEquals(1, refused(monitor, Refusal.MAGIC));
    monitor.close();
    assertFalse(Files.exists(path));
  }

  @Test
  void startAndCloseAgain_leavesNoThreadDescriptorOrPort() throws Exception {
    monitor.close();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      monitor = monitor("tcp://127.0.0.1:" + free.getLocalPort());
    }
    monitor.start(); // loads what is loaded once
    monitor.close();
    await().untilAsserted(() -> assertEquals(Set.of(), threads()));
    long descriptors = descriptors();
    for (int i = 0; i < 10; i++) {
      monitor.start();
      send(message(TOKEN, i + 1));
      awaitSequences(LongStream.rangeClosed(1, i + 1).boxed().toArray(Long[]::new));
      monitor.stored(ROW, i + 1);
      monitor.close();
    }
    await().untilAsserted(() -> assertEquals(Set.of(), threads()));
    await().untilAsserted(() -> assertEquals(descriptors, descriptors()));
  }

  /** Ours, JeroMQ's, and the JDK's for inotify. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(
            name -> name.matches("monitor.*|spool|iothread.*|reaper.*|FileSystemWatch.*|Thread-.*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }
}
