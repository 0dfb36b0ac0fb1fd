package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.CLIENT;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.refusal;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.set;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.tr181.ModelChange.RowAdded;
import org.rdkb.dhcpmanager.tr181.ModelChange.RowDeleted;
import org.rdkb.dhcpmanager.tr181.ModelChange.ValueChanged;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;

class WritingTest {
  private static final String ONE = CLIENT + "1.";

  private final ModelFixture fixture = new ModelFixture();
  private final DataModel model = fixture.open();

  private List<RowChange.Kind> kinds() {
    return fixture.rowChanges.stream().map(RowChange::kind).toList();
  }

  @Test
  void otherMappings_tellEveryRow() {
    model.addRow(CLIENT, "").orThrow();
    fixture.rowChanges.clear();
    model.mapInterfaces(new InterfaceMap(Map.of("Device.IP.Interface.1", "erouter0"))).orThrow();
    assertEquals(Collections.nCopies(3, RowChange.Kind.CHANGED), kinds()); // two v4, one v6
    set(model, ONE + "Interface", "Device.IP.Interface.1").orThrow();
  }

  /** An extension is asked about an enabled row, before anything is stored. */
  @Test
  void objection_refusesTheWholeSet_disabledRowsAreNotAskedAbout() {
    fixture.objection = Optional.of("extension x: no");
    set(model, ONE + "Interface", "erouter0").orThrow();
    assertEquals(List.of(), fixture.asked);
    fixture.rowChanges.clear();
    Refusal refusal = refusal(set(model, ONE + "Interface", "eth7", ONE + "Enable", "true"));
    assertEquals(new Refusal(ONE + "Interface", Code.RULE, "extension x: no"), refusal);
    assertEquals("eth7", fixture.asked.get(0).linuxInterface());
    assertEquals("erouter0", text(model, ONE + "Interface"));
    assertEquals(List.of(), fixture.rowChanges);
    assertEquals(
        Code.RULE,
        refusal(model.check(List.of(new Assignment(ONE + "Enable", Value.text("true"))))).code());
    fixture.objection = Optional.empty();
    set(model, ONE + "Enable", "true").orThrow();
  }

  @Test
  void stopping_refusesEveryChangeAndCommand_readsGoOn() {
    set(model, ONE + "Interface", "erouter0", ONE + "Enable", "true").orThrow();
    fixture.rowChanges.clear();
    model.refuseChanges();
    assertEquals(Code.LIMIT, refusal(set(model, ONE + "Enable", "false")).code());
    assertEquals(Code.LIMIT, refusal(model.addRow(CLIENT, "")).code());
    assertEquals(Code.LIMIT, refusal(model.deleteRow(ONE)).code());
    assertEquals(Code.LIMIT, refusal(model.invoke(ONE + "Renew()")).code());
    assertEquals(List.of(), fixture.rowChanges);
    assertEquals(List.of(), fixture.requests);
    assertEquals("true", text(model, ONE + "Enable"));
  }

  @ParameterizedTest
  @CsvSource({
    "Device.DHCPv4.Client.1.Nothing, true, UNKNOWN",
    "Device.DHCPv4.Client.9.Enable, true, UNKNOWN",
    "Device.DHCPv4.Client.*.Enable, true, WILDCARD",
    "Device.DHCPv4.Client.1., true, NOT_WRITABLE",
    "Device.DHCPv4.Client.1.Events, true, NOT_WRITABLE",
    "Device.DHCPv4.Client.1.Status, Enabled, NOT_WRITABLE",
    "Device.DHCPv4.ClientNumberOfEntries, x, TYPE",
    "Device.DHCPv4.ClientNumberOfEntries, 5, NOT_WRITABLE",
    "Device.DHCPv4.Client.1.Enable, 2, TYPE",
    "Device.DHCPv4.Client.1.X_RDK_LinuxInterface, Device.IP.Interface.1, VALUE",
    "Device.DHCPv4.Client.1.ReqOption.1.Tag, 0, VALUE",
    "Device.DHCPv4.Client.1.ReqOption.1.Tag, 255, VALUE",
    "Device.DHCPv4.Client.1.ReqOption.1.Order, 0, VALUE",
  })
  void wrongSet_isRefusedNamingTheParameter(String path, String value, Code code) {
    Refusal refusal = refusal(set(model, path, value));
    assertEquals(code, refusal.code(), refusal.reason());
    assertEquals(path, refusal.path());
  }

