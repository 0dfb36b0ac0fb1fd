package org.rdkb.dhcpmanager.rbus.contract;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.rbus.contract.World.ROOT;
import static org.rdkb.dhcpmanager.rbus.contract.World.TABLE;
import static org.rdkb.dhcpmanager.rbus.contract.World.refused;
import static org.rdkb.dhcpmanager.rbus.contract.World.refusedWith;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.RowName;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;
import org.rdkb.dhcpmanager.rbus.RefusingProvider;

/** Peers and brokers that go, and come back. */
final class LossContract {
  private static final boolean FULL = Boolean.getBoolean("test.full");

  /** Longer than any pause between two tries to come back. */
  private static final Duration AWAY = Duration.ofSeconds(FULL ? 30 : 6);

  /** What is promised; a machine that does other things beside may take longer. */
  private static final Duration BACK_WITHIN = Duration.ofSeconds(FULL ? 2 : 5);

  private LossContract() {}

  static List<Case> cases() {
    Case.Group group = new Case.Group("loss");
    closing(group);
    providers(group);
    broker(group);
    return group.cases();
  }

  private static void closing(Case.Group group) {
    group.add(
        "of a consumer closed twice harms nobody",
        world -> {
          BusConsumer peer = world.bus.consumer("closedTwice");
          assertEquals(1, peer.get(List.of(ROOT + "Int")).size());
          peer.close();
          peer.close();
          assertEquals(BusValue.int32(42), world.get("Int"));
        });
    group.add(
        "of a closed consumer refuses its calls",
        world -> {
          BusConsumer peer = world.bus.consumer("closed");
          peer.close();
          refused(() -> peer.get(List.of(ROOT + "Int")));
          refused(() -> peer.set(List.of(new BusProperty(ROOT + "Int", BusValue.int32(1)))));
          refused(() -> peer.invoke(ROOT + "Echo()", BusObject.EMPTY));
          refused(() -> peer.rows(TABLE));
          refused(() -> peer.addRow(TABLE, ""));
          refused(() -> peer.subscribe(new SubscribeRequest(ROOT + "Int", false), e -> {}));
        });
    group.add(
        "of a consumer with subscriptions leaves the others theirs",
        world -> {
          Heard stays = world.listen(ROOT + "Event!");
          BusConsumer peer = world.bus.consumer("leaves");
          peer.subscribe(new SubscribeRequest(ROOT + "Event!", false), event -> {});
          peer.close();
          world.owner.publish(new BusEvent.General(ROOT + "Event!", BusObject.EMPTY));
          stays.one();
        });
    group.add(
        "of ten consumers in turn leaves room for the next",
        world -> {
          for (int i = 0; i < 20; i++) {
            try (BusConsumer peer = world.bus.consumer("turn")) {
              assertEquals(1, peer.get(List.of(ROOT + "Int")).size());
            }
          }
        });
  }

  private static void providers(Case.Group group) {
    group.add(
        "of a provider takes its elements along, and the next may have them",
        world -> {
          for (int i = 0; i < 3; i++) {
            try (Bus second = world.bus.provider("second", new RefusingProvider())) {
              assertEquals(1, world.consumer.get(List.of(RefusingProvider.NAME)).size());
              assertTrue(second != null);
            }
            refusedWith(
                BusError.DESTINATION_NOT_FOUND,
                () -> world.consumer.get(List.of(RefusingProvider.NAME)));
          }
        });
    group.add(
        "of nothing: a second provider of the same name is refused",
        world -> {
          BusException taken =
              refused(() -> world.bus.provider("thief", new ContractProvider()).close());
          assertEquals(BusError.ELEMENT_NAME_DUPLICATE, taken.error());
          assertEquals(BusValue.int32(42), world.get("Int"));
        });
    group.add(
        "of a set over two providers, where one refuses, changes neither",
        world -> {
          world.needs(ContractBus.Trait.TWO_PROVIDERS);
          world.until(world.bus.provider("second", new RefusingProvider()));
          BusException refused =
              refused(
                  () ->
                      world.consumer.set(
                          List.of(
                              new BusProperty(ROOT + "Int", BusValue.int32(1)),
                              new BusProperty(RefusingProvider.NAME, BusValue.int32(2)))));
          assertEquals(RefusingProvider.NAME, refused.element());
          assertEquals(BusValue.int32(42), world.get("Int"));
        });
    group.add(
        "of nothing: a get over two providers gives both",
        world -> {
          world.until(world.bus.provider("second", new RefusingProvider()));
          List<String> names = List.of(RefusingProvider.NAME, ROOT + "Int");
          assertEquals(names, GetContract.names(world.consumer.get(names)));
          assertTrue(GetContract.names(world.consumer.get(List.of("Device."))).containsAll(names));
        });
    group.add("of a provider in the middle of a call is told at once", LossContract::providerMid);
  }

