package org.rdkb.dhcpmanager.consumer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;

/** What an ACS does through a TR-069 agent on the bus, with the faults of TR-069 A.5. */
class Tr069ViewTest {
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

  /** The fault that an agent makes of a refusal. */
  private static int fault(BusError error) {
    return switch (error) {
      case SUCCESS -> 0;
      case ELEMENT_DOES_NOT_EXIST, DESTINATION_NOT_FOUND -> 9005;
      case INVALID_PARAMETER_TYPE -> 9006;
      case INVALID_PARAMETER_VALUE, INVALID_INPUT -> 9007;
      case NOT_WRITABLE, ACCESS_NOT_ALLOWED -> 9008;
      case OUT_OF_RESOURCES -> 9004;
      default -> 9002;
    };
  }

  private int setFault(BusProperty... values) {
    return fault(refusal(() -> bus.agent.set(List.of(values))));
  }

  @Test
  void getParameterNames_ofTheNextLevel_andOfAll_sayWhatCanBeWritten() throws BusException {
    List<Element> next = bus.agent.names(ROW, -1);
    assertTrue(next.stream().anyMatch(e -> e.name().equals(ROW + "SentOption.")));
    assertTrue(next.stream().noneMatch(e -> e.name().startsWith(ROW + "SentOption.1")));
    List<Element> all = bus.agent.names(ROW, 64);
    assertTrue(all.stream().allMatch(e -> e.name().startsWith(ROW)));
    assertTrue(writable(all, "Enable") && writable(all, "SentOption.1.Value"));
    assertTrue(!writable(all, "Status") && !writable(all, "Stats.ACK"));
  }

  private static boolean writable(List<Element> all, String name) {
    Element element =
        all.stream().filter(e -> e.name().equals(ROW + name)).findFirst().orElseThrow();
    return element.access().contains(Element.Access.SET);
  }

  @Test
  void getParameterValues_areTypedAsDeclared() throws BusException {
    List<BusProperty> values =
        bus.agent.get(List.of(ROW + "Enable", ROW + "LeaseTimeRemaining", ROW + "IPAddress"));
    assertEquals(BusValue.bool(true), values.get(0).value());
    assertEquals(BusValue.int32(3600), values.get(1).value());
    assertEquals(BusType.STRING, values.get(2).value().type());
    assertEquals(
        9005, fault(refusal(() -> bus.agent.get(List.of("Device.DHCPv4.Client.1.Nothing")))));
  }

  @Test
  void setParameterValues_isAllOrNothing_andNamesTheFault() throws BusException {
    List<BusProperty> before = bus.agent.get(List.of(ROW));
    BusProperty good = text(ROW + "Alias", "wan");
    assertEquals(9007, setFault(good, text(ROW + "SentOption.1.Value", "0g")));
    assertEquals(9006, setFault(good, text(ROW + "Enable", "perhaps")));
    assertEquals(9008, setFault(good, text(ROW + "Status", "Enabled")));
    assertEquals(9005, setFault(good, text(TABLE + "9.Alias", "other")));
    assertEquals(before, bus.agent.get(List.of(ROW)));
    assertEquals(0, setFault(good, text(ROW + "SentOption.1.Alias", "class")));
    assertEquals(BusValue.text("wan"), bus.agent.get(List.of(ROW + "Alias")).get(0).value());
  }

  @Test
  void addObject_givesTheNextInstance_deleteObject_takesIt_andRulesHold() throws BusException {
    int instance = bus.agent.addRow(TABLE, "");
    assertEquals(2, instance);
    assertEquals(BusValue.bool(false), bus.agent.get(List.of(TABLE + "2.Enable")).get(0).value());
    bus.agent.deleteRow(TABLE + "2.");
    assertEquals(3, bus.agent.addRow(TABLE, ""), "a number is not given twice");
    assertEquals(9005, fault(refusal(() -> bus.agent.deleteRow(TABLE + "9."))));
    assertEquals(9005, fault(refusal(() -> bus.agent.addRow("Device.DHCPv4.Nothing.", ""))));
    assertEquals(9007, fault(refusal(() -> bus.agent.addRow(TABLE, "cpe-1"))), "a doubled Alias");
  }

  @Test
  void valueChange_isActiveNotification() throws BusException {
    List<ReceivedEvent> heard = new CopyOnWriteArrayList<>();
    bus.agent.subscribe(new SubscribeRequest(ROW + "Alias", false), heard::add);
    bus.agent.set(List.of(text(ROW + "Alias", "uplink")));
    await().atMost(SOON).until(() -> !heard.isEmpty());
    assertEquals(ReceivedEvent.Type.VALUE_CHANGED, heard.get(0).type());
    assertEquals(ROW + "Alias", heard.get(0).element());
  }
}
