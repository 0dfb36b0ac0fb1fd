package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.tr181.Leases.lease;
import static org.rdkb.dhcpmanager.tr181.Leases.options;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.CLIENT;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.refusal;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.set;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.text;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;

/** The rules R1 to R42 of TR-181 and TR-106 that bind the client tables, one by one. */
class RulesTest {
  private static final String ONE = CLIENT + "1.";
  private static final String TWO = CLIENT + "2.";
  private static final String SENT = ONE + "SentOption.";
  private static final String REQ = ONE + "ReqOption.";

  private final ModelFixture fixture = new ModelFixture();
  private final DataModel model = fixture.open();

  private void refused(Code code, String path, String value) {
    int stored = fixture.saved.size();
    Refusal refusal = refusal(set(model, path, value));
    assertEquals(code, refusal.code(), refusal.reason());
    assertEquals(path, refusal.path());
    assertEquals(stored, fixture.saved.size());
  }

  private void accepted(String... pairs) {
    assertEquals(Outcome.done(Done.DONE), set(model, pairs));
  }

  private List<String> orders() {
    return model.rows(REQ).orThrow().stream()
        .map(row -> text(model, REQ + row.instance() + ".Order"))
        .toList();
  }

  @Test
  void r01_interfaceOfAnotherRow_isRefused() {
    model.addRow(CLIENT, "").orThrow();
    accepted(ONE + "Interface", "erouter0");
    refused(Code.VALUE, TWO + "Interface", "erouter0");
    assertEquals("", text(model, TWO + "Interface"));
  }

  @Test
  void r01_interfaceByItsOtherName_isRefused() {
    DataModel mapped =
        fixture.interfaces(new InterfaceMap(Map.of("Device.IP.Interface.1", "erouter0"))).open();
    mapped.addRow(CLIENT, "").orThrow();
    assertEquals(Outcome.done(Done.DONE), set(mapped, ONE + "Interface", "Device.IP.Interface.1."));
    assertEquals(Code.VALUE, refusal(set(mapped, TWO + "Interface", "erouter0")).code());
    assertEquals(Code.VALUE, refusal(set(mapped, TWO + "X_RDK_LinuxInterface", "erouter0")).code());
  }

  @Test
  void r01_keysSwappedInOneSet_areAccepted() {
    model.addRow(CLIENT, "").orThrow();
    accepted(ONE + "Interface", "a", TWO + "Interface", "b");
    accepted(ONE + "Interface", "b", TWO + "Interface", "a");
    assertEquals("b", text(model, ONE + "Interface"));
  }

  @Test
  void r02_sameTagUnderAnotherParent_isAccepted() {
    model.addRow(CLIENT, "").orThrow();
    model.addRow(SENT, "").orThrow();
    model.addRow(TWO + "SentOption.", "").orThrow();
    accepted(SENT + "1.Tag", "60", TWO + "SentOption.1.Tag", "60");
  }

  @Test
  void r03_keyOfDisabledRow_bindsAsWell() {
    model.addRow(SENT, "").orThrow();
    model.addRow(SENT, "").orThrow();
    accepted(SENT + "1.Tag", "60");
    refused(Code.VALUE, SENT + "2.Tag", "60");
  }

  @Test
  void r05_keysLeftOut_areFilledIn() {
    model.addRow(SENT, "").orThrow();
    model.addRow(SENT, "").orThrow();
    assertEquals("224", text(model, SENT + "1.Tag"));
    assertEquals("225", text(model, SENT + "2.Tag"));
    assertEquals("9", Integer.toString(model.addRow(REQ, "").orThrow()));
    assertEquals("9", text(model, REQ + "9.Order"));
    assertEquals("224", text(model, REQ + "9.Tag"));
  }

