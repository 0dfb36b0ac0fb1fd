package org.rdkb.dhcpmanager.dbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;

/** The interface on a real bus daemon, and what a hostile peer can do to it. */
@Timeout(120)
class DbusIT {
  private static final String ROOT = ProbeProvider.ROOT;
  private static final String TABLE = ProbeProvider.TABLE;

  @TempDir Path folder;
  private PrivateDaemon daemon;
  private Dbus dbus;
  private DbusClient client;
  private final Probe provider = new Probe();

  /** With a method that hangs, as a disk does. */
  private static final class Probe extends ProbeProvider {
    Probe() {
      withGate();
    }
  }

  @BeforeEach
  void start() throws IOException, DBusException {
    daemon = PrivateDaemon.start(folder);
    dbus = Dbus.start(daemon.address(), provider);
    provider.publishTo(dbus::publish);
    client = new DbusClient(daemon.address());
    client.listen();
    awaitServed(client);
  }

  @AfterEach
  void stop() throws IOException {
    provider.openGate();
    client.close();
    dbus.close();
    daemon.close();
  }

  private static void awaitServed(DbusClient by) {
    await().atMost(PrivateDaemon.SOON).until(() -> !(by.call("Rows", "s", TABLE) instanceof Error));
  }

  private static Object[] said(Message error, String name) throws DBusException {
    Error refused = assertInstanceOf(Error.class, error, error::toString);
    assertEquals(name, refused.getName());
    return refused.getParameters();
  }

  private static Variant<?> text(String value) {
    return new Variant<>(value, "s");
  }

  @Test
  void setsAllOrNone_andTheRefusalHasCodeParameterAndReason() throws IOException, DBusException {
    Map<String, Variant<?>> values = new LinkedHashMap<>();
    values.put(ROOT + "Str", text("changed"));
    values.put(ROOT + "ReadOnly", text("x"));
    Object[] said =
        said(client.call("Set", "a{sv}", values), "org.rdkb.DhcpManager1.Error.NotWritable");
    assertArrayEquals(
        new Object[] {
          ROOT + "ReadOnly: is read-only",
          new UInt32(BusError.NOT_WRITABLE.code()),
          ROOT + "ReadOnly",
          "is read-only"
        },
        said);
    assertEquals("hello", client.get(ROOT + "Str"));

    values.remove(ROOT + "ReadOnly");
    values.put(ROOT + "Int", new Variant<>(7, "i"));
    client.value("Set", "a{sv}", values);
    assertEquals("changed", client.get(ROOT + "Str"));
    assertEquals(7, client.get(ROOT + "Int"));
    assertTrue(provider.setBy().get(0).startsWith("dbus:"), provider.setBy()::toString);
    DBusSignal first = client.heard();
    assertEquals("ValueChanged", first.getName());
    assertEquals(ROOT + "Str", first.getParameters()[0]);
    assertEquals(text("changed"), first.getParameters()[1]);
    assertEquals(text("hello"), first.getParameters()[2]);
  }

  @Test
  void rowsComeAndGo_andAreTold() throws IOException, DBusException {
    String row = (String) client.value("AddRow", "ss", TABLE, "first");
    assertEquals(TABLE + "1.", row);
    List<?> rows = (List<?>) client.value("Rows", "s", TABLE);
    assertArrayEquals(new Object[] {new UInt32(1), "first"}, (Object[]) rows.get(0));
    DBusSignal added = client.heard();
    assertEquals("RowAdded", added.getName());
    assertArrayEquals(new Object[] {TABLE, new UInt32(1), "first"}, added.getParameters());
    client.value("DeleteRow", "s", row);
    DBusSignal deleted = client.heard();
    assertEquals("RowDeleted", deleted.getName());
    assertArrayEquals(new Object[] {TABLE, new UInt32(1)}, deleted.getParameters());
    said(client.call("DeleteRow", "s", row), "org.rdkb.DhcpManager1.Error.ElementDoesNotExist");
  }

