package org.rdkb.dhcpmanager.rdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.cli.ExitCode;

/** systemd ignores a key that it does not know: what we misspell would not be in force. */
class UnitFilesTest {
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "Unit",
          Set.of(
              "Description",
              "Documentation",
              "After",
              "Before",
              "Wants",
              "Requires",
              "StartLimitIntervalSec"),
          "Socket",
          Set.of("ListenStream", "SocketMode", "DirectoryMode"),
          "Service",
          Set.of(
              "Type",
              "NotifyAccess",
              "ExecStart",
              "ExecReload",
              "KillMode",
              "OOMPolicy",
              "TimeoutStartSec",
              "TimeoutStopSec",
              "TimeoutAbortSec",
              "Restart",
              "RestartSec",
              "RestartPreventExitStatus",
              "WatchdogSec",
              "WatchdogSignal",
              "StateDirectory",
              "StateDirectoryMode",
              "RuntimeDirectory",
              "RuntimeDirectoryMode",
              "RuntimeDirectoryPreserve",
              "CacheDirectory",
              "CapabilityBoundingSet",
              "NoNewPrivileges",
              "RestrictAddressFamilies",
              "RestrictNamespaces",
              "RestrictRealtime",
              "RestrictSUIDSGID",
              "LockPersonality",
              "SystemCallArchitectures",
              "SystemCallFilter",
              "SystemCallErrorNumber",
              "ProtectSystem",
              "ReadWritePaths",
              "ProtectHome",
              "ProtectClock",
              "ProtectHostname",
              "ProtectKernelLogs",
              "ProtectKernelModules",
              "ProtectKernelTunables",
              "ProtectControlGroups",
              "PrivateDevices",
              "UMask"),
          "Install",
          Set.of("WantedBy"));

  /** Capabilities of Linux that a manager of links could name. */
  private static final Set<String> CAPABILITIES =
      Set.of(
          "CAP_CHOWN",
          "CAP_DAC_OVERRIDE",
          "CAP_FOWNER",
          "CAP_KILL",
          "CAP_NET_ADMIN",
          "CAP_NET_BIND_SERVICE",
          "CAP_NET_RAW",
          "CAP_SETGID",
          "CAP_SETPCAP",
          "CAP_SETUID",
          "CAP_SYS_ADMIN",
          "CAP_SYS_CHROOT",
          "CAP_SYS_PTRACE");

  static List<Path> units() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("rdk"))) {
      return files
          .filter(file -> file.toString().matches(".*\\.(service|socket|conf)"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("units")
  void everyKey_isOneOfItsSection(Path file) throws IOException {
    for (UnitFile.Line line : UnitFile.read(file).lines()) {
      Set<String> known = KNOWN.getOrDefault(line.section(), Set.of());
      assertTrue(known.contains(line.key()), () -> file + ": " + line);
    }
  }

  @Test
  void manager_isReadyWhenItSaysSo_andItsClientsAreItsOwnMatter() throws IOException {
    UnitFile unit = UnitFile.read(UnitFile.MANAGER);
    assertEquals(List.of("notify"), unit.words("Type"));
    assertEquals(List.of("process"), unit.words("KillMode"));
    assertEquals(List.of("continue"), unit.words("OOMPolicy"));
    assertEquals(List.of("yes"), unit.words("RuntimeDirectoryPreserve"));
    assertEquals(List.of("/usr/bin/dhcpmgr", "run"), unit.words("ExecStart"));
    assertEquals(List.of(Integer.toString(ExitCode.USAGE)), unit.words("RestartPreventExitStatus"));
    assertTrue(CAPABILITIES.containsAll(unit.words("CapabilityBoundingSet")));
  }
}
