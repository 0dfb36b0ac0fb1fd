package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.bus.BusException;

/** What clients and their plugins may do, as the kernel says and as a hostile one finds out. */
@NeedsMountedRoot
class LeastPrivilegeIT {
  private static final String USER = "61184";
  private static final String ROW6 = "Device.DHCPv6.Client.1.";

  /** CAP_NET_BIND_SERVICE and CAP_NET_RAW. */
  private static final String OF_UDHCPC = "0000000000002400";

  /** Those, and CAP_NET_ADMIN. */
  private static final String OF_DIBBLER = "0000000000003400";

  /** Those of udhcpc, and CAP_SETUID, CAP_SETGID, CAP_SYS_CHROOT. */
  private static final String OF_DHCPCD = "00000000000424c0";

  @Test
  void udhcpc_isNobody_andAdoptedAndSignalledAllTheSame()
      throws BusException, IOException, InterruptedException {
    try (Lab lab = Lab.make("leastv4").with("client.user=" + USER)) {
      lab.startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      long client = lab.clients().get(0);
      assertNobody(client, OF_UDHCPC);
      Path run = lab.folder().resolve("run");
      assertEquals("0 rw-r-----", owner(run.resolve("v4-1/token")));
      assertEquals("0 rwxr-x---", owner(run.resolve("v4-1")));
      assertEquals(USER + " rwx------", owner(run.resolve("spool/v4-1")));
      assertEquals("0 rwx------", owner(run));

      lab.killManager();
      lab.ready();
      lab.awaitValue(Lab.ROW + "DHCPStatus", "Bound", 5);
      assertEquals(List.of(client), lab.clients());
      long before = lab.serverLines("DHCPACK");
      lab.set(Lab.ROW + "Renew", "true");
      Lab.within(10).until(() -> lab.serverLines("DHCPACK") > before);
      Lab.within(5).until(lab::isStored);
      lab.set(Lab.ROW + "X_RDK_Release", "true");
      Lab.within(10).until(() -> lab.serverLines("DHCPRELEASE") == 1);
      Lab.within(5).until(() -> lab.clients().isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dibbler", "dhcpcd"})
  void clientOfIpv6_hasFewRights(String program) throws BusException, IOException {
    try (Lab lab =
        Lab.make("leastv6" + program.charAt(1))
            .with("client.user=" + USER)
            .with("dhcpv6.client=" + program)) {
      lab.startKea6("");
      lab.ready();
      lab.set(ROW6 + "RequestPrefixes", "true");
      lab.enable(ROW6);
      lab.awaitValue(ROW6 + "X_DHCPMGR_DHCPStatus", "Bound", 20);
      long client =
          Lab.lines(lab.folder().resolve("run/v6-1/client")).stream()
              .filter(line -> line.startsWith("pid="))
              .map(line -> Long.parseLong(line.substring("pid=".length())))
              .findFirst()
              .orElseThrow();
      if (program.equals("dibbler")) {
        assertNobody(client, OF_DIBBLER);
      } else {
        Map<String, String> status = status(client);
        assertEquals(OF_DHCPCD, status.get("CapBnd"));
        assertEquals("1", status.get("NoNewPrivs"));
      }
      lab.set(ROW6 + "Renew", "true");
      Lab.within(10).until(() -> lab.serverLines(": RENEW ") > 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {USER, "root"})
  void hostilePlugin_getsALeaseAndNothingElse(String user) throws BusException, IOException {
    boolean isRoot = user.equals("root");
    try (Lab lab = Lab.make(isRoot ? "privroot" : "privuser").with("client.user=" + user)) {
      lab.at(hostileHome(lab)).startServer();
      lab.addCable("wan1", "uplink1");
      lab.ready();
      lab.bus().addRow(Lab.CLIENTS, "");
      lab.set(Lab.CLIENTS + "2.Interface", "wan1", Lab.CLIENTS + "2.Enable", "true");
      Lab.within(10).until(() -> lab.clientsOn("wan1").size() == 1);
      long victim = lab.clientsOn("wan1").get(0);
      lab.bind(Lab.ROW);

      Path notes = lab.folder().resolve("run/spool/v4-1/.attacks");
      Lab.within(10).until(() -> Files.exists(notes));
      List<String> attacks = Lab.lines(notes);
      assertEquals(21, attacks.size(), attacks::toString);
      assertEquals(
          List.of("own-spool done"), attacks.stream().filter(a -> a.endsWith(" done")).toList());

      assertTrue(lab.manager().isAlive());
      assertEquals(List.of(victim), lab.clientsOn("wan1"));
      for (String path : List.of("/etc", "/tmp", "/var/tmp", "/dev/shm")) {
        assertFalse(Files.exists(Path.of(path, "dhcpmgr-hostile")), path);
      }
      assertTrue(Lab.lines(lab.folder().resolve("state/rows")).size() > 1);
      assertFalse(Files.exists(lab.folder().resolve("run/spool/v4-2/77")));
      assertTrue(lab.run("ip", "link", "show", "dev", "lo").contains("UP"));
    }
  }

  /** A checkout in a folder that is closed to others, with the hostile plugin before the real. */
  private static Path hostileHome(Lab lab) throws IOException {
    Path home = Files.createDirectory(lab.folder().resolve("home"));
    Path plugins = Files.createDirectory(home.resolve("plugins"));
    Path checkout = Path.of("").toAbsolutePath();
    Files.createSymbolicLink(home.resolve("etc"), checkout.resolve("etc"));
    Files.copy(checkout.resolve("test/peer/hostile-plugin.sh"), plugins.resolve("udhcpc.sh"));
    // Under a name that clients are shown.
    Files.copy(checkout.resolve("plugins/udhcpc.sh"), plugins.resolve("dhcpcd.sh"));
    Files.copy(checkout.resolve("plugins/dibbler.sh"), plugins.resolve("dibbler.sh"));
    return home;
  }

  private static void assertNobody(long pid, String rights) throws IOException {
    Map<String, String> status = status(pid);
    String four = String.join("\t", List.of(USER, USER, USER, USER));
    assertEquals(four, status.get("Uid"));
    assertEquals(four, status.get("Gid"));
    assertEquals("", status.get("Groups"));
    assertEquals("1", status.get("NoNewPrivs"));
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      assertEquals(rights, status.get(set), set);
    }
  }

  private static Map<String, String> status(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .map(line -> line.split(":", 2))
        .collect(Collectors.toMap(words -> words[0], words -> words[1].strip()));
  }

  private static String owner(Path path) throws IOException {
    return Files.getAttribute(path, "unix:uid")
        + " "
        + PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
