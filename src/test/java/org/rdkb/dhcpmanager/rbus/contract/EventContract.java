package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rdkb.dhcpmanager.rbus.contract.World.ROOT;
import static org.rdkb.dhcpmanager.rbus.contract.World.TABLE;
import static org.rdkb.dhcpmanager.rbus.contract.World.refusedWith;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;

/** Events of the application's own shape: who hears them, in which order, until when. */
final class EventContract {
  private static final String EVENT = ROOT + "Event!";

  private EventContract() {}

  static List<Case> cases() {
    Case.Group group = new Case.Group("event");
    SampleValues.all()
        .forEach(
            (name, value) ->
                group.add(
                    "carries " + name,
                    world -> {
                      Heard heard = world.listen(EVENT);
                      publish(world, value);
                      assertEquals(value, Heard.value(heard.one(), "n"));
                    }));
    heard(group);
    order(group);
    refusals(group);
    return group.cases();
  }

  private static void publish(World world, BusValue value) {
    BusObject data = BusObject.of(new BusProperty("n", value));
    world.owner.publish(new BusEvent.General(EVENT, data));
  }

  private static void heard(Case.Group group) {
    group.add(
        "arrives once, with its name, kind and data",
        world -> {
          Heard heard = world.listen(EVENT);
          publish(world, BusValue.int32(7));
          BusObject data = BusObject.of(new BusProperty("n", BusValue.int32(7)));
          ReceivedEvent event = heard.one();
          assertEquals(EVENT, event.subscribedName());
          assertEquals(EVENT, event.element());
          assertEquals(ReceivedEvent.Type.GENERAL, event.type());
          assertEquals(data.properties(), event.data().properties());
        });
    group.add(
        "without data arrives",
        world -> {
          Heard heard = world.listen(EVENT);
          world.owner.publish(new BusEvent.General(EVENT, BusObject.EMPTY));
          assertEquals(List.of(), heard.one().data().properties());
        });
    group.add(
        "that nobody subscribed disturbs nobody",
        world -> {
          publish(world, BusValue.int32(1));
          assertEquals(BusValue.int32(42), world.get("Int"));
          // Events leave in order: when the next one is here, no later case can hear this one.
          Heard next = world.listen(ROOT + "Int");
          BusObject data = BusObject.of(new BusProperty("n", BusValue.int32(2)));
          world.owner.publish(new BusEvent.General(ROOT + "Int", data));
          next.one();
        });
    group.add(
        "is not heard after its subscription is closed, even twice",
        world -> {
          Heard heard = new Heard();
          BusConsumer.Subscription subscription =
              world.consumer.subscribe(new SubscribeRequest(EVENT, false), heard::add);
          publish(world, BusValue.int32(1));
          heard.one();
          subscription.close();
          subscription.close();
          Heard later = world.listen(EVENT);
          publish(world, BusValue.int32(2));
          later.one();
          assertEquals(1, heard.count());
        });
    group.add(
        "is heard by two subscriptions to the same name",
        world -> {
          Heard first = world.listen(EVENT);
          Heard second = world.listen(EVENT);
          publish(world, BusValue.int32(1));
          first.one();
          second.one();
        });
    group.add(
        "is heard by the second subscription after the first is closed",
        world -> {
          Heard first = new Heard();
          BusConsumer.Subscription gone =
              world.consumer.subscribe(new SubscribeRequest(EVENT, false), first::add);
          Heard second = world.listen(EVENT);
          gone.close();
          publish(world, BusValue.int32(1));
          second.one();
          assertEquals(0, first.count());
        });
    group.add(
        "is heard again by who subscribes again",
        world -> {
          for (int i = 0; i < 5; i++) {
            Heard heard = new Heard();
            try (BusConsumer.Subscription open =
                world.consumer.subscribe(new SubscribeRequest(EVENT, false), heard::add)) {
              publish(world, BusValue.int32(i));
              assertEquals(BusValue.int32(i), Heard.value(heard.one(), "n"));
              assertEquals(true, open != null);
            }
          }
        });
    group.add(
        "is heard after a listener threw",
        world -> {
          Heard heard = new Heard();
          world.until(
              world.consumer.subscribe(
                  new SubscribeRequest(EVENT, false),
                  event -> {
                    heard.add(event);
                    throw new IllegalStateException("on purpose");
                  }));
          publish(world, BusValue.int32(1));
          publish(world, BusValue.int32(2));
          heard.first(2);
        });
    group.add(
        "of the application's own shape may be published on a parameter",
        world -> {
          Heard heard = world.listen(ROOT + "Int");
          BusObject data = BusObject.of(new BusProperty("n", BusValue.int32(7)));
          world.owner.publish(new BusEvent.General(ROOT + "Int", data));
          assertEquals(ReceivedEvent.Type.GENERAL, heard.one().type());
        });
  }