  /** T37: a set of twelve with one bad value at each position. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void setOfTwelve_oneBad_changesNothing(int bad) {
    List<Assignment> assignments = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      assignments.add(
          i == bad
              ? text(ONE + "ReqOption.1.Enable", "perhaps")
              : text(ONE + "X_CISCO_COM_BootFileName", "boot"));
    }
    RowTree before = model.tree();
    assertEquals(ONE + "ReqOption.1.Enable", refusal(model.set(assignments, "t")).path());
    assertEquals(before, model.tree());
    assertTrue(fixture.changes.isEmpty());
  }

  @Test
  void setOfTheSameValue_storesAndTellsNothing() {
    set(model, ONE + "Interface", "erouter0").orThrow();
    int stored = fixture.saved.size();
    fixture.rowChanges.clear();
    set(model, ONE + "Interface", "erouter0", ONE + "Enable", "false").orThrow();
    assertEquals(stored, fixture.saved.size());
    assertTrue(fixture.rowChanges.isEmpty());
  }

  @Test
  void linuxInterface_actsLikeInterface() {
    set(model, ONE + "X_RDK_LinuxInterface", "erouter0").orThrow();
    assertEquals("erouter0", text(model, ONE + "Interface"));
    assertEquals(
        List.of(ONE + "X_RDK_LinuxInterface", ONE + "Interface"),
        fixture.changes.stream().map(c -> ((ValueChanged) c).path()).toList());
    assertEquals(
        Code.VALUE,
        refusal(set(model, ONE + "Interface", "a", ONE + "X_RDK_LinuxInterface", "b")).code());
  }

  @Test
  void set_tellsSubscribersOldNewAndWho() {
    set(model, ONE + "Enable", "1").orThrow();
    assertEquals(
        List.of(new ValueChanged(ONE + "Enable", Value.FALSE, Value.TRUE, "test")),
        fixture.changes);
  }

  @Test
  void setInNestedRow_tellsOfTheClientOnce() {
    set(
            model,
            ONE + "ReqOption.1.Enable",
            "false",
            ONE + "ReqOption.2.Enable",
            "false",
            ONE + "Enable",
            "true")
        .orThrow();
    assertEquals(List.of(RowChange.Kind.CHANGED), kinds());
    assertEquals(new RowId(Family.V4, 1), fixture.rowChanges.get(0).row());
    assertEquals(model.tree(), fixture.rowChanges.get(0).tree());
  }

  @Test
  void diskFull_refusesNamingTheDiskAndChangesNothing() {
    fixture.disk("no space left on /var/lib/dhcpmgr");
    RowTree before = model.tree();
    Refusal refusal = refusal(set(model, ONE + "Enable", "true"));
    assertEquals(Code.STORE, refusal.code());
    assertEquals(ONE + "Enable", refusal.path());
    assertTrue(refusal.reason().contains("no space left on /var/lib/dhcpmgr"));
    assertEquals(Code.STORE, refusal(model.addRow(CLIENT, "")).code());
    assertEquals(before, model.tree());
    assertTrue(fixture.rowChanges.isEmpty());
    fixture.disk("");
    assertEquals(2, model.addRow(CLIENT, "").orThrow());
  }

  @Test
  void diskFull_triggersGoOn() {
    set(model, ONE + "Enable", "true").orThrow();
    fixture.disk("full");
    set(model, ONE + "Renew", "true").orThrow();
    assertEquals(List.of("renew v4-1"), fixture.requests);
  }

  @Test
  void addAndDelete_tellOfRowAndCount() {
    model.addRow(CLIENT, "wan").orThrow();
    Value one = new Value(BaseType.UNSIGNED_INT, "1");
    Value two = new Value(BaseType.UNSIGNED_INT, "2");
    String count = "Device.DHCPv4.ClientNumberOfEntries";
    assertEquals(
        List.of(new ValueChanged(count, one, two, ""), new RowAdded(CLIENT, 2, "wan")),
        fixture.changes);
    fixture.changes.clear();
    model.deleteRow(CLIENT + "[wan]").orThrow();
    assertEquals(
        List.of(new ValueChanged(count, two, one, ""), new RowDeleted(CLIENT, 2)), fixture.changes);
    assertEquals(List.of(RowChange.Kind.ADDED, RowChange.Kind.DELETED), kinds());
    assertEquals(Code.UNKNOWN, refusal(model.get(CLIENT + "2.ReqOption.1.Tag")).code());
  }

  @Test
  void addNestedRow_isAChangeOfItsClient() {
    assertEquals(1, model.addRow(CLIENT + "[cpe-1].SentOption.", "").orThrow());
    assertEquals(List.of(RowChange.Kind.CHANGED), kinds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Device.DHCPv4.",
        "Device.DHCPv4.Client.1.",
        "Device.DHCPv4.Client.1.Enable",
        "X."
      })
  void addToWhatIsNoTable_isRefused(String path) {
    assertEquals(Code.UNKNOWN, refusal(model.addRow(path, "")).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Device.DHCPv4.Client.", "Device.DHCPv4.Client.7.", "Device.DHCPv4.", "X.1."})
  void deleteOfWhatIsNoRow_isRefused(String path) {
    assertEquals(Code.UNKNOWN, refusal(model.deleteRow(path)).code());
  }

  @Test
  void rdkProfile_enableIsRefusedWhileInterfaceIsEmpty() {
    DataModel rdk = fixture.profile(Profile.RDK).open();
    assertEquals(Code.VALUE, refusal(set(rdk, ONE + "Enable", "true")).code());
    assertEquals(Code.VALUE, refusal(set(rdk, ONE + "Enable", "false")).code());
    set(rdk, ONE + "Enable", "true", ONE + "Interface", "erouter0").orThrow();
  }

  @Test
  void commands_actOnEnabledRows() {
    assertEquals(Code.VALUE, refusal(model.invoke(ONE + "Renew()")).code());
    model.invoke(ONE + "Release()").orThrow();
    assertTrue(fixture.requests.isEmpty());
    set(model, ONE + "Enable", "true").orThrow();
    model.invoke(ONE + "Renew()").orThrow();
    model.invoke(CLIENT + "[cpe-1].Release()").orThrow();
    assertEquals(List.of("renew v4-1", "release v4-1"), fixture.requests);
    assertEquals(Code.UNKNOWN, refusal(model.invoke(ONE + "Reset()")).code());
    assertEquals(Code.RULE, refusal(model.invoke(ONE + "Enable")).code());
    fixture.refuseRequests();
    assertEquals(Code.LIMIT, refusal(model.invoke(ONE + "Renew()")).code());
  }

  @Test
  void setWithATriggerThatCannotBeTaken_storesNothingOfIt() {
    set(model, ONE + "Interface", "erouter0", ONE + "Enable", "true").orThrow();
    fixture.refuseRequests();
    String alias = ONE + "Alias";
    Refusal refusal = refusal(set(model, alias, "uplink", ONE + "Renew", "true"));
    assertEquals(Code.LIMIT, refusal.code());
    assertEquals(ONE + "Renew", refusal.path());
    assertEquals("cpe-1", ModelFixture.text(model, alias));
  }

  /** T36: nobody waits for ever, and what is in force is what was stored last. */
  @Test
  void concurrentSets_endInTheLastOneStored() {
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = "if" + i;
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int n = 0; n < 50; n++) {
                  set(model, ONE + "Interface", name, ONE + "X_CISCO_COM_BootFileName", name)
                      .orThrow();
                  String shown = text(model, ONE + "Interface");
                  assertTrue(shown.startsWith("if"), shown);
                }
              }));
    }
    CompletableFuture.allOf(writers.toArray(new CompletableFuture<?>[0])).join();
    TreeMap<String, String> last = new TreeMap<>(fixture.saved.get(fixture.saved.size() - 1));
    assertEquals(last.get(ONE + "Interface"), last.get(ONE + "X_CISCO_COM_BootFileName"));
    assertEquals(last, TreeText.of(model.tree()));
  }
}
