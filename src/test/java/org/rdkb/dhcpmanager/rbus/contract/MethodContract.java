package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rdkb.dhcpmanager.rbus.contract.World.ROOT;
import static org.rdkb.dhcpmanager.rbus.contract.World.refused;
import static org.rdkb.dhcpmanager.rbus.contract.World.refusedWith;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;

/** Methods: arguments, results, refusals, and calls that take their time. */
final class MethodContract {
  private MethodContract() {}

  static List<Case> cases() {
    Case.Group group = new Case.Group("method");
    SampleValues.all()
        .forEach(
            (name, value) ->
                group.add(
                    "takes and gives " + name,
                    world -> {
                      BusObject sent = BusObject.of(new BusProperty("v", value));
                      assertEquals(
                          Optional.of(value),
                          world.consumer.invoke(ROOT + "Echo()", sent).value("v"));
                    }));
    answers(group);
    refusals(group);
    waiting(group);
    return group.cases();
  }

  private static void answers(Case.Group group) {
    group.add(
        "computes from its arguments",
        world ->
            assertEquals(
                Optional.of(BusValue.int32(42)),
                world
                    .consumer
                    .invoke(
                        ROOT + "Double()", BusObject.of(new BusProperty("a", BusValue.int32(21))))
                    .value("doubled")));
    group.add(
        "without arguments answers",
        world ->
            assertEquals(
                Optional.of(BusValue.text("yes")),
                world.consumer.invoke(ROOT + "Async()", BusObject.EMPTY).value("late")));
    group.add(
        "may answer nothing",
        world ->
            assertEquals(
                List.of(), world.consumer.invoke(ROOT + "Echo()", BusObject.EMPTY).properties()));
    group.add(
        "keeps the order of 100 arguments",
        world -> {
          List<BusProperty> many = new ArrayList<>();
          for (int i = 0; i < 100; i++) {
            many.add(new BusProperty("a" + i, BusValue.int32(i)));
          }
          BusObject sent = new BusObject("", false, many, List.of());
          assertEquals(many, world.consumer.invoke(ROOT + "Echo()", sent).properties());
        });
  }

  private static void refusals(Case.Group group) {
    group.add(
        "that refuses gives its code",
        world ->
            refusedWith(
                BusError.INVALID_INPUT,
                () -> world.consumer.invoke(ROOT + "Fail()", BusObject.EMPTY)));
    group.add(
        "that refuses gives its words",
        world -> {
          BusException refused =
              refused(() -> world.consumer.invoke(ROOT + "Fail()", BusObject.EMPTY));
          assertEquals("invalid input", refused.reason());
        });
    group.add(
        "that ends in a bug is an error, and the next one is answered",
        world -> {
          refusedWith(
              BusError.BUS_ERROR, () -> world.consumer.invoke(ROOT + "Throw()", BusObject.EMPTY));
          assertEquals(
              List.of(), world.consumer.invoke(ROOT + "Echo()", BusObject.EMPTY).properties());
        });
    for (String wrong : List.of("Nope()", "Double", "Table.Double()")) {
      group.add(
          wrong + " that is none is refused",
          world ->
              refusedWith(
                  List.of(
                      BusError.DESTINATION_NOT_FOUND,
                      BusError.ELEMENT_DOES_NOT_EXIST,
                      BusError.INVALID_METHOD),
                  () -> world.consumer.invoke(ROOT + wrong, BusObject.EMPTY)));
    }
    for (String wrong : List.of("Int", "Event!")) {
      group.add(
          wrong + ", which is no method, is refused",
          world ->
              refusedWith(
                  List.of(
                      BusError.INVALID_INPUT,
                      BusError.INVALID_METHOD,
                      BusError.INVALID_OPERATION,
                      BusError.ELEMENT_DOES_NOT_EXIST),
                  () -> world.consumer.invoke(ROOT + wrong, BusObject.EMPTY)));
    }
  }

  private static void waiting(Case.Group group) {
    group.add(
        "answered later holds up no other call, however many wait",
        world -> {
          List<CompletableFuture<Boolean>> calls = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            calls.add(onItsOwn(() -> invokeLater(world)));
          }
          World.soon(() -> world.provider.later.size() == 5);
          assertEquals(
              List.of(), world.consumer.invoke(ROOT + "Echo()", BusObject.EMPTY).properties());
          world
              .provider
              .later
              .get(0)
              .refused(new BusException(BusError.INVALID_INPUT, ROOT + "Later()", "no"));
          BusObject done = BusObject.of(new BusProperty("v", BusValue.text("done")));
          world.provider.later.forEach(answer -> answer.results(done)); // once more for the first
          int refused = 0;
          for (CompletableFuture<Boolean> call : calls) {
            refused += call.get(20, TimeUnit.SECONDS) ? 0 : 1;
          }
          assertEquals(1, refused);
        });
    group.add(
        "that waits answers when it is done",
        world -> {
          CompletableFuture<Boolean> call = waits(world);
          World.soon(() -> world.provider.waiting() == 1);
          world.provider.openGate();
          assertEquals(true, call.get(20, TimeUnit.SECONDS));
        });
    group.add(
        "that waits holds up no get",
        world -> {
          CompletableFuture<Boolean> call = waits(world);
          World.soon(() -> world.provider.waiting() == 1);
          if (world.bus.has(ContractBus.Trait.SERVES_TOGETHER)) {
            assertEquals(BusValue.int32(42), world.get("Int"));
          }
          world.provider.openGate();
          assertEquals(true, call.get(20, TimeUnit.SECONDS));
          assertEquals(BusValue.int32(42), world.get("Int"));
        });
    group.add(
        "called too often is refused, and none is lost",
        world -> {
          world.needs(ContractBus.Trait.MANY_PEERS);
          List<CompletableFuture<Boolean>> calls = new ArrayList<>();
          for (int i = 0; i < 27; i++) {
            // None has more under way than a stock provider would hold.
            BusConsumer peer = world.until(world.bus.consumer("one-of-many-" + i));
            for (int n = 0; n < 10; n++) {
              calls.add(waits(peer));
            }
          }
          // Two run and 256 wait; all others are refused at once.
          World.soon(
              () -> calls.stream().filter(CompletableFuture::isDone).count() == 270 - 2 - 256);
          world.provider.openGate();
          int refused = 0;
          for (CompletableFuture<Boolean> call : calls) {
            refused += call.get(20, TimeUnit.SECONDS) ? 0 : 1;
          }
          assertEquals(12, refused);
        });
  }

  /** Whether a call that is answered later brings what was answered. */
  private static boolean invokeLater(World world) {
    try {
      return world
          .consumer
          .invoke(ROOT + "Later()", BusObject.EMPTY)
          .value("v")
          .equals(Optional.of(BusValue.text("done")));
    } catch (BusException refused) {
      return false;
    }
  }

  /** Whether a call of the waiting method succeeds; on a thread of its own. */
  static CompletableFuture<Boolean> waits(World world) {
    return waits(world.consumer);
  }

  private static CompletableFuture<Boolean> waits(BusConsumer consumer) {
    return onItsOwn(
        () -> {
          try {
            consumer.invoke(ROOT + "Wait()", BusObject.EMPTY);
            return true;
          } catch (BusException refused) {
            return false;
          }
        });
  }

  /** Runs something on a thread of its own. */
  static CompletableFuture<Boolean> onItsOwn(Supplier<Boolean> what) {
    return CompletableFuture.supplyAsync(
        what,
        call -> {
          Thread caller = new Thread(call, "contract-caller");
          caller.setDaemon(true);
          caller.start();
        });
  }
}
