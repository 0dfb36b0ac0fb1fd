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
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.SentOption;
import org.rdkb.dhcpmanager.core.client.Wanted6;
import org.rdkb.dhcpmanager.core.option.Octets;

class DhcpcdConfigurationTest {
  private static final String HEAD =
      """
      script /opt/plugins/dhcpcd.sh
      env DHCPMGR_ROW=/run/dhcpmgr/%1$s
      env DHCPMGR_SPOOL=/run/dhcpmgr/spool/%1$s
      env DHCPMGR_MONITOR=127.0.0.1:50324
      noconfigure
      persistent
      nodelay
      noarp
      noipv4ll
      noipv6rs
      timeout 0
      reboot 0
      vendorclassid
      fqdn disable
      duid ll
      """;

  private static String text(RowId row, ClientConfiguration configuration) {
    Path run = Path.of("/run/dhcpmgr");
    return DhcpcdConfiguration.text(
        row,
        new RowFolder(run.resolve(row.toString()), run.resolve("spool").resolve(row.toString())),
        Path.of("/opt/plugins/dhcpcd.sh"),
        "127.0.0.1:50324",
        configuration);
  }

  private static String withoutDefinitions(String text) {
    return text.replaceAll("(?m)^define.*\n", "");
  }

  private static SentOption sent(int code, String hex) {
    return new SentOption(code, Octets.parseHex(hex).orElseThrow());
  }

  private static ClientConfiguration v4(List<Integer> requested, List<SentOption> sent) {
    return new ClientConfiguration(true, "erouter0", "", requested, sent);
  }

  private static ClientConfiguration v6(Wanted6 wanted, List<Integer> asked, SentOption... sent) {
    return new ClientConfiguration(true, "erouter0", "", asked, List.of(sent), Optional.of(wanted));
  }

  private static Wanted6 wanted(boolean addresses, boolean prefixes, boolean rapidCommit) {
    return new Wanted6(
        addresses, prefixes, rapidCommit, OptionalLong.empty(), OptionalLong.empty());
  }

  @Test
  void v4_asksAndSends_whatTheRowSays_andDefinesTheRest() {
    RowId row = new RowId(Family.V4, 7);
    List<SentOption> sent =
        List.of(
            sent(12, "626f78"),
            sent(43, "0102"),
            sent(60, "6d79223b"),
            sent(61, "01aabb"),
            sent(77, "0161"));
    String text = text(row, v4(List.of(1, 3, 125, 3), sent));
    assertEquals(
        HEAD.formatted("v4-7")
            + "option 1\noption 3\noption 125\n"
            + "hostname \"box\"\n"
            + "vendor ,\"\\x01\\x02\"\n"
            + "vendorclassid \"\\x6d\\x79\\x22\\x3b\"\n"
            + "clientid 01:aa:bb\n"
            + "msuserclass \"\\x01\\x61\"\n"
            + "interface erouter0\niaid 7\n",
        withoutDefinitions(text));
    assertTrue(text.contains("\ndefine 125 binhex opt125\n"));
    assertFalse(text.contains("\ndefine 51 "), "the lease time keeps its name");
    assertTrue(text.indexOf("define 125 ") < text.indexOf("option 125"), "defined first");
  }

  @Test
  void v6_iasClassesAndCodes() {
    RowId row = new RowId(Family.V6, 2);
    String text =
        text(
            row,
            v6(
                wanted(true, true, true),
                List.of(23, 17, 4711, 25),
                sent(15, "00026162"),
                sent(16, "00000de900016300026465")));
    assertEquals(
        HEAD.formatted("v6-2")
            + "option dhcp6_23\noption dhcp6_17\noption dhcp6_4711\n"
            + "userclass \"\\x61\\x62\"\n"
            + "vendclass 3561 \"\\x63\"\nvendclass 3561 \"\\x64\\x65\"\n"
            + "interface erouter0\niaid 2\noption dhcp6_14\nia_na 2\nia_pd 2\n",
        withoutDefinitions(text));
    assertTrue(text.contains("\ndefine6 4711 binhex opt4711\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "V4, 61, 01",
    "V4, 12, 6220",
    "V4, 125, 00000de900",
    "V4, 60, ''",
    "V4, 50, c0000201",
    "V6, 17, 00000de9",
    "V6, 15, 0002ff",
    "V6, 16, 0000000000016100",
    "V6, 39, 0001"
  })
  void whatItCannotSend_isARefusalThatNamesTheOption(Family family, int code, String hex) {
    ClientConfiguration configuration = v4(List.of(), List.of(sent(code, hex)));
    assertEquals(
        "dhcpcd cannot send option " + code + " with this value",
        DhcpcdConfiguration.trouble(family, configuration));
  }

  @Test
  void suggestedTimes_andNamesOutsideItsGrammar_areRefused() {
    Wanted6 times = new Wanted6(true, true, false, OptionalLong.of(60), OptionalLong.empty());
    assertEquals(
        "dhcpcd suggests no T1 and T2 to a server",
        DhcpcdConfiguration.trouble(Family.V6, v6(times, List.of())));
    for (String name : List.of("-e0", "a*", "a b", "e\"0", "")) {
      ClientConfiguration configuration =
          new ClientConfiguration(true, name, "", List.of(), List.of());
      assertEquals(
          "dhcpcd cannot be told of an interface named " + name,
          DhcpcdConfiguration.trouble(Family.V4, configuration));
    }
    assertEquals("", DhcpcdConfiguration.trouble(Family.V4, v4(List.of(), List.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "dhcpcd: wan0 [ip4], wan0, true",
    "dhcpcd: wan0 [ip6], wan0, false",
    "dhcpcd: wan0 [ip4] [ip6], wan0, true",
    "dhcpcd: wan1 [ip4], wan0, false",
    "dhcpcd: [manager] [ip4] [ip6], wan0, false",
    "dhcpcd: [master] [ip4], wan0, false",
    "dhcpcd: [privileged proxy] wan0 [ip4], wan0, false",
    "dhcpcd: [BPF ARP] wan0, wan0, false",
    "sdhcpcd: wan0 [ip4], wan0, false",
    "udhcpc, wan0, false"
  })
  void titleTellsInterfaceAndFamily(String title, String linuxInterface, boolean isOn) {
    DhcpcdDriver driver = new DhcpcdDriver(Family.V4, List.of(), Path.of("/p"), "");
    assertEquals(isOn, driver.isOn(linuxInterface, List.of(title, "", "")));
  }

  @Test
  void sameProcess_underItsTitle_andNoOther() {
    DhcpcdDriver driver = new DhcpcdDriver(Family.V6, List.of(), Path.of("/p"), "");
    List<String> started = List.of("/usr/sbin/dhcpcd", "-B", "-6", "-f", "/r/dhcpcd.conf", "wan0");
    assertTrue(driver.isSame(started, started));
    assertTrue(driver.isSame(started, List.of("dhcpcd: wan0 [ip6]")));
    assertFalse(driver.isSame(started, List.of("dhcpcd: wan1 [ip6]")));
    assertFalse(driver.isSame(started, List.of("sleep", "wan0")));
    assertFalse(driver.isOn("wan0", List.of()));
  }
}