  private static void providerMid(World world) throws Exception {
    world.needs(ContractBus.Trait.FAILS_AT_ONCE);
    ContractProvider other =
        new ContractProvider() {
          @Override
          public List<org.rdkb.dhcpmanager.bus.Element> elements() {
            return List.of(
                new org.rdkb.dhcpmanager.bus.Element(
                    "Device.Dying.Wait()",
                    org.rdkb.dhcpmanager.bus.Element.Kind.METHOD,
                    java.util.Set.of(org.rdkb.dhcpmanager.bus.Element.Access.INVOKE)));
          }

          @Override
          public BusObject invoke(String method, BusObject arguments) throws BusException {
            return super.invoke(ROOT + "Wait()", arguments);
          }
        };
    Bus dying = world.bus.provider("dying", other);
    CompletableFuture<Boolean> call =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                world.consumer.invoke("Device.Dying.Wait()", BusObject.EMPTY);
                return true;
              } catch (BusException failed) {
                return false;
              }
            });
    World.soon(() -> other.waiting() == 1);
    dying.close();
    other.openGate();
    assertEquals(false, call.get(5, TimeUnit.SECONDS));
    assertEquals(BusValue.int32(42), world.get("Int"));
  }

  private static void broker(Case.Group group) {
    group.add(
        "of the broker fails calls, and its return brings everything back",
        world -> {
          int row = world.row("kept");
          Heard heard = world.listen(ROOT + "Event!");
          Heard changes = world.listen(ROOT + "Int");
          world.bus.stopBroker();
          CompletableFuture<Boolean> meanwhile = MethodContract.onItsOwn(() -> answers(world));
          if (world.bus.has(ContractBus.Trait.FAILS_AT_ONCE)) {
            assertEquals(false, meanwhile.get(20, TimeUnit.SECONDS));
          }
          world.bus.startBroker();
          // A call that librbus had begun when the broker went may last until there is one again.
          assertTrue(meanwhile.get(60, TimeUnit.SECONDS) != null);
          World.soon(() -> answers(world));
          // Through librbus rows follow the elements.
          World.soon(() -> world.consumer.rows(TABLE).equals(List.of(new RowName(row, "kept"))));
          assertEquals(1, world.consumer.get(List.of(TABLE + row + ".Name")).size());
          World.soon(
              () -> {
                world.owner.publish(new BusEvent.General(ROOT + "Event!", BusObject.EMPTY));
                return heard.count() > 0;
              });
          world.set("Int", BusValue.int32(1));
          changes.first(1);
        });
    group.add(
        "of the broker for a while ends soon after it serves again: "
            + BACK_WITHIN.toSeconds()
            + " s",
        LossContract::longAbsence);
    group.add(
        "of the broker in the middle of a call fails it at once",
        world -> {
          world.needs(ContractBus.Trait.FAILS_AT_ONCE);
          CompletableFuture<Boolean> call = MethodContract.waits(world);
          World.soon(() -> world.provider.waiting() == 1);
          world.bus.stopBroker();
          assertEquals(false, call.get(5, TimeUnit.SECONDS));
          world.provider.openGate();
          world.bus.startBroker();
          World.soon(() -> answers(world));
        });
    group.add(
        "of the broker three times in a row is survived",
        world -> {
          for (int i = 0; i < 3; i++) {
            world.bus.stopBroker();
            world.bus.startBroker();
            World.soon(() -> answers(world));
          }
        });
  }

  /** Elements, rows and subscriptions, each seen by using it. */
  private static void longAbsence(World world) throws Exception {
    int row = world.row("kept");
    Heard heard = world.listen(ROOT + "Event!");
    world.bus.stopBroker();
    await()
        .during(AWAY)
        .atMost(AWAY.plus(World.SOON))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !answers(world));
    world.bus.startBroker();
    long served = System.nanoTime();
    World.soon(() -> answers(world));
    World.soon(() -> world.consumer.rows(TABLE).equals(List.of(new RowName(row, "kept"))));
    World.soon(
        () -> {
          world.owner.publish(new BusEvent.General(ROOT + "Event!", BusObject.EMPTY));
          return heard.count() > 0;
        });
    Duration took = Duration.ofNanos(System.nanoTime() - served);
    assertTrue(took.compareTo(BACK_WITHIN) < 0, () -> "took " + took);
  }

  private static boolean answers(World world) {
    try {
      return world.get("Int").equals(BusValue.int32(42));
    } catch (BusException notYet) {
      return false;
    }
  }
}
