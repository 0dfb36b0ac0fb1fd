package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.refusal;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ClientEvents;
import org.rdkb.dhcpmanager.core.client.Bound;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientFigures;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.ClientTroubles;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.HeldLease;
import org.rdkb.dhcpmanager.core.client.LeasePhase;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.Standing;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.softwire.SoftwireLeases;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;

/** A lease's softwire in the data model: there with the lease, gone with it. */
class SoftwireReadingTest {
  private static final String CLIENT = "Device.DHCPv6.Client.";
  private static final String MAP = CLIENT + "1.X_RDKCENTRAL-COM_RcvOption.";
  private static final String DOMAIN = "Device.MAP.Domain.";
  private static final String PREFIX = "2001:db8:12:3400::/56";

  private final ModelFixture fixture = new ModelFixture();
  private final DataModel model = fixture.open();

  private static RowSnapshot bound(int instance, Lease6 lease) {
    RowId row = new RowId(Family.V6, instance);
    Standing standing =
        new Standing(
            row,
            new ClientConfiguration(true, "erouter0", "", List.of(), List.of()),
            LinkState.READY,
            Optional.of(HeldLease.granted("erouter0", lease, ModelFixture.START)),
            0,
            false,
            Optional.empty());
    Bound state =
        new Bound(
            standing, new ClientProcess(4711, 1), standing.configuration(), LeasePhase.BOUND, "");
    return new RowSnapshot(
        row, state, "", 0, Optional.empty(), -1, ClientTroubles.NONE, ClientFigures.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "MapTransportMode, MAPT, NONE",
    "MapBRPrefix, 2001:db8:ffff::/64, ''",
    "MapRuleIPv4Prefix, 192.0.2.0/24, ''",
    "MapRuleIPv6Prefix, 2001:db8::/40, ''",
    "MapEALen, 16, 0",
    "MapPSIDOffset, 6, 0",
    "MapPSIDLen, 8, 0",
    "MapPSID, 52, 0",
    "MapIsFMR, true, false",
    "MapIpv4Address, 192.0.2.18, ''",
    "MapRatio, 256, 0",
  })
  void rcvOption_isTheRule_andClearedWithoutOne(String name, String with, String without) {
    assertEquals(without, text(model, MAP + name));
    fixture.show(bound(1, SoftwireLeases.lease(PREFIX, "95", SoftwireLeases.MAP_T)));
    assertEquals(with, text(model, MAP + name));
    fixture.show(bound(1, SoftwireLeases.lease(PREFIX)));
    assertEquals(without, text(model, MAP + name));
  }

  @Test
  void mapE_hasItsRelayAsHost() {
    fixture.show(bound(1, SoftwireLeases.lease(PREFIX, "94", SoftwireLeases.MAP_E)));
    assertEquals("MAPE", text(model, MAP + "MapTransportMode"));
    assertEquals("2001:db8:ffff::1/128", text(model, MAP + "MapBRPrefix"));
    assertEquals("Encapsulation", text(model, DOMAIN + "1.TransportMode"));
    assertEquals("2001:db8:ffff::1/128", text(model, DOMAIN + "1.BRIPv6Prefix"));
  }

