package org.rdkb.dhcpmanager.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorAddressTest {
  @ParameterizedTest
  @CsvSource({
    "tcp://127.0.0.1:50324,127.0.0.1:50324",
    "tcp://127.1.2.3:1,127.1.2.3:1",
    "tcp://localhost:50324,127.0.0.1:50324",
    "tcp://[::1]:50324,[::1]:50324",
    "unix:/run/dhcpmgr/monitor,unix:/run/dhcpmgr/monitor",
    "ipc:///run/dhcpmgr/monitor,unix:/run/dhcpmgr/monitor",
  })
  void loopbackOrUnix_isAccepted(String setting, String forPlugins) {
    assertEquals(forPlugins, MonitorAddress.parse(setting).forPlugins());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tcp://0.0.0.0:50324",
        "tcp://192.0.2.1:50324",
        "tcp://[::]:50324",
        "tcp://*:50324",
        "tcp://127.0.0.1:65536",
        "tcp://127.0.0.1",
        "tcp://127.0.0.1:",
        "tcp://example.org:1",
        "tcp://999.0.0.1:1",
        "udp://127.0.0.1:1",
        "unix:relative",
        "unix:/a\u0000b",
        "tcp://[::ffff:192.0.2.1]:1",
        "tcp://127.0.0.1:50324 "
      })
  void anythingElse_isRefusedNamingTheSetting(String setting) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> MonitorAddress.parse(setting));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("monitor.address: "));
  }
}
