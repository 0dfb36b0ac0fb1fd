package org.rdkb.dhcpmanager.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusValue.Bytes;
import org.rdkb.dhcpmanager.bus.BusValue.DateTime;
import org.rdkb.dhcpmanager.bus.Element.Access;
import org.rdkb.dhcpmanager.bus.Element.Kind;
import org.rdkb.dhcpmanager.core.client.ClientNotice;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.lease.LeaseInfo4;
import org.rdkb.dhcpmanager.tr181.DataModel;
import org.rdkb.dhcpmanager.tr181.Leases;
import org.rdkb.dhcpmanager.tr181.ModelChange;
import org.rdkb.dhcpmanager.tr181.ModelFixture;

class DataModelProviderTest {
  private static final String CLIENT = ModelFixture.CLIENT;
  private static final String ONE = CLIENT + "1.";

  private final ModelFixture fixture = new ModelFixture();
  private final DataModel model = fixture.open();
  private final Provider provider = new DataModelProvider(model, LeaseInfo6.Size.WITH_AFTR);

  private BusValue value(String path) throws BusException {
    return provider.get(path).get(0).value();
  }

  private void set(String path, BusValue value) throws BusException {
    provider.set(List.of(new BusProperty(path, value)), "test");
  }

  private static BusError error(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(BusException.class, call).error();
  }

  @Test
  void get_hasTheWireTypesOfStockConsumers() throws BusException {
    fixture.bind(1, Leases.lease(60));
    assertEquals(BusValue.bool(false), value(ONE + "Enable"));
    assertEquals(BusValue.int32(60), value(ONE + "LeaseTimeRemaining"));
    assertEquals(BusValue.uint32(1), value("Device.DHCPv4.ClientNumberOfEntries"));
    assertEquals(BusValue.text("Enabled"), value(ONE + "Status"));
    assertEquals(BusValue.text("100.64.10.25"), value(ONE + "IPAddress"));
    assertEquals(BusValue.text(""), value(ONE + "ReqOption.1.Value"));
    assertEquals(BusValue.text("0"), value(ONE + "X_DHCPMGR_Restarts"));
    OffsetDateTime expiry = OffsetDateTime.of(2024, 10, 15, 13, 47, 40, 0, ZoneOffset.UTC);
    assertEquals(new DateTime(Optional.of(expiry)), value(ONE + "X_DHCPMGR_LeaseExpires"));
  }

  @Test
  void get_unknownTime_isAllZero() throws BusException {
    assertEquals(new DateTime(Optional.empty()), value(ONE + "X_DHCPMGR_LeaseExpires"));
  }

  @Test
  void set_takesTypedValuesAndTexts() throws BusException {
    set(ONE + "Enable", BusValue.bool(true));
    set(ONE + "Enable", BusValue.text("false"));
    set(ONE + "ReqOption.1.Tag", BusValue.uint32(77));
    set(ONE + "ReqOption.1.Tag", new BusValue.Whole(BusType.INT16, 78));
    set(ONE + "ReqOption.1.Tag", BusValue.text("79"));
    assertEquals(BusValue.uint32(79), value(ONE + "ReqOption.1.Tag"));
  }

  @Test
  void refusals_haveTheCodesOfRbus() {
    assertEquals(BusError.ELEMENT_DOES_NOT_EXIST, error(() -> provider.get(ONE + "Nothing")));
    assertEquals(BusError.INVALID_OPERATION, error(() -> provider.get(ONE + "Renew()")));
    assertEquals(BusError.INVALID_OPERATION, error(() -> provider.get(ONE + "Events")));
    assertEquals(BusError.ACCESS_NOT_ALLOWED, error(() -> provider.get("Device.*.Client.")));
    assertEquals(
        BusError.INVALID_PARAMETER_TYPE, error(() -> set(ONE + "Enable", BusValue.text("x"))));
    assertEquals(
        BusError.INVALID_PARAMETER_TYPE, error(() -> set(ONE + "Enable", BusValue.int32(1))));
    assertEquals(
        BusError.INVALID_PARAMETER_TYPE,
        error(() -> set(ONE + "Enable", new BusValue.Nested(BusObject.EMPTY))));
    assertEquals(
        BusError.INVALID_PARAMETER_VALUE, error(() -> set(ONE + "Alias", BusValue.text("1"))));
    assertEquals(BusError.NOT_WRITABLE, error(() -> set(ONE + "Status", BusValue.text("Enabled"))));
    assertEquals(BusError.INVALID_OPERATION, error(() -> provider.deleteRow(ONE)));
    assertEquals(BusError.ELEMENT_DOES_NOT_EXIST, error(() -> provider.deleteRow(CLIENT + "2.")));
  }

