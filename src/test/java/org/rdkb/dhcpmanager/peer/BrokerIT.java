package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.rbus.Replay;
import org.rdkb.dhcpmanager.rbus.rtmessage.Peer;
import org.rdkb.dhcpmanager.rbus.rtmessage.PeerName;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RawClient;

/** The broker alone, as an operator starts and ends it. */
class BrokerIT {
  /** Becomes a command that has a /tmp, and so the usual address, of its own. */
  private static final List<String> OWN_TMP = ownTmp("");

  /** The same where a stock broker holds its lock as long as the command lives. */
  private static final List<String> STOCK_LOCKED =
      ownTmp(" && exec 9>/tmp/rtrouted.pid && flock -n 9");

  private static final String USUAL = "unix:///tmp/rtrouted";
  private static final int IN_USE = 69;

  @TempDir private Path folder;
  private String unix = "";
  private String tcp = "";

  private static List<String> ownTmp(String more) {
    // A checkout below /tmp has to be seen in there as well.
    String script =
        "here=$PWD; mount --bind \"$here\" /mnt && mount -t tmpfs none /tmp && case $here in /tmp/*)"
            + " mkdir -p \"$here\" && mount --move /mnt \"$here\" && cd \"$here\" ;; esac"
            + more
            + " && exec \"$@\"";
    return List.of("unshare", "--mount", "--propagation", "private", "sh", "-c", script, "broker");
  }

  @BeforeEach
  void addresses() throws IOException {
    unix = "unix://" + socket();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      tcp = "tcp://127.0.0.1:" + free.getLocalPort();
    }
  }

  private Path socket() {
    return folder.resolve("bus");
  }

  private BrokerProcess start(String name, List<String> within, String... addresses)
      throws IOException {
    return BrokerProcess.start(folder.resolve(name + ".log"), within, addresses);
  }

  private BrokerProcess start(String name, String... addresses) throws IOException {
    return start(name, List.of(), addresses);
  }

  /** The provider has the base header and the unix socket, the recorded tools the other two. */
  @Test
  void serves_stockToolsOverTcp_aProviderOverUnix_withEitherHeader() throws Exception {
    try (BrokerProcess broker = start("both", unix, tcp).serving()) {
      assertEquals(
          "rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())));
      for (String session : List.of("rbuscli-get", "rbuscli-set", "dmcli-rows")) {
        Replay.of(
            session,
            BusAddress.parse(tcp),
            false,
            (component, provider) ->
                Peer.connect(
                    BusAddress.parse(unix),
                    new PeerName(component, "provider"),
                    Optional.of(provider),
                    HeaderVariant.BASE));
      }
      broker.tellToStop();
      assertEquals(0, broker.exitCode(), broker.told());
    }
  }

  @Test
  void sigterm_dropsItsClients_removesItsSocket_exits0() throws IOException, InterruptedException {
    try (BrokerProcess broker = start("term", unix, tcp).serving();
        RawClient client = known(unix, "rbus.term.INBOX.1")) {
      broker.tellToStop();
      assertEquals(0, broker.exitCode(), broker.told());
      assertTrue(client.isDropped());
      assertFalse(Files.exists(socket(), LinkOption.NOFOLLOW_LINKS));
      assertThrows(ConnectException.class, () -> known(tcp, "rbus.term.INBOX.2"));
      assertTrue(broker.told().contains("STOPPING BrokerStats"), broker.told());
    }
  }

  @Test
  void killed_leavesADeadFile_whichTheNextOneTakesOver() throws Exception {
    try (BrokerProcess first = start("first", unix).serving()) {
      first.kill();
    }
    assertTrue(Files.exists(socket(), LinkOption.NOFOLLOW_LINKS));
    assertThrows(ConnectException.class, () -> known(unix, "rbus.dead.INBOX.1"));
    try (BrokerProcess second = start("second", unix).serving()) {
      assertTrue(second.told().contains("BUS-SOCKET-TAKEN path=" + socket()), second.told());
      known(unix, "rbus.dead.INBOX.1").close();
    }
  }

  @Test
  void second_onOneAddress_isRefusedWithTheReason_andTheFirstGoesOn()
      throws IOException, InterruptedException {
    try (BrokerProcess first = start("first", unix, tcp).serving();
        RawClient client = known(unix, "rbus.stays.INBOX.1")) {
      try (BrokerProcess second = start("unix", unix)) {
        assertEquals(IN_USE, second.exitCode(), second.told());
        assertTrue(second.told().contains("a broker is alive at " + unix), second.told());
      }
      String free = "unix://" + folder.resolve("free");
      try (BrokerProcess third = start("tcp", free, tcp)) {
        assertEquals(IN_USE, third.exitCode(), third.told());
        assertTrue(third.told().contains("cannot listen at " + tcp), third.told());
      }
      assertFalse(Files.exists(folder.resolve("free"), LinkOption.NOFOLLOW_LINKS));
      assertEquals(List.of("rbus.stays.INBOX.1"), components(client, "rbus.stays.INBOX.1"));
      assertTrue(first.told().contains("BUS-BROKER-OPEN"));
    }
  }

  /** What a stock broker looks at before it starts, and what stock clients need beside it. */
  @Test
  @NeedsMountedRoot
  void usualAddress_holdsTheLockOfAStockBroker_andMakesTheFolderOfMarks()
      throws IOException, InterruptedException {
    try (BrokerProcess broker = start("usual", OWN_TMP).serving()) {
      Path tmp = tmpOf(broker);
      assertEquals(
          "rwxr-xr-x",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(tmp.resolve(".rbus"))));
      assertFalse(canLock(tmp));
      known("unix://" + tmp.resolve("rtrouted"), "rbus.usual.INBOX.1").close();
      assertTrue(broker.told().contains("addresses=[" + USUAL + "]"), broker.told());
    }
  }

  /** A stock broker that is just starting would be at its address within a second. */
  @Test
  @NeedsMountedRoot
  void usualAddress_lockIsHeldAndNobodyCame_servesAndSaysSo()
      throws IOException, InterruptedException {
    try (BrokerProcess broker = start("elsewhere", STOCK_LOCKED).serving()) {
      assertTrue(broker.told().contains("BUS-STOCK-ELSEWHERE"), broker.told());
      known("unix://" + tmpOf(broker).resolve("rtrouted"), "rbus.usual.INBOX.1").close();
      assertFalse(canLock(tmpOf(broker)));
    }
  }

  private static Path tmpOf(BrokerProcess broker) {
    return Path.of("/proc", Long.toString(broker.pid()), "root", "tmp");
  }

  private static boolean canLock(Path tmp) throws IOException, InterruptedException {
    String file = tmp.resolve("rtrouted.pid").toString();
    assertTrue(Files.exists(Path.of(file)));
    Process flock = new ProcessBuilder("flock", "-n", file, "true").start();
    assertTrue(flock.waitFor(10, TimeUnit.SECONDS));
    return flock.exitValue() == 0;
  }

  /** A client that the broker knows: it was answered. */
  private static RawClient known(String address, String inbox) throws IOException {
    RawClient client = new RawClient(BusAddress.parse(address), HeaderVariant.BASE);
    try {
      client.register(inbox);
      assertTrue(components(client, inbox).contains(inbox));
      return client;
    } catch (IOException | AssertionError failed) {
      client.close();
      throw failed;
    }
  }

  private static List<String> components(RawClient client, String inbox) throws IOException {
    return ControlMessage.parse(
            client.ask(ControlTopic.COMPONENTS, inbox, ControlJson.nothing()).payload())
        .items();
  }
}
