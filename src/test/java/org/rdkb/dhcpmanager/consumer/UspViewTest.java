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

  @Test
  void add_thatFailsInItsSecondStep_isTakenBack_andKeysAreUnique() throws BusException {
    int instance = bus.agent.addRow(TABLE, "guest");
    assertNotEquals(BusError.SUCCESS, refusal(() -> bus.agent.addRow(TABLE, "guest")));
    String row = TABLE + instance + ".";
    assertEquals(
        BusError.INVALID_PARAMETER_VALUE,
        refusal(() -> bus.agent.set(List.of(text(row + "Interface", "a b")))));
    bus.agent.deleteRow(row);
    assertEquals(1, bus.agent.rows(TABLE).size());
    assertNotEquals(
        BusError.SUCCESS, refusal(() -> bus.agent.set(List.of(text(row + "Alias", "guest")))));
  }

  @Test
  void operate_isAnswered_andWhatIsNoCommandRefused() throws BusException {
    assertEquals(List.of(), bus.agent.invoke(ROW + "Renew()", BusObject.EMPTY).properties());
    assertEquals(List.of(), bus.agent.invoke(ROW + "Stats.Reset()", BusObject.EMPTY).properties());
    assertNotEquals(
        BusError.SUCCESS, refusal(() -> bus.agent.invoke(ROW + "Dance()", BusObject.EMPTY)));
    assertNotEquals(
        BusError.SUCCESS, refusal(() -> bus.agent.invoke(TABLE + "9.Renew()", BusObject.EMPTY)));
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