  /** A rule over several parameters may hold once the others are set too. */
  @Test
  void checkAlone_refusesWhatNoOtherParameterCouldPutRight() throws BusException {
    set(ONE + "Interface", BusValue.text("eth0"));
    String two = CLIENT + provider.addRow(CLIENT, "") + ".";
    BusProperty taken = new BusProperty(two + "Interface", BusValue.text("eth0"));
    assertEquals(
        BusError.INVALID_PARAMETER_VALUE, error(() -> provider.set(List.of(taken), "test")));
    provider.checkAlone(taken);
    BusProperty wrong = new BusProperty(ONE + "Alias", BusValue.text("1"));
    BusException refused = assertThrows(BusException.class, () -> provider.checkAlone(wrong));
    assertEquals(BusError.INVALID_PARAMETER_VALUE, refused.error());
    assertEquals(ONE + "Alias", refused.element());
    assertEquals(
        BusError.NOT_WRITABLE,
        error(
            () -> provider.checkAlone(new BusProperty(ONE + "Status", BusValue.text("Enabled")))));
  }

  @Test
  void elements_tablesCarryPlaceholders() {
    List<Element> elements = provider.elements();
    assertTrue(
        elements.contains(
            new Element(
                CLIENT + "{i}.",
                Kind.TABLE,
                Set.of(Access.ADD_ROW, Access.REMOVE_ROW, Access.SUBSCRIBE))));
    assertTrue(
        elements.contains(
            new Element(
                CLIENT + "{i}.Events", Kind.PROPERTY, Set.of(Access.GET, Access.SUBSCRIBE))));
    assertTrue(
        elements.contains(
            new Element(CLIENT + "{i}.Release()", Kind.METHOD, Set.of(Access.INVOKE))));
    assertTrue(
        elements.contains(
            new Element(CLIENT + "{i}.LeaseTimeRemaining", Kind.PROPERTY, Set.of(Access.GET))));
    assertTrue(elements.stream().noneMatch(element -> element.kind() == Kind.OBJECT));
  }

  @Test
  void names_rowsAreObjectsThatReadAndWrite() throws BusException {
    assertEquals(
        List.of(new Element(ONE, Kind.OBJECT, Set.of(Access.GET, Access.SET))),
        provider.names(CLIENT, -1));
  }

  @Test
  void events_readAsTheLeaseHeld() throws BusException {
    fixture.bind(1, Leases.lease(60));
    BusObject data = ((BusValue.Nested) value(ONE + "Events")).object();
    assertEquals(
        List.of(
            new BusProperty("IfName", BusValue.text("erouter0")),
            new BusProperty("MsgType", BusValue.uint32(3)),
            new BusProperty(
                "LeaseInfo", new Bytes(LeaseInfo4.encode("erouter0", Leases.lease(60))))),
        data.properties());
  }

  @Test
  void general_hasLeaseInfoWithLeaseUpdateOnly() {
    RowId row = new RowId(Family.V4, 3);
    for (ClientNotice.Kind kind : ClientNotice.Kind.values()) {
      BusEvent.General event =
          ClientEvents.general(
              row,
              new ClientNotice(kind, "erouter0", Optional.of(Leases.lease(60))),
              LeaseInfo6.Size.WITH_AFTR);
      assertEquals(CLIENT + "3.Events", event.element());
      assertEquals(BusValue.uint32(kind.messageType()), event.data().properties().get(1).value());
      assertEquals(
          kind == ClientNotice.Kind.LEASE_UPDATE,
          event.data().value("LeaseInfo").isPresent(),
          kind.name());
    }
  }

  @Test
  void modelChanges_becomeEvents() throws BusException {
    List<BusEvent> events = new ArrayList<>();
    int row = provider.addRow(CLIENT, "wan");
    set(CLIENT + row + ".Enable", BusValue.bool(true));
    provider.deleteRow(CLIENT + row + ".");
    java.util.function.Consumer<ModelChange> toBus = ClientEvents.to("self", events::add);
    fixture.changes.forEach(toBus);
    String count = "Device.DHCPv4.ClientNumberOfEntries";
    assertEquals(
        List.of(
            new BusEvent.ValueChanged(count, BusValue.uint32(2), BusValue.uint32(1), "self"),
            new BusEvent.RowAdded(CLIENT, 2, "wan"),
            new BusEvent.ValueChanged(
                CLIENT + "2.Enable", BusValue.bool(true), BusValue.bool(false), "test"),
            new BusEvent.ValueChanged(count, BusValue.uint32(1), BusValue.uint32(2), "self"),
            new BusEvent.RowDeleted(CLIENT, 2)),
        events);
  }
}