  private static void order(Case.Group group) {
    for (int consumers : new int[] {1, 2, 5}) {
      group.add(
          "published 50 times reaches " + consumers + " consumers in order",
          world -> {
            List<Heard> all = new java.util.ArrayList<>();
            for (int i = 0; i < consumers; i++) {
              BusConsumer peer = world.until(world.bus.consumer("fan" + i));
              all.add(world.listen(peer, new SubscribeRequest(EVENT, false)));
            }
            List<BusValue> sent = numbers(50);
            // No more at a time than a stock consumer keeps; in this process all share its queue.
            int burst = Math.min(10, world.bus.mostAtOnce() / consumers);
            for (int from = 0; from < 50; from += burst) {
              int expected = Math.min(50, from + burst);
              sent.subList(from, expected).forEach(value -> publish(world, value));
              World.soon(() -> all.stream().allMatch(heard -> heard.count() >= expected));
            }
            for (Heard heard : all) {
              assertEquals(
                  sent, heard.first(50).stream().map(event -> Heard.value(event, "n")).toList());
            }
          });
    }
    group.add(
        "of two names keep the order in which they were published",
        world -> {
          Heard heard = world.listen(EVENT);
          world.until(
              world.consumer.subscribe(new SubscribeRequest(ROOT + "Int", false), heard::add));
          for (int i = 0; i < 10; i++) {
            publish(world, BusValue.int32(i));
            world.owner.publish(
                new BusEvent.ValueChanged(
                    ROOT + "Int", BusValue.int32(i), BusValue.int32(i - 1), "me"));
          }
          List<ReceivedEvent> all = heard.first(20);
          for (int i = 0; i < 20; i++) {
            assertEquals(i % 2 == 0 ? EVENT : ROOT + "Int", all.get(i).element());
          }
        });
  }

  private static List<BusValue> numbers(int count) {
    return IntStream.range(0, count).mapToObj(BusValue::int32).toList();
  }

  private static void refusals(Case.Group group) {
    record Wrong(String name, List<BusError> errors) {}
    for (Wrong wrong :
        List.of(
            new Wrong(ROOT + "Nope!", List.of(BusError.DESTINATION_NOT_FOUND, BusError.TIMEOUT)),
            new Wrong("Device.X.Y", List.of(BusError.DESTINATION_NOT_FOUND, BusError.TIMEOUT)),
            new Wrong(ROOT + "Table", List.of(BusError.INVALID_EVENT)),
            new Wrong(TABLE + "999.Name", List.of(BusError.ELEMENT_DOES_NOT_EXIST)),
            new Wrong(TABLE + "[nobody].Name", List.of(BusError.ELEMENT_DOES_NOT_EXIST)),
            new Wrong(
                TABLE + "x.Name", List.of(BusError.INVALID_INPUT, BusError.ELEMENT_DOES_NOT_EXIST)),
            new Wrong(ROOT + "Double()", List.of(BusError.INVALID_OPERATION)))) {
      group.add(
          "subscription of " + wrong.name() + " is refused",
          world ->
              refusedWith(
                  wrong.errors(),
                  () ->
                      world.consumer.subscribe(
                          new SubscribeRequest(wrong.name(), false), event -> {})));
    }
    group.add(
        "without a present value tells none first",
        world -> {
          Heard heard = world.listen(new SubscribeRequest(EVENT, true));
          publish(world, BusValue.int32(1));
          assertEquals(ReceivedEvent.Type.GENERAL, heard.one().type());
          assertEquals(Optional.of(BusValue.int32(1)), heard.one().data().value("n"));
        });
  }
}
