package org.rdkb.dhcpmanager.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdkb.dhcpmanager.bus.LeaseInfo6;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.softwire.Softwires;

/**
 * Messages of RDK-B's plugin of dibbler, of both ABIs, and the LeaseInfo that its component made of
 * them.
 */
class StockMessage6Test {
  private static final int HEADERS = 16;

  static List<StockPluginsTest.Sent> streams() throws IOException {
    return StockPluginsTest.load("streams-v6.json");
  }

  static List<StockPluginsTest.Sent> announced() throws IOException {
    return streams().stream().filter(sent -> !sent.leaseInfo().isEmpty()).toList();
  }

  private static LeaseReport report(StockPluginsTest.Sent sent) {
    byte[] payload = Arrays.copyOfRange(sent.stream(), HEADERS, sent.stream().length);
    StockMessage message =
        assertInstanceOf(StockMessage.Whole.class, StockMessage.decode(payload)).message();
    assertEquals(Family.V6, message.family());
    return report(message.event(), message);
  }

  private static LeaseReport report(String event, StockMessage message) {
    return assertInstanceOf(
            ClientReport.Outcome.Read.class,
            DibblerReport.of(event, message.environment(), "erouter0"))
        .report()
        .report();
  }

  private static Lease6 lease(LeaseReport report) {
    return (Lease6) ((LeaseReport.Granted) report).grant().onto(Optional.empty()).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void message_saysWhatItsPluginWasTold(StockPluginsTest.Sent sent) {
    LeaseReport direct =
        report(
            sent.argument(),
            new StockMessage(Family.V6, "erouter0", sent.argument(), sent.given()));
    if (sent.name().contains("too_long")) {
      Softwires cut = Softwires.of(lease(report(sent)));
      assertEquals("option 95 refused: empty, or no octets", cut.reason());
      assertTrue(Softwires.of(lease(direct)).map().isPresent()); // ours is not cut
      assertEquals(lease(direct).prefixes(), lease(report(sent)).prefixes());
    } else {
      assertEquals(direct, report(sent));
    }
  }

  @ParameterizedTest
  @MethodSource("announced")
  void leaseInfo_isThatOfTheComponent(StockPluginsTest.Sent sent) {
    byte[] expected = java.util.HexFormat.of().parseHex(sent.leaseInfo());
    if (sent.name().contains("mape")) { // D-51: a border relay is a host, not a /0
      put(expected, 468, "2001:db8:ffff::1/128");
    }
    if (sent.name().contains("all_env")) {
      put(expected, 924, "aftr.example.net"); // never filled by that revision
      put(expected, 460, "\u0010\u000e"); // 3600: its handler of option 17 was not in the capture
    }
    Lease6 lease = lease(report(sent));
    assertEquals(hex(expected), encoded(lease, LeaseInfo6.Size.WITH_AFTR));
    assertEquals(hex(Arrays.copyOf(expected, 924)), encoded(lease, LeaseInfo6.Size.WITHOUT_AFTR));
  }

  private static void put(byte[] block, int at, String text) {
    ByteBuffer.wrap(block, at, text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String hex(byte[] octets) {
    return java.util.HexFormat.of().formatHex(octets);
  }

  private static String encoded(Lease6 lease, LeaseInfo6.Size size) {
    return LeaseInfo6.encode("erouter0", lease, size).toHex();
  }
}
