package org.rdkb.dhcpmanager.dbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;

/** More than there is room for, peers that do not read, and a bus that goes away. */
@Timeout(120)
class DbusLoadIT {
  private static final String ROOT = ProbeProvider.ROOT;

  @TempDir Path folder;

  /** With a method that hangs, as a disk does. */
  private static final class Hanging extends ProbeProvider {
    Hanging() {
      withGate();
    }
  }

  private static void awaitServed(DbusClient by) {
    await()
        .atMost(PrivateDaemon.SOON)
        .until(() -> !(by.call("Rows", "s", ProbeProvider.TABLE) instanceof Error));
  }

  /** What a listener was not told it is told that it missed; who does not read holds up nobody. */
  @Test
  void flood_reachesWhoListens_orIsCounted_besideAListenerThatReadsNothing() throws Exception {
    int published = 40_000;
    try (PrivateDaemon daemon = PrivateDaemon.start(folder);
        Dbus dbus = Dbus.start(daemon.address(), new ProbeProvider());
        DbusClient deaf = new DbusClient(daemon.address());
        DbusClient attentive = new DbusClient(daemon.address())) {
      awaitServed(attentive);
      deaf.listen();
      attentive.listen();
      CompletableFuture<Void> flood =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < published; i++) {
                  dbus.publish(
                      new BusEvent.ValueChanged(
                          ROOT + "Int", BusValue.int32(i), BusValue.int32(i - 1), "test"));
                }
              });
      long told = 0;
      long missed = 0;
      while (told + missed < published) {
        DBusSignal signal = attentive.heard();
        if (signal.getName().equals("EventsLost")) {
          missed += ((Number) signal.getParameters()[0]).longValue();
        } else {
          told++;
        }
      }
      flood.join();
      assertEquals(published, told + missed);
      assertTrue(told >= Outbox.MOST, "told " + told);
      assertEquals(42, attentive.get(ROOT + "Int"));
    }
  }

  @Test
  void callsThatWaitForTheDisk_areBounded_andGetsGoOn() throws Exception {
    Hanging provider = new Hanging();
    try (PrivateDaemon daemon = PrivateDaemon.start(folder);
        Dbus dbus = Dbus.start(daemon.address(), provider);
        DbusClient impatient = new DbusClient(daemon.address());
        DbusClient other = new DbusClient(daemon.address())) {
      awaitServed(other);
      int calls = 100;
      for (int i = 0; i < calls; i++) {
        impatient.send(
            Desk.INTERFACE,
            Desk.PATH,
            Desk.INTERFACE,
            "Invoke",
            "sa{sv}",
            ROOT + "Wait()",
            Map.of());
      }
      int most = calls - 65; // one is at work, 64 wait
      for (int refused = 0; refused < most; refused++) {
        assertEquals("org.freedesktop.DBus.Error.LimitsExceeded", answer(impatient).getName());
      }
      assertEquals(42, other.get(ROOT + "Int"));
      provider.openGate();
      int answered = 0;
      for (int i = 0; i < 65; i++) {
        answered += answer(impatient) instanceof Error ? 0 : 1;
      }
      assertTrue(answered >= 64, "answered " + answered);
      dbus.publish(new BusEvent.RowDeleted(ProbeProvider.TABLE, 1));
    }
  }

  private static Message answer(DbusClient client) throws Exception {
    Message came = client.line.read().message();
    while (came instanceof DBusSignal) {
      came = client.line.read().message();
    }
    return came;
  }

  /** An answer that no bus would carry, and one that nobody could take, is an error instead. */
  @Test
  void answerTooLarge_isRefused() throws Exception {
    ProbeProvider provider = new ProbeProvider();
    provider.put("Str", BusValue.text("x".repeat(Outbox.LARGEST_ANSWER)));
    try (PrivateDaemon daemon = PrivateDaemon.start(folder);
        Dbus dbus = Dbus.start(daemon.address(), provider);
        DbusClient client = new DbusClient(daemon.address())) {
      awaitServed(client);
      Message answer = client.call("Get", "as", List.of(ROOT + "Str"));
      assertEquals("org.freedesktop.DBus.Error.LimitsExceeded", answer.getName());
      assertEquals(42, client.get(ROOT + "Int"));
      dbus.publish(new BusEvent.RowDeleted(ProbeProvider.TABLE, 1));
    }
  }

  @Test
  void busThatGoes_isFoundAgain_andTheNameIsTakenWhenItIsFree() throws Exception {
    ProbeProvider heir = new ProbeProvider();
    heir.put("Int", BusValue.int32(7));
    try (PrivateDaemon daemon = PrivateDaemon.start(folder);
        Dbus first = Dbus.start(daemon.address(), new ProbeProvider())) {
      try (DbusClient client = new DbusClient(daemon.address())) {
        awaitServed(client);
      }
      daemon.kill();
      daemon.start();
      try (DbusClient client = new DbusClient(daemon.address());
          Dbus second = Dbus.start(daemon.address(), heir)) {
        awaitServed(client);
        Object of = client.get(ROOT + "Int");
        assertTrue(of.equals(42) || of.equals(7), of::toString);
        (of.equals(42) ? first : second).close();
        Object other = of.equals(42) ? 7 : 42;
        await().atMost(PrivateDaemon.SOON).until(() -> other.equals(seen(client)));
      }
    }
  }

  private static Object seen(DbusClient client) throws IOException, DBusException {
    Message answer = client.call("Get", "as", List.of(ROOT + "Int"));
    return answer instanceof Error ? "nobody" : client.get(ROOT + "Int");
  }
}