  @Test
  void methodsAndNames_answerAsTheModelDoes() throws IOException, DBusException {
    Map<?, ?> doubled =
        (Map<?, ?>)
            client.value("Invoke", "sa{sv}", ROOT + "Double()", Map.of("a", new Variant<>(21)));
    assertEquals(new Variant<>(42, "i"), doubled.get("doubled"));
    List<?> names = (List<?>) client.value("Names", "si", ROOT, 1);
    Object[] table =
        names.stream()
            .map(Object[].class::cast)
            .filter(name -> name[0].equals(TABLE))
            .findFirst()
            .orElseThrow();
    assertEquals("table", table[1]);
    assertEquals(List.of("add", "remove"), table[2]);
  }

  /** A DHCP server's words reach the bus; a NUL among them would cost us the connection. */
  @Test
  void eventsKeepTheirOctets_andTextsThatTheBusForbidsDoNotEndIt()
      throws IOException, DBusException {
    BusObject data =
        BusObject.of(
            new BusProperty("MsgType", BusValue.uint32(2)),
            new BusProperty("Said", BusValue.text("a\0b\ud800c")),
            new BusProperty("LeaseInfo", new BusValue.Bytes(Octets.of((byte) 0, (byte) -1))));
    dbus.publish(new BusEvent.General(ROOT + "Event!", data));
    DBusSignal event = client.heard();
    assertEquals("Event", event.getName());
    Map<?, ?> heard = (Map<?, ?>) event.getParameters()[1];
    assertEquals(text("a\ufffdb\ufffdc"), heard.get("Said"));
    assertEquals(new Variant<>(new UInt32(2)), heard.get("MsgType"));
    Variant<?> octets = (Variant<?>) Objects.requireNonNull(heard.get("LeaseInfo"));
    assertEquals("ay", octets.getSig());
    assertEquals(
        new BusValue.Bytes(Octets.of((byte) 0, (byte) -1)),
        DbusValues.given(Map.of("x", octets)).get(0).value());
    assertEquals(42, client.get(ROOT + "Int"));
  }

  @Test
  void introspection_isTheSameOnEveryLevel() throws IOException, DBusException {
    for (String path : List.of("/", "/org", "/org/rdkb", Desk.PATH)) {
      Message answer =
          client.ask(Desk.INTERFACE, path, "org.freedesktop.DBus.Introspectable", "Introspect", "");
      String xml = (String) answer.getParameters()[0];
      assertTrue(
          xml.contains(path.equals(Desk.PATH) ? "\"EventsLost\"" : "<node name="), () -> xml);
    }
    String ping = "org.freedesktop.DBus.Peer";
    assertEquals(0, client.ask(Desk.INTERFACE, Desk.PATH, ping, "Ping", "").getParameters().length);
    said(
        client.ask(Desk.INTERFACE, "/other", Desk.INTERFACE, "Rows", "s", TABLE),
        "org.freedesktop.DBus.Error.UnknownObject");
  }

  @Test
  void wrongTypesNamesAndSizes_areRefused_andItGoesOn() throws IOException, DBusException {
    String invalid = "org.freedesktop.DBus.Error.InvalidArgs";
    String limit = "org.freedesktop.DBus.Error.LimitsExceeded";
    said(client.call("Get", "s", "Device."), invalid);
    said(client.call("Get", ""), invalid);
    said(client.call("Get", "as", (Object) new String[0]), invalid);
    said(client.call("Get", "as", java.util.Collections.nCopies(1025, "Device.")), limit);
    said(client.call("Nothing", ""), "org.freedesktop.DBus.Error.UnknownMethod");
    said(
        client.call("Get", "as", (Object) new String[] {ROOT + "Nope"}),
        "org.rdkb.DhcpManager1.Error.ElementDoesNotExist");
    Variant<?> nested = new Variant<>(new Variant<>(new Variant<>(1, "i"), "v"), "v");
    for (Variant<?> wrong :
        List.of(nested, new Variant<>(new UInt64(0xffff_ffffL, 0xffff_ffffL), "t"))) {
      said(
          client.call("Set", "a{sv}", Map.of(ROOT + "Int", wrong)),
          "org.rdkb.DhcpManager1.Error.InvalidInput");
    }
    said(
        client.call("Set", "a{sv}", Map.of(ROOT + "Str", text("x".repeat(FrameReader.LARGEST)))),
        limit);
    said(
        client.call("Get", "as", (Object) new String[] {"x".repeat(500_000)}),
        "org.rdkb.DhcpManager1.Error.ElementDoesNotExist");
    assertEquals(42, client.get(ROOT + "Int"));
  }
}
