package org.rdkb.dhcpmanager.consumer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.consumer.AgentBus.ROW;
import static org.rdkb.dhcpmanager.consumer.AgentBus.TABLE;
import static org.rdkb.dhcpmanager.consumer.AgentBus.refusal;
import static org.rdkb.dhcpmanager.consumer.AgentBus.text;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;

/** What a controller does through a USP agent on the bus (TR-369). */
class UspViewTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private AgentBus bus;

  @BeforeEach
  void open() throws IOException, BusException {
    bus = new AgentBus(folder);
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void component_isFoundByItsName_whichHasADot() throws BusException {
    assertTrue(bus.agent.components().contains(AgentBus.COMPONENT));
    assertTrue(AgentBus.COMPONENT.contains("."), "USP agents skip names without one");
  }

  @Test
  void getSupportedDm_knowsTablesCommandsAndEvents() throws BusException {
    List<Element> all = bus.agent.names("Device.DHCPv4.", 64);
    assertEquals(Element.Kind.TABLE, kind(all, TABLE));
    assertEquals(Element.Kind.METHOD, kind(all, ROW + "Renew()"));
    assertEquals(Element.Kind.METHOD, kind(all, ROW + "X_DHCPMGR_Diagnose()"));
    assertEquals(Element.Kind.PROPERTY, kind(all, ROW + "Status"));
    assertTrue(element(all, ROW + "Events").access().contains(Element.Access.SUBSCRIBE));
  }

  private static Element.Kind kind(List<Element> all, String name) {
    return element(all, name).kind();
  }

  private static Element element(List<Element> all, String name) {
    return all.stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void get_byWildcardAndByUniqueKey_findsTheSame() throws BusException {
    List<BusProperty> every = bus.agent.get(List.of(TABLE + "*.Status"));
    assertEquals(1, every.size());
    assertEquals(
        every.get(0).value(), bus.agent.get(List.of(TABLE + "[cpe-1].Status")).get(0).value());
  }

  /**
   * Add with initial values, as an agent makes it of single steps: what it cannot set goes again.
   */
  private BusError add(String alias, BusProperty... values) throws BusException {
    int instance;
    try {
      instance = bus.agent.addRow(TABLE, alias);
    } catch (BusException refused) {
      return refused.error();
    }
    String row = TABLE + instance + ".";
    List<BusProperty> named =
        List.of(values).stream().map(v -> new BusProperty(row + v.name(), v.value())).toList();
    BusError refusal = named.isEmpty() ? BusError.SUCCESS : refusal(() -> bus.agent.set(named));
    if (refusal != BusError.SUCCESS) {
      bus.agent.deleteRow(row);
    }
    return refusal;
  }

  @Test
  void add_withAWrongValue_leavesNoRow_withGoodOnesARowThatHasThem() throws BusException {
    assertEquals(
        BusError.INVALID_PARAMETER_VALUE,
        add("guest", text("X_CISCO_COM_BootFileName", "boot"), text("Interface", "a b")));
    assertEquals(1, bus.agent.rows(TABLE).size());
    assertEquals(BusError.SUCCESS, add("guest", text("Interface", "wan7")));
    assertEquals(
        BusValue.text("wan7"), bus.agent.get(List.of(TABLE + "[guest].Interface")).get(0).value());
    assertEquals(2, bus.agent.get(List.of(TABLE + "*.Status")).size());
  }

  @Test
  void uniqueKey_isRefusedWhenDoubled_byAddAndBySet() throws BusException {
    assertEquals(BusError.SUCCESS, add("guest"));
    assertEquals(BusError.INVALID_PARAMETER_VALUE, add("guest"));
    assertEquals(
        BusError.INVALID_PARAMETER_VALUE,
        refusal(() -> bus.agent.set(List.of(text(ROW + "Alias", "guest")))));
    assertEquals(BusValue.text("cpe-1"), bus.agent.get(List.of(ROW + "Alias")).get(0).value());
  }

  @Test
  void lastRow_cannotBeDeleted() {
    assertEquals(BusError.INVALID_OPERATION, refusal(() -> bus.agent.deleteRow(ROW)));
  }

  @Test
  void operate_isAnswered_andWhatIsNoCommandRefused() throws BusException {
    assertEquals(List.of(), bus.agent.invoke(ROW + "Renew()", BusObject.EMPTY).properties());
    assertEquals(List.of(), bus.agent.invoke(ROW + "Stats.Reset()", BusObject.EMPTY).properties());
    assertNotEquals(
        BusError.SUCCESS, refusal(() -> bus.agent.invoke(ROW + "Dance()", BusObject.EMPTY)));
    assertNotEquals(
        BusError.SUCCESS, refusal(() -> bus.agent.invoke(TABLE + "9.Renew()", BusObject.EMPTY)));
    assertEquals(List.of(), bus.agent.invoke(ROW + "Release()", BusObject.EMPTY).properties());
    bus.agent.set(List.of(new BusProperty(ROW + "Enable", BusValue.bool(false))));
    assertEquals(
        BusError.INVALID_PARAMETER_VALUE,
        refusal(() -> bus.agent.invoke(ROW + "Renew()", BusObject.EMPTY)),
        "a disabled row has nothing to renew");
  }

  @Test
  void subscriptions_tellOfValuesObjectsMadeAndObjectsGone() throws BusException {
    List<ReceivedEvent> rows = new CopyOnWriteArrayList<>();
    List<ReceivedEvent> values = new CopyOnWriteArrayList<>();
    bus.agent.subscribe(new SubscribeRequest(TABLE, false), rows::add);
    bus.agent.subscribe(new SubscribeRequest(ROW + "Alias", true), values::add);
    int instance = bus.agent.addRow(TABLE, "guest");
    bus.agent.deleteRow(TABLE + instance + ".");
    bus.agent.set(List.of(text(ROW + "Alias", "uplink")));
    await().atMost(SOON).until(() -> rows.size() >= 2 && values.size() >= 2);
    assertEquals(
        List.of(ReceivedEvent.Type.OBJECT_CREATED, ReceivedEvent.Type.OBJECT_DELETED),
        rows.stream().map(ReceivedEvent::type).toList());
    assertEquals(
        List.of(ReceivedEvent.Type.INITIAL_VALUE, ReceivedEvent.Type.VALUE_CHANGED),
        values.stream().map(ReceivedEvent::type).toList());
    assertEquals(BusValue.text("uplink"), bus.agent.get(List.of(ROW + "Alias")).get(0).value());
  }
}