  @Test
  void domain_hasTheNumberOfItsClient_andItsRules() {
    assertEquals("0", text(model, "Device.MAP.DomainNumberOfEntries"));
    assertEquals(List.of(), model.get(DOMAIN).orThrow());
    model.addRow(CLIENT, "").orThrow();
    String rules = "0059000d011018c63364002820010db900" + SoftwireLeases.MAP_T;
    fixture.show(bound(2, SoftwireLeases.lease(PREFIX, "95", rules)));
    assertEquals("1", text(model, "Device.MAP.DomainNumberOfEntries"));
    assertEquals(List.of(2), model.rows(DOMAIN).orThrow().stream().map(RowRef::instance).toList());
    assertEquals(Code.UNKNOWN, refusal(model.get(DOMAIN + "1.Status")).code());
    String values =
        "Enable=true Status=Enabled Alias=cpe-2 TransportMode=Translation WANInterface=erouter0"
            + " IPv6Prefix=2001:db8:12:3400::/56 BRIPv6Prefix=2001:db8:ffff::/64 PSIDOffset=6"
            + " PSIDLength=8 PSID=52 IncludeSystemPorts=false RuleNumberOfEntries=2"
            + " X_DHCPMGR_Mechanism=MAP-T X_DHCPMGR_IPv4Address=192.0.2.18/32"
            + " X_DHCPMGR_IPv6Address=2001:db8:12:3400:0:c000:212:34"
            + " Rule.1.IPv4Prefix=198.51.100.0/24 Rule.2.Enable=true Rule.2.Status=Enabled"
            + " Rule.2.Alias=cpe-2 Rule.2.Origin=DHCPv6 Rule.2.IPv6Prefix=2001:db8::/40"
            + " Rule.2.IPv4Prefix=192.0.2.0/24 Rule.2.EABitsLength=16 Rule.2.IsFMR=true"
            + " Rule.2.PSIDOffset=6 Rule.2.PSIDLength=8 Rule.2.PSID=0"
            + " Rule.2.IncludeSystemPorts=false";
    for (String value : values.split(" ", -1)) {
      String[] pair = value.split("=", -1);
      assertEquals(pair[1], text(model, DOMAIN + "2." + pair[0]), pair[0]);
    }
    assertEquals(16 - 1 + 2 * 12, model.get(DOMAIN + "*.").orThrow().size());
    fixture.show(bound(2, SoftwireLeases.lease(PREFIX)));
    assertEquals("0", text(model, "Device.MAP.DomainNumberOfEntries"));
  }

  @Test
  void lightweight_isADomainWithOneRule_andNoMapForRdkB() {
    fixture.show(bound(1, SoftwireLeases.lease(PREFIX, "96", SoftwireLeases.LW)));
    assertEquals("NONE", text(model, MAP + "MapTransportMode"));
    assertEquals("LW4o6", text(model, DOMAIN + "1.X_DHCPMGR_Mechanism"));
    assertEquals("192.0.2.18/32", text(model, DOMAIN + "1.Rule.1.IPv4Prefix"));
    assertEquals("52", text(model, DOMAIN + "1.PSID"));
    assertEquals("1", text(model, DOMAIN + "1.RuleNumberOfEntries"));
  }

  @Test
  void refusals_areCounted() {
    fixture.show(bound(1, SoftwireLeases.lease(PREFIX)));
    assertEquals("18446744073709551615", text(model, CLIENT + "1.X_DHCPMGR_SoftwireRefusals"));
  }

  @Test
  void newSoftwire_isAnnouncedParameterByParameter() {
    RowSnapshot before = bound(1, SoftwireLeases.lease(PREFIX));
    RowSnapshot after = bound(1, SoftwireLeases.lease(PREFIX, "95", SoftwireLeases.MAP_T));
    fixture.show(after);
    List<String> changed =
        new LiveChanges(model)
            .between(before, after).stream().map(ModelChange.ValueChanged::path).toList();
    assertTrue(changed.contains(MAP + "MapTransportMode"), changed.toString());
    assertTrue(changed.contains(DOMAIN + "1.Rule.1.EABitsLength"), changed.toString());
  }

  @Test
  void firstSoftwire_isToldToTheBus_withFormerValuesOfTheirTypes() {
    RowSnapshot before = bound(1, SoftwireLeases.lease(PREFIX));
    RowSnapshot after = bound(1, SoftwireLeases.lease(PREFIX, "95", SoftwireLeases.MAP_T));
    fixture.show(after);
    List<BusEvent> told = new ArrayList<>();
    new LiveChanges(model).between(before, after).forEach(ClientEvents.to("test", told::add));
    assertTrue(
        told.stream()
            .anyMatch(
                event ->
                    event instanceof BusEvent.ValueChanged changed
                        && changed.element().equals(DOMAIN + "1.PSIDLength")
                        && changed.oldValue() instanceof BusValue.Whole old
                        && old.value() == 0),
        told.toString());
  }

  @Test
  void rows_cannotBeMadeOrDeleted() {
    fixture.show(bound(1, SoftwireLeases.lease(PREFIX, "95", SoftwireLeases.MAP_T)));
    assertEquals(Code.NOT_WRITABLE, refusal(model.addRow(DOMAIN, "")).code());
    assertEquals(Code.NOT_WRITABLE, refusal(model.deleteRow(DOMAIN + "1.")).code());
  }
}
