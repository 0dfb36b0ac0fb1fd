package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.NotRun;
import org.rdkb.dhcpmanager.linux.NotifyReceiver;
import org.rdkb.dhcpmanager.rdk.UnitFile;

/** The Debian package from its making to its purge, in a root folder of its own. */
@NeedsOverlay
class PackageIT {
  private static final String ROW = "Device.DHCPv4.Client.1.";
  private static final String SETTINGS = "/etc/dhcpmgr/dhcpmgr.properties";

  @TempDir private Path shared;
  @TempDir private Path covered;

  private static Path build(Path out, String version) throws IOException, InterruptedException {
    String java = System.getProperty("java.home");
    Path root = Path.of("").toAbsolutePath();
    List<String> command = new ArrayList<>(List.of("sh", "rdk/package.sh", root.toString()));
    command.addAll(List.of(java, java, "--out", out.toString(), "--version", version));
    Process making = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, making.waitFor(), output);
    return out.resolve("dhcpmgr_" + version + "_all.deb");
  }

  @Test
  void package_isReproducible_installs_serves_upgrades_andGoes()
      throws IOException, InterruptedException {
    Path first = build(shared, "0.1.0");
    Path again = build(shared.resolve("again"), "0.1.0");
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(again));
    assertArrayEquals(
        Files.readAllBytes(shared.resolve("dhcpmgr-0.1.0.tar.gz")),
        Files.readAllBytes(again.resolveSibling("dhcpmgr-0.1.0.tar.gz")));
    build(shared, "0.1.1");

    try (FreshRoot root = FreshRoot.open(covered, shared);
        NotifyReceiver systemd = NotifyReceiver.bind(shared.resolve("notify").toString())) {
      root.run("ip", "link", "add", "wan0", "type", "veth", "peer", "name", "isp0");
      root.run("ip", "link", "set", "wan0", "up");
      root.run("ip", "link", "set", "isp0", "up");
      install(root, "0.1.0");
      assertInstalled(root);

      Files.writeString(root.path(SETTINGS), "link.debounce = 600\n", StandardOpenOption.APPEND);
      Process manager = startManager(root, systemd, 1);
      root.run("dhcpmgr", "set", ROW + "Alias=kept", ROW + "Interface=wan0", ROW + "Enable=true");
      Lab.within(10).until(() -> root.has("/run/dhcpmgr/v4-1/client"));
      long client = client(root);
      assertEquals(
          root.run("id", "-u", "dhcpmgr"),
          Files.getAttribute(Path.of("/proc", Long.toString(client)), "unix:uid").toString());
      assertTrue(root.run("dhcpmgr", "status").contains("wan0"));
      stop(manager);

      install(root, "0.1.1");
      assertTrue(Files.readString(root.path(SETTINGS)).endsWith("link.debounce = 600\n"));
      Process next = startManager(root, systemd, 2);
      assertTrue(root.run("dhcpmgr", "get", ROW + "Alias").contains("kept"));
      assertEquals(client, client(root), "adopted");
      stop(next);

      root.run("dpkg", "--no-triggers", "--force-unsafe-io", "--remove", "dhcpmgr");
      Lab.within(5).until(() -> ProcessHandle.of(client).isEmpty());
      assertFalse(root.has("/usr/bin/dhcpmgr") || root.has("/usr/share/dhcpmgr"));
      assertFalse(root.has("/var/cache/dhcpmgr"));
      assertTrue(root.has(SETTINGS) && root.has("/var/lib/dhcpmgr/rows"));
      root.run("dpkg", "--force-unsafe-io", "--purge", "dhcpmgr");
      assertFalse(root.has("/etc/dhcpmgr") || root.has("/var/lib/dhcpmgr"));
    }
  }

  /** A Java that dpkg does not know of will do for a test. */
  private static void install(FreshRoot root, String version)
      throws IOException, InterruptedException {
    String file = "/mnt/dhcpmgr_" + version + "_all.deb";
    root.run("dpkg", "--no-triggers", "--force-unsafe-io", "--force-depends", "--install", file);
  }

  private void assertInstalled(FreshRoot root) throws IOException, InterruptedException {
    for (String archive : List.of("daemon", "verb")) {
      File[] archives =
          root.path("/var/cache/dhcpmgr")
              .toFile()
              .listFiles((folder, name) -> name.startsWith("dhcpmgr-" + archive));
      assertEquals(1, archives.length, archive);
      assertTrue(archives[0].length() > 1_000_000, archive);
    }
    assertEquals(
        Set.of("default-rows.properties", "dhcpmgr.properties", "log4j2.xml"),
        root.run("dpkg-query", "-W", "-f=${Conffiles}", "dhcpmgr")
            .lines()
            .map(line -> line.replaceAll(".*/| .*$", ""))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet()));
    String bom = Files.readString(root.path("/usr/share/doc/dhcpmgr/dhcpmgr.cdx.json"));
    Set<String> named =
        Pattern.compile("\"name\": \"(.*)\",\n      \"version\": \"(.*)\",\n      \"purl\"")
            .matcher(bom)
            .results()
            .map(found -> found.group(1) + "-" + found.group(2) + ".jar")
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> shipped = new TreeSet<>();
    for (String folder : List.of("lib", "optional/dbus")) {
      shipped.addAll(List.of(root.path("/usr/share/dhcpmgr/" + folder).toFile().list()));
    }
    assertEquals(named, shipped);
    assertEquals("dhcpmgr 0.1.0", root.run("dhcpmgr", "--version").lines().findFirst().get());
    if (NotRun.need("systemd-analyze", "PackageIT", "the unit was not verified").isPresent()) {
      root.run("systemd-analyze", "verify", "--man=no", "/usr/lib/systemd/system/dhcpmgr.service");
    }
  }

  /** As the unit does. */
  private Process startManager(FreshRoot root, NotifyReceiver systemd, int starts)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "NOTIFY_SOCKET=/mnt/notify"));
    command.addAll(UnitFile.read(UnitFile.MANAGER).words("ExecStart"));
    Process manager =
        root.start(shared.resolve("manager-" + starts + ".log"), command.toArray(String[]::new));
    Lab.within(20).until(() -> systemd.count("READY=1") == starts);
    return manager;
  }

  private static void stop(Process manager) throws InterruptedException {
    manager.destroy();
    assertTrue(manager.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, manager.exitValue());
  }

  private static long client(FreshRoot root) throws IOException {
    return Files.readAllLines(root.path("/run/dhcpmgr/v4-1/client")).stream()
        .filter(line -> line.startsWith("pid="))
        .mapToLong(line -> Long.parseLong(line.substring("pid=".length())))
        .findFirst()
        .orElseThrow();
  }
}
