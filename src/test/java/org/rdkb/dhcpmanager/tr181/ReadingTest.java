package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.tr181.Leases.lease;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.CLIENT;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.refusal;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.text;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.tr181.NameEntry.Kind;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;

class ReadingTest {
  private final ModelFixture fixture = new ModelFixture();
  private final DataModel model = fixture.open();

  private List<String> paths(String path) {
    return model.get(path).orThrow().stream().map(Leaf::path).toList();
  }

  @Test
  void partialPath_isInSchemaOrderWithNestedRows() {
    List<String> paths = paths(CLIENT + "1.");
    assertEquals(27 + 19 + 8 * 5, paths.size());
    assertEquals(CLIENT + "1.Enable", paths.get(0));
    assertEquals(CLIENT + "1.X_DHCPMGR_RoutesLeftOut", paths.get(26));
    assertEquals(CLIENT + "1.ReqOption.1.Enable", paths.get(46));
    assertEquals(CLIENT + "1.ReqOption.8.Value", paths.get(85));
    assertEquals(86 + 17 + 2 + 12 + 4, paths("Device.DHCPv4.").size());
    assertEquals(paths("Device."), paths("Device.*"));
  }

  /** The compatibility floor: what RDK-B declares for these tables. */
  @Test
  void everyNameOfRdkB_answers() {
    model.addRow(CLIENT + "1.SentOption.", "").orThrow();
    String client =
        "Enable Alias X_RDK_LinuxInterface X_CISCO_COM_BootFileName Interface Status DHCPStatus"
            + " Renew X_RDK_Restart X_RDK_Release IPAddress SubnetMask IPRouters DNSServers"
            + " LeaseTimeRemaining DHCPServer SentOptionNumberOfEntries ReqOptionNumberOfEntries"
            + " SentOption.1.Enable SentOption.1.Alias SentOption.1.Tag SentOption.1.Value"
            + " ReqOption.1.Enable ReqOption.1.Order ReqOption.1.Alias ReqOption.1.Tag"
            + " ReqOption.1.Value";
    for (String name : client.split(" ", -1)) {
      assertEquals(List.of(CLIENT + "1." + name), paths(CLIENT + "1." + name));
    }
  }

  /** An address and its mask, asked for in one request, are of the same lease. */
  @Test
  void severalPaths_areOfOneMoment() {
    String row = "Device.DHCPv4.Client.1.";
    fixture.looks = 0;
    List<Leaf> leaves =
        model.get(List.of(row + "IPAddress", row + "SubnetMask", row + "Status")).orThrow();
    assertEquals(3, leaves.size());
    assertEquals(1, fixture.looks);
    assertEquals(
        Refusal.Code.UNKNOWN,
        ((Outcome.Refused<List<Leaf>>) model.get(List.of(row + "Status", row + "Nope")))
            .refusal()
            .code());
  }

  @Test
  void wildcards_takeRowsInOrderOfCreation() {
    model.addRow(CLIENT, "").orThrow();
    assertEquals(List.of(CLIENT + "1.Status", CLIENT + "2.Status"), paths(CLIENT + "*.Status"));
    assertEquals(16, paths(CLIENT + "*.ReqOption.*.Tag").size());
    assertEquals(172, paths(CLIENT + "*.").size());
    assertEquals(172, paths(CLIENT + "*").size());
    assertEquals(List.of(), paths(CLIENT + "*.SentOption.*.Tag"));
  }

