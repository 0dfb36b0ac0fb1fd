package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.rbus.contract.World.refusedWith;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.rdkb.dhcpmanager.bus.Bus;
import org.rdkb.dhcpmanager.bus.BusConsumer;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.RowName;
import org.rdkb.dhcpmanager.rbus.PreparedModel;
import org.rdkb.dhcpmanager.tr181.ModelFixture;
import org.rdkb.dhcpmanager.tr181.Profile;

/** Tables in rows of tables: the shipped data model, by a second provider on the same bus. */
final class NestedContract {
  private static final String CLIENT = ModelFixture.CLIENT;
  private static final String FIRST = CLIENT + "1.";
  private static final String COUNT = "SentOptionNumberOfEntries";

  private NestedContract() {}

  /** What a case does with the tables; one option row is there at first, number 1 with tag 60. */
  @FunctionalInterface
  private interface Body {
    void run(World world, BusConsumer consumer) throws Exception;
  }

  private static String options(int client) {
    return CLIENT + client + ".SentOption.";
  }

  static List<Case> cases() {
    Case.Group group = new Case.Group("nested");
    inner(group);
    outer(group);
    told(group);
    return group.cases();
  }

  private static void add(Case.Group group, String what, Body body) {
    group.add(what, world -> run(world, body));
  }

  private static void run(World world, Body body) throws Exception {
    AtomicReference<Bus> owner = new AtomicReference<>();
    try (Bus bus =
        world.bus.provider(
            "eRT.contract.model",
            PreparedModel.open(Profile.STANDALONE, event -> tell(owner, event)))) {
      owner.set(bus);
      // Rows that were there before are known to the bus a moment after it is open.
      World.soon(() -> isKnown(world.consumer));
      body.run(world, world.consumer);
    }
  }

  private static void tell(AtomicReference<Bus> owner, BusEvent event) {
    Bus bus = owner.get();
    if (bus != null) {
      bus.publish(event);
    }
  }

  private static boolean isKnown(BusConsumer consumer) {
    try {
      return names(consumer, options(1)).contains(options(1) + "1.Tag");
    } catch (BusException notYet) {
      return false;
    }
  }

  private static void inner(Case.Group group) {
    add(
        group,
        "row is added, listed, set, read by number and by alias, counted and deleted",
        (world, consumer) -> {
          int row = consumer.addRow(options(1), "vendor");
          assertEquals(
              List.of(new RowName(1, "cpe-1"), new RowName(row, "vendor")),
              consumer.rows(options(1)));
          setTag(consumer, options(1) + row, 43);
          assertEquals(BusValue.uint32(43), value(consumer, options(1) + "[vendor].Tag"));
          assertEquals(BusValue.uint32(2), value(consumer, FIRST + COUNT));
          consumer.deleteRow(options(1) + row + ".");
          assertEquals(List.of(new RowName(1, "cpe-1")), consumer.rows(options(1)));
          assertEquals(BusValue.uint32(1), value(consumer, FIRST + COUNT));
          refusedWith(
              BusError.ELEMENT_DOES_NOT_EXIST, () -> value(consumer, options(1) + row + ".Tag"));
          assertTrue(consumer.addRow(options(1), "") > row, "a number came again");
        });
    add(
        group,
        "row is deleted by the aliases of both",
        (world, consumer) -> {
          consumer.addRow(options(1), "vendor");
          consumer.deleteRow(CLIENT + "[cpe-1].SentOption.[vendor].");
          assertEquals(List.of(new RowName(1, "cpe-1")), consumer.rows(options(1)));
        });
    add(
        group,
        "row of a row that is not there cannot be added, listed or deleted",
        (world, consumer) -> {
          List<BusError> unknown = List.of(BusError.ELEMENT_DOES_NOT_EXIST, BusError.INVALID_INPUT);
          refusedWith(unknown, () -> consumer.addRow(options(9), ""));
          refusedWith(unknown, () -> consumer.rows(options(9)));
          refusedWith(unknown, () -> consumer.deleteRow(options(9) + "1."));
        });
    add(
        group,
        "rows of two rows are apart: the same numbers, other values",
        (world, consumer) -> {
          int second = consumer.addRow(CLIENT, "guest");
          assertEquals(List.of(), consumer.rows(options(second)));
          assertEquals(1, consumer.addRow(options(second), ""));
          setTag(consumer, options(second) + "1", 12);
          assertEquals(
              List.of(
                  new BusProperty(options(1) + "1.Tag", BusValue.uint32(60)),
                  new BusProperty(options(second) + "1.Tag", BusValue.uint32(12))),
              consumer.get(List.of(CLIENT + "*.SentOption.*.Tag")));
          assertEquals(
              List.of(options(second) + "1.Tag"),
              names(consumer, CLIENT + second + ".SentOption.*.Tag"));
        });
  }

  private static void outer(Case.Group group) {
    add(
        group,
        "rows are below the path and among the names of the outer one",
        (world, consumer) -> {
          consumer.addRow(options(1), "vendor");
          for (String path : List.of(CLIENT, FIRST, options(1), options(1) + "2.")) {
            assertTrue(names(consumer, path).contains(options(1) + "2.Tag"), path);
          }
          List<String> all = consumer.names(FIRST, 8).stream().map(Element::name).toList();
          assertTrue(all.containsAll(List.of(options(1), options(1) + "2.", options(1) + "2.Tag")));
        });
    add(
        group,
        "rows go with the outer one, and do not come back with a new one",
        (world, consumer) -> {
          int guest = consumer.addRow(CLIENT, "guest");
          consumer.addRow(options(guest), "vendor");
          consumer.deleteRow(CLIENT + guest + ".");
          refusedWith(
              BusError.ELEMENT_DOES_NOT_EXIST, () -> value(consumer, options(guest) + "1.Tag"));
          int next = consumer.addRow(CLIENT, "guest");
          assertTrue(next > guest);
          assertEquals(List.of(), consumer.rows(options(next)));
          assertEquals(BusValue.uint32(60), value(consumer, options(1) + "1.Tag"));
        });
  }

  private static void told(Case.Group group) {
    add(
        group,
        "row that comes and goes is told to who subscribed its own table only",
        (world, consumer) -> {
          int guest = consumer.addRow(CLIENT, "guest");
          Heard here = world.listen(options(1));
          Heard there = world.listen(options(guest));
          int row = consumer.addRow(options(1), "vendor");
          consumer.deleteRow(options(1) + row + ".");
          World.soon(() -> here.count() == 2);
          assertEquals(
              List.of(ReceivedEvent.Type.OBJECT_CREATED, ReceivedEvent.Type.OBJECT_DELETED),
              here.types());
          ReceivedEvent created = here.first(2).get(0);
          assertEquals(options(1), created.element());
          assertEquals(BusValue.text("vendor"), Heard.value(created, "alias"));
          consumer.addRow(options(guest), "");
          assertEquals(options(guest), there.one().element());
          assertEquals(2, here.count());
        });
  }

  private static void setTag(BusConsumer consumer, String row, int tag) throws BusException {
    consumer.set(List.of(new BusProperty(row + ".Tag", BusValue.uint32(tag))));
  }

  private static BusValue value(BusConsumer consumer, String path) throws BusException {
    return consumer.get(List.of(path)).get(0).value();
  }

  private static List<String> names(BusConsumer consumer, String path) throws BusException {
    return GetContract.names(consumer.get(List.of(path)));
  }
}