  @Test
  void r05_allSiteSpecificCodesTaken_anyFreeOneIsTaken() {
    for (int i = 0; i < 254; i++) {
      model.addRow(SENT, "").orThrow();
    }
    assertEquals("254", text(model, SENT + "31.Tag"));
    assertEquals("1", text(model, SENT + "32.Tag"));
    assertEquals(Code.LIMIT, refusal(model.addRow(SENT, "")).code());
  }

  @Test
  void r06_aliasInUse_isRefusedInAddAndSet() {
    model.addRow(CLIENT, "wan").orThrow();
    assertEquals(Code.VALUE, refusal(model.addRow(CLIENT, "wan")).code());
    refused(Code.VALUE, ONE + "Alias", "wan");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "-a", "a.b", "[a]", "a*", "a\n", " a"})
  void r07_aliasOfWrongForm_isRefused(String alias) {
    refused(Code.VALUE, ONE + "Alias", alias);
  }

  @Test
  void r07_aliasOf64Characters_isTheLongest() {
    refused(Code.VALUE, ONE + "Alias", "a".repeat(65));
    accepted(ONE + "Alias", "a".repeat(64));
  }

  @Test
  void r07_aliasNobodyGave_beginsWithCpe() {
    accepted(ONE + "Alias", "cpe-2");
    assertEquals(2, model.addRow(CLIENT, "").orThrow());
    assertEquals("cpe-2-2", text(model, TWO + "Alias"));
  }

  @Test
  void r08_alias_isWritable() {
    accepted(ONE + "Alias", "wan");
    assertEquals("wan", text(model, CLIENT + "[wan].Alias"));
    assertEquals(Code.UNKNOWN, refusal(model.get(CLIENT + "[cpe-1].Alias")).code());
  }

  @Test
  void r10_instanceNumbers_areNotReusedEvenAfterRestart() {
    assertEquals(2, model.addRow(CLIENT, "").orThrow());
    model.deleteRow(TWO).orThrow();
    assertEquals(3, model.addRow(CLIENT, "").orThrow());
    model.deleteRow(CLIENT + "3").orThrow();
    DataModel restarted = fixture.open(fixture.saved.get(fixture.saved.size() - 1));
    assertEquals(4, restarted.addRow(CLIENT, "").orThrow());
  }

  @Test
  void r10_everyNumberGiven_addIsRefused() {
    SortedMap<String, String> stored = new TreeMap<>(fixture.saved.get(0));
    stored.put(CLIENT + "#", "2147483647");
    assertEquals(Code.LIMIT, refusal(fixture.open(stored).addRow(CLIENT, "")).code());
  }

  @Test
  void r11_bareInterfaceName_needsNoTarget() {
    accepted(ONE + "Interface", "not-there-yet0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sixteen-letters!",
        "a/b c",
        "a b",
        "..",
        "../b",
        "a//b",
        "a:1",
        "Device..Interface",
        "Device.*.1"
      })
  void r11_interfaceOfWrongForm_isRefused(String name) {
    refused(Code.VALUE, ONE + "Interface", name);
  }

  @Test
  void r15_newRow_isDisabled() {
    assertEquals("Disabled", text(model, ONE + "Status"));
  }

  @Test
  void r16_addedRows_areDisabled() {
    model.addRow(CLIENT, "").orThrow();
    model.addRow(SENT, "").orThrow();
    assertEquals("false", text(model, TWO + "Enable"));
    assertEquals("false", text(model, SENT + "1.Enable"));
  }

  @Test
  void r17_withoutLease_addressesAreEmpty() {
    for (String name :
        List.of("IPAddress", "SubnetMask", "IPRouters", "DNSServers", "DHCPServer")) {
      assertEquals("", text(model, ONE + name), name);
    }
    assertEquals("0", text(model, ONE + "LeaseTimeRemaining"));
  }

  @Test
  void r17_withLease_addressesAreShownUntilItEnds() {
    fixture.bind(1, lease(60));
    assertEquals("100.64.10.25", text(model, ONE + "IPAddress"));
    assertEquals("255.255.252.0", text(model, ONE + "SubnetMask"));
    assertEquals("100.64.8.1,100.64.8.2", text(model, ONE + "IPRouters"));
    assertEquals("192.0.2.53,198.51.100.53", text(model, ONE + "DNSServers"));
    fixture.pass(Duration.ofMinutes(1));
    assertEquals("", text(model, ONE + "IPAddress"));
  }

  @Test
  void r18_leaseTimeRemaining_countsDownAndIsNeverNegative() {
    fixture.bind(1, lease(60));
    assertEquals("60", text(model, ONE + "LeaseTimeRemaining"));
    fixture.pass(Duration.ofSeconds(59));
    assertEquals("1", text(model, ONE + "LeaseTimeRemaining"));
    fixture.pass(Duration.ofMinutes(10));
    assertEquals("0", text(model, ONE + "LeaseTimeRemaining"));
  }

  @Test
  void r18_infiniteLease_remainsMinusOne() {
    fixture.bind(1, lease(Lifetime.INFINITE.seconds()));
    assertEquals("-1", text(model, ONE + "LeaseTimeRemaining"));
  }

  @Test
  void r19_dates_areUtcWithTwoSentinels() {
    assertEquals("0001-01-01T00:00:00Z", text(model, ONE + "X_DHCPMGR_LeaseExpires"));
    fixture.bind(1, lease(60));
    assertEquals("2024-10-15T13:46:40Z", text(model, ONE + "X_DHCPMGR_LeaseObtained"));
    assertEquals("2024-10-15T13:47:40Z", text(model, ONE + "X_DHCPMGR_LeaseExpires"));
    assertEquals("2024-10-15T13:46:40Z", text(model, ONE + "X_DHCPMGR_LastEventTime"));
    fixture.bind(1, lease(Lifetime.INFINITE.seconds()));
    assertEquals("9999-12-31T23:59:59Z", text(model, ONE + "X_DHCPMGR_LeaseExpires"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Renew", "X_RDK_Restart", "X_RDK_Release"})
  void r20_trigger_actsReadsFalseAndIsNotStored(String trigger) {
    accepted(ONE + "Interface", "erouter0", ONE + "Enable", "true");
    int stored = fixture.saved.size();
    accepted(ONE + trigger, "true");
    assertEquals(1, fixture.requests.size());
    assertEquals("false", text(model, ONE + trigger));
    assertEquals(stored, fixture.saved.size());
    assertFalse(fixture.saved.get(stored - 1).containsKey(ONE + trigger));
  }

  @Test
  void r20_triggersOnDisabledRow_renewRefusedOthersWithoutEffect() {
    refused(Code.VALUE, ONE + "Renew", "true");
    accepted(ONE + "Renew", "false");
    accepted(ONE + "X_RDK_Restart", "true");
    accepted(ONE + "X_RDK_Release", "true");
    accepted(ONE + "X_RDK_Release", "false");
    assertTrue(fixture.requests.isEmpty());
  }

  @Test
  void r20_triggerInRefusedSet_doesNotAct() {
    accepted(ONE + "Interface", "erouter0", ONE + "Enable", "true");
    refusal(set(model, ONE + "Renew", "true", ONE + "Alias", "1"));
    assertTrue(fixture.requests.isEmpty());
  }

  @Test
  void r20_triggerWithEnableInOneSet_seesTheNewEnable() {
    accepted(ONE + "Renew", "true", ONE + "Enable", "true");
    assertEquals(List.of("renew v4-1"), fixture.requests);
  }

  @Test
  void r22_rowMovedUp_pushesTheOthersDown() {
    accepted(REQ + "3.Order", "1");
    assertEquals(List.of("2", "3", "1", "4", "5", "6", "7", "8"), orders());
  }

  @Test
  void r22_rowMovedDown_pushComesBeforeClosingTheGap() {
    accepted(REQ + "1.Order", "3");
    assertEquals(List.of("2", "1", "3", "4", "5", "6", "7", "8"), orders());
  }

  @Test
  void r22_rowMovedBeyondTheLast_becomesTheLast() {
    accepted(REQ + "1.Order", "4294967295");
    assertEquals(List.of("8", "1", "2", "3", "4", "5", "6", "7"), orders());
  }

  @Test
  void r22_deletedRow_closesTheGap() {
    model.deleteRow(REQ + "2.").orThrow();
    assertEquals(List.of("1", "2", "3", "4", "5", "6", "7"), orders());
  }

  @Test
  void r22_allRanksInOneSet_areTakenAsTheyAre() {
    String[] pairs = new String[16];
    for (int i = 0; i < 8; i++) {
      pairs[2 * i] = REQ + (i + 1) + ".Order";
      pairs[2 * i + 1] = Integer.toString(8 - i);
    }
    accepted(pairs);
    assertEquals(List.of("8", "7", "6", "5", "4", "3", "2", "1"), orders());
  }

  @Test
  void r27_reqOptionValue_isThePayloadReceived() {
    assertEquals("", text(model, REQ + "4.Value"));
    fixture.bind(1, options(lease(60), Map.of(15, "example.net")));
    assertEquals("6578616d706c652e6e6574", text(model, REQ + "4.Value"));
    assertEquals("", text(model, REQ + "1.Value"));
    refused(Code.NOT_WRITABLE, REQ + "4.Value", "00");
  }

  @Test
  void r36_onlyLeaseTimeRemaining_mayRefuseNotification() {
    List<String> silent =
        model.elements().stream()
            .filter(entry -> entry.kind() == NameEntry.Kind.PARAMETER && !entry.notifies())
            .map(NameEntry::path)
            .filter(path -> !path.contains(".X_DHCPMGR_")) // the rule is of standard parameters
            .toList();
    assertEquals(List.of(CLIENT + "{i}.LeaseTimeRemaining"), silent);
  }

  @Test
  void r37_lastClientRow_stays() {
    Refusal refusal = refusal(model.deleteRow(ONE));
    assertEquals(Code.RULE, refusal.code());
    assertTrue(refusal.reason().contains("R37"), refusal.reason());
    model.addRow(CLIENT, "").orThrow();
    model.deleteRow(ONE).orThrow();
    assertEquals(Code.RULE, refusal(model.deleteRow(TWO)).code());
  }

  @Test
  void r37_otherTables_mayBeEmpty() {
    for (int i = 1; i <= 8; i++) {
      model.deleteRow(REQ + i + ".").orThrow();
    }
    assertEquals("0", text(model, ONE + "ReqOptionNumberOfEntries"));
    assertEquals(List.of(), model.get(REQ).orThrow());
  }

  @Test
  void r38_counters_holdAll64Bits() {
    fixture.show(
        new org.rdkb.dhcpmanager.core.client.RowSnapshot(
            fixture.bind(1, lease(60)).row(),
            fixture.bind(1, lease(60)).state(),
            "",
            -1,
            java.util.Optional.empty()));
    assertEquals("18446744073709551615", text(model, ONE + "X_DHCPMGR_Restarts"));
  }

  @Test
  void r39_lists_areJoinedByOneCommaAndEscaped() {
    assertEquals("a%2Cb,c%20d", Value.list(List.of("a,b", "c d")));
  }

  @Test
  void r40_vendorParameters_areNamedSo() {
    List<String> standard =
        List.of(
            "Enable Alias Interface Status DHCPStatus Renew IPAddress SubnetMask IPRouters"
                .split(" ", -1));
    model.elements().stream()
        .map(NameEntry::path)
        .filter(path -> path.matches("Device\\.DHCPv4\\.Client\\.\\{i}\\.[^.]*"))
        .map(path -> path.substring((CLIENT + "{i}.").length()))
        .filter(name -> name.contains("_"))
        .forEach(name -> assertTrue(name.startsWith("X_") && !standard.contains(name), name));
  }
}