  @Test
  void aliasReference_isEchoed() {
    assertEquals(List.of(CLIENT + "[cpe-1].Status"), paths(CLIENT + "[cpe-1].Status"));
    assertEquals(
        List.of(CLIENT + "[cpe-1].ReqOption.[cpe-2].Tag"),
        paths(CLIENT + "[cpe-1].ReqOption.[cpe-2].Tag"));
    assertTrue(paths(CLIENT + "[cpe-1].").contains(CLIENT + "[cpe-1].ReqOption.1.Tag"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', UNKNOWN",
    "., UNKNOWN",
    "Device, NOT_READABLE",
    "Device.DHCPv4, NOT_READABLE",
    "Device.DHCPv4.Client, NOT_READABLE",
    "Device.DHCPv4.Client.1, NOT_READABLE",
    "Device.DHCPv4.Client.1.Renew(), NOT_READABLE",
    "Device.DHCPv4.Client.1.Events, NOT_READABLE",
    "Device.DHCPv4.Client.2.Status, UNKNOWN",
    "Device.DHCPv4.Client.0.Status, UNKNOWN",
    "Device.DHCPv4.Client.-1.Status, UNKNOWN",
    "Device.DHCPv4.Client.01.Status, UNKNOWN",
    "Device.DHCPv4.Client.4294967297.Status, UNKNOWN",
    "Device.DHCPv4.Client.[].Status, UNKNOWN",
    "Device.DHCPv4.Client.[nobody].Status, UNKNOWN",
    "Device.DHCPv4.Client.{i}.Status, UNKNOWN",
    "Device.DHCPv4.Client.1.Status., UNKNOWN",
    "Device.DHCPv4.Client.1.Status.X, UNKNOWN",
    "Device.DHCPv4.Client.1.status, UNKNOWN",
    "Device..DHCPv4.Client.1.Status, UNKNOWN",
    "Device.DHCPv4.Client.*.Nothing, UNKNOWN",
    "Device.DHCPv4.Client.*.SentOption.*.Nothing, UNKNOWN",
    "Device.DHCPv4.*.1.Status, WILDCARD",
    "Device.*.Client., WILDCARD",
    "*, WILDCARD",
    "Other.Thing, UNKNOWN",
  })
  void wrongPath_isRefused(String path, Code code) {
    Refusal refusal = refusal(model.get(path));
    assertEquals(code, refusal.code());
    assertEquals(path, refusal.path());
  }

  @Test
  void endlessPath_isRefusedWithoutRepeatingIt() {
    assertTrue(refusal(model.get("Device.".repeat(100_000))).path().length() < 100);
    assertEquals(Code.UNKNOWN, refusal(model.get("a.".repeat(40))).code());
  }

  @Test
  void everyParameter_alwaysHasAValueOfItsType() {
    for (int round = 0; round < 2; round++) {
      for (Leaf leaf : model.get("Device.").orThrow()) {
        Value value = ((Leaf.Parameter) leaf).value();
        String schemaPath = leaf.path().replaceAll("\\.[0-9]+\\.", ".{i}.");
        ParameterSchema parameter =
            Schema.shipped()
                .nodes()
                .filter(node -> node.path().equals(schemaPath))
                .map(ParameterSchema.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(
            value,
            parameter.type().read(leaf.path(), Value.text(value.text())).orThrow(),
            leaf.path());
      }
      fixture.bind(1, lease(60));
    }
  }

  @Test
  void rdkProfile_withoutLease_addressesAreZero() {
    DataModel rdk = fixture.profile(Profile.RDK).open();
    assertEquals("0.0.0.0", text(rdk, CLIENT + "1.IPAddress"));
    assertEquals("", text(rdk, CLIENT + "1.DNSServers"));
  }

  @Test
  void event_isReadableByNameWhileALeaseIsHeld() {
    fixture.bind(1, lease(60));
    model.addRow(CLIENT, "").orThrow();
    assertEquals(List.of(CLIENT + "1.Events"), paths(CLIENT + "*.Events"));
    assertTrue(paths("Device.").stream().noneMatch(path -> path.endsWith("Events")));
  }

  @Test
  void clientOutput_isAnsweredByItsOwnNameOnly() {
    model.addRow(CLIENT, "").orThrow();
    String name = "X_DHCPMGR_ClientOutput";
    assertEquals("printed by v4-2", text(model, CLIENT + "2." + name));
    assertEquals(List.of(CLIENT + "1." + name, CLIENT + "2." + name), paths(CLIENT + "*." + name));
    assertTrue(paths("Device.").stream().noneMatch(path -> path.endsWith(name)));
  }

  @Test
  void extensions_areShownOnce() {
    fixture.extensions = "one: in use";
    assertEquals("one: in use", text(model, "Device.DHCPv4.X_DHCPMGR_Extensions"));
    assertEquals(1, paths("Device.").stream().filter(p -> p.endsWith("_Extensions")).count());
  }

  @Test
  void persistence_isShownOnceForBothFamilies() {
    fixture.persistence = "not stored: 1: No space left on device";
    assertEquals(fixture.persistence, text(model, "Device.DHCPv4.X_DHCPMGR_Persistence"));
    assertEquals(1, paths("Device.").stream().filter(p -> p.endsWith("_Persistence")).count());
  }

  @Test
  void names_byDepth_asRbusCounts() {
    assertEquals(
        List.of(
            "Device.DHCPv4.ClientNumberOfEntries",
            "Device.DHCPv4.X_DHCPMGR_Extensions",
            "Device.DHCPv4.X_DHCPMGR_Persistence",
            "Device.DHCPv4.X_DHCPMGR_LogLevel",
            "Device.DHCPv4.X_DHCPMGR_Start.",
            "Device.DHCPv4.X_DHCPMGR_Health.",
            CLIENT,
            "Device.DHCPv4.Server.",
            "Device.DHCPv4.Relay."),
        names("Device.DHCPv4.", -1));
    assertEquals(List.of(CLIENT + "1."), names(CLIENT, -1));
    assertEquals(List.of(CLIENT), names(CLIENT, 0));
    assertEquals(List.of(CLIENT, CLIENT + "1."), names(CLIENT, 1));
    assertEquals(List.of(CLIENT + "1.Enable"), names(CLIENT + "1.Enable", 0));
    assertEquals(List.of(), names(CLIENT + "1.Enable", -1));
    assertEquals(names("Device.", 64), names("Device.", Integer.MAX_VALUE));
    assertEquals(List.of(), names("Device.", Integer.MIN_VALUE));
    NameEntry row = model.names(CLIENT + "1.", 0).orThrow().get(0);
    assertEquals(Kind.ROW, row.kind());
  }

  private List<String> names(String path, int depth) {
    return model.names(path, depth).orThrow().stream().map(NameEntry::path).toList();
  }

  @Test
  void rows_ofATable() {
    model.addRow(CLIENT, "wan").orThrow();
    assertEquals(
        List.of(new RowRef(1, "cpe-1"), new RowRef(2, "wan")), model.rows(CLIENT).orThrow());
    assertEquals(Code.NO_TABLE, refusal(model.rows(CLIENT + "1.")).code());
  }

  @Test
  void elements_parentsComeBeforeWhatTheyHold() {
    List<String> paths = model.elements().stream().map(NameEntry::path).toList();
    assertEquals("Device.DHCPv4.ClientNumberOfEntries", paths.get(0));
    assertEquals(CLIENT + "{i}.", paths.get(17));
    assertEquals(paths.size(), paths.stream().distinct().filter(Objects::nonNull).count());
    assertTrue(
        paths.indexOf(CLIENT + "{i}.SentOption.{i}.")
            < paths.indexOf(CLIENT + "{i}.SentOption.{i}.Tag"));
  }
}
