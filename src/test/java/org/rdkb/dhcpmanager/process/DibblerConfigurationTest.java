package org.rdkb.dhcpmanager.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.client.Wanted6;
import org.rdkb.dhcpmanager.core.option.Octets;

class DibblerConfigurationTest {
  private static final String HEAD =
      """
      script "/run/dhcpmgr/v6-7/plugin"
      log-level 7
      log-mode full
      duid-type duid-ll
      skip-confirm
      reconfigure-accept 1
      downlink-prefix-ifaces "none"
      iface "erouter0" {
      """;

  private static String text(Wanted6 wanted, List<Integer> requested, List<SentOption> sent) {
    return DibblerConfiguration.text(
        Path.of("/run/dhcpmgr/v6-7/plugin"),
        7,
        ClientDuid.LINK_LAYER,
        new ClientConfiguration(true, "erouter0", "", requested, sent, Optional.of(wanted)));
  }

  private static Wanted6 wanted(boolean addresses, boolean prefixes) {
    return new Wanted6(addresses, prefixes, false, OptionalLong.empty(), OptionalLong.empty());
  }

  @Test
  void everything_optionByOption() {
    Wanted6 all = new Wanted6(true, true, true, OptionalLong.of(1800), OptionalLong.of(2880));
    String ia = " 7 {\n    t1 1800\n    t2 2880\n  }\n";
    assertEquals(
        HEAD
            + "  ia"
            + ia
            + "  pd"
            + ia
            + "  rapid-commit yes\n"
            + "  option 16 hex 0x00000de9000564736c\n"
            + "  option 23 hex\n  option 95 hex\n}\n",
        text(
            all,
            List.of(23, 95, 23),
            List.of(new SentOption(16, Octets.parseHex("00000de9000564736c").orElseThrow()))));
  }

  /** Unsuitable codes are accepted in the data model, and simply cannot be asked for. */
  @Test
  void whatTheClientPutsThereItself_isLeftOut() {
    String text =
        text(
            wanted(false, true),
            List.of(1, 3, 6, 25, 14, 20, 24),
            List.of(
                new SentOption(3, Octets.utf8("x")),
                new SentOption(15, Octets.EMPTY),
                new SentOption(20, Octets.utf8("x"))));
    assertEquals(HEAD + "  pd 7\n  option 24 hex\n}\n", text);
  }

  /** Asked by number only, dibbler sends no INFORMATION-REQUEST. */
  @Test
  void neitherAddressNorPrefix_isStateless_andAsksByName() {
    assertEquals(
        HEAD
            + "  stateless\n  option dns-server\n  option domain\n  option 94 hex\n"
            + "  option lifetime\n}\n",
        text(wanted(false, false), List.of(23, 24, 94), List.of()));
  }

  @Test
  void waitingForARouter_isOneWord() {
    Wanted6 waits =
        new Wanted6(false, true, false, OptionalLong.empty(), OptionalLong.empty(), false);
    assertTrue(text(waits, List.of(), List.of()).contains("\nobey-ra-bits\niface "));
  }

  @ParameterizedTest
  @CsvSource({
    "ll, duid-ll",
    "llt, duid-llt",
    "en:32473:0a0B, duid-en 32473 0x0a0b",
    "en:4294967295:00, duid-en 4294967295 0x00",
    "en:4294967296:00, -",
    "en:1:, -",
    "en:1:0, -",
    "en:1:0g, -",
    "en::00, -",
    "uuid, -",
    "LL, -",
    "'ll\n', -",
  })
  void duid_isSaidAsTheGrammarWants(String setting, String statement) {
    assertEquals(statement, ClientDuid.parse(setting).map(ClientDuid::statement).orElse("-"));
    assertTrue(ClientDuid.parse("en:1:" + "00".repeat(120)).isPresent());
    assertTrue(ClientDuid.parse("en:1:" + "00".repeat(121)).isEmpty());
  }

  @Test
  void interfaceNames_thatTheGrammarCannotExpress() {
    assertTrue(DibblerConfiguration.canName("eth0.100"));
    for (String name : List.of("", "a\"b", "a\\b", "a b", "a\nb", "abcdefghijklmnop")) {
      assertFalse(DibblerConfiguration.canName(name), name);
    }
  }
}
