package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.rdkb.dhcpmanager.rbus.contract.World.CONSUMER;
import static org.rdkb.dhcpmanager.rbus.contract.World.ROOT;
import static org.rdkb.dhcpmanager.rbus.contract.World.TABLE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdkb.dhcpmanager.bus.BusEvent;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.EventFilter;
import org.rdkb.dhcpmanager.bus.EventFilter.Relation;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;
import org.rdkb.dhcpmanager.bus.SubscribeRequest;

/** Changes of parameters and rows: filters, intervals, first values, names that cover many. */
final class ChangeContract {
  private static final String INT = ROOT + "Int";

  private ChangeContract() {}

  static List<Case> cases() {
    Case.Group group = new Case.Group("change");
    changes(group);
    filters(group);
    intervals(group);
    firstValues(group);
    rows(group);
    return group.cases();
  }

  private static void changes(Case.Group group) {
    group.add(
        "tells new value, old value and who set it",
        world -> {
          Heard heard = world.listen(INT);
          world.set("Int", BusValue.int32(43));
          ReceivedEvent event = heard.one();
          assertEquals(ReceivedEvent.Type.VALUE_CHANGED, event.type());
          assertEquals(BusValue.int32(43), Heard.value(event, "value"));
          assertEquals(BusValue.int32(42), Heard.value(event, "oldValue"));
          assertEquals(BusValue.text(CONSUMER), Heard.value(event, "by"));
        });
    SampleValues.all()
        .forEach(
            (name, value) ->
                group.add(
                    "to " + name + " is told",
                    world -> {
                      Heard heard = world.listen(ROOT + ContractProvider.ANY);
                      world.owner.publish(
                          new BusEvent.ValueChanged(
                              ROOT + ContractProvider.ANY, value, BusValue.text("old"), "me"));
                      assertEquals(value, Heard.value(heard.one(), "value"));
                    }));
    group.add(
        "of another parameter is not heard",
        world -> {
          Heard heard = world.listen(INT);
          world.set("Str", BusValue.text("other"));
          world.set("Int", BusValue.int32(1));
          assertEquals(INT, heard.one().element());
        });
    group.add(
        "that a refused set would have made is not heard",
        world -> {
          Heard heard = world.listen(ROOT + "Range");
          World.refused(() -> world.set("Range", BusValue.int32(101)));
          world.set("Range", BusValue.int32(7));
          assertEquals(BusValue.int32(7), Heard.value(heard.one(), "value"));
        });
  }

  private static void filters(Case.Group group) {
    Map<Relation, List<Boolean>> crossings =
        Map.of(
            Relation.GREATER, List.of(true, false),
            Relation.GREATER_OR_EQUAL, List.of(true, false),
            Relation.LESS, List.of(false, true),
            Relation.LESS_OR_EQUAL, List.of(false, true),
            Relation.EQUAL, List.of(true, false),
            Relation.NOT_EQUAL, List.of(false, true));
    crossings.forEach(
        (relation, told) ->
            group.add(
                "through the filter " + relation + " is heard when it crosses",
                world -> {
                  EventFilter filter = new EventFilter.Compare(relation, limit(relation));
                  heardCrossings(world, filter, told);
                }));
    EventFilter above = new EventFilter.Compare(Relation.GREATER, BusValue.int32(60));
    EventFilter below = new EventFilter.Compare(Relation.LESS, BusValue.int32(90));
    group.add(
        "through AND is heard when both hold",
        world -> heardCrossings(world, new EventFilter.And(above, below), List.of(true, false)));
    group.add(
        "through OR is heard when neither holds any more",
        world ->
            heardCrossings(
                world,
                new EventFilter.Or(
                    above, new EventFilter.Compare(Relation.LESS, BusValue.int32(0))),
                List.of(true, false)));
    group.add(
        "through NOT is heard the other way round",
        world -> heardCrossings(world, new EventFilter.Not(above), List.of(false, true)));
    group.add(
        "of a text through a filter is heard when it crosses",
        world -> {
          EventFilter isNew = new EventFilter.Compare(Relation.EQUAL, BusValue.text("new"));
          Heard heard = world.listen(filtered(ROOT + "Str", isNew));
          for (String value : List.of("other", "new", "new", "old")) {
            world.set("Str", BusValue.text(value));
          }
          heard.first(2);
          assertEquals(2, heard.count());
        });
  }

  private static BusValue limit(Relation relation) {
    return BusValue.int32(
        switch (relation) {
          case GREATER, LESS_OR_EQUAL -> 79;
          default -> 80;
        });
  }

  /** The values 50, 70, 80, 81 and 10 in turn, but for filters of equality without 81. */
  private static void heardCrossings(World world, EventFilter filter, List<Boolean> told)
      throws Exception {
    Heard all = world.listen(ROOT + "Range");
    Heard heard = world.listen(filtered(ROOT + "Range", filter));
    for (int value : new int[] {55, 80, 80, 10}) {
      world.set("Range", BusValue.int32(value));
    }
    all.first(4);
    List<BusValue> truths = new ArrayList<>();
    heard.first(2).forEach(event -> truths.add(Heard.value(event, "filter")));
    assertEquals(told.stream().map(BusValue::bool).toList(), truths);
  }

  private static SubscribeRequest filtered(String name, EventFilter filter) {
    return new SubscribeRequest(name, false, Optional.of(filter), Duration.ZERO, Duration.ZERO);
  }

  private static void intervals(Case.Group group) {
    group.add(
        "need not happen for an interval, which ends with its duration",
        world -> {
          world.needs(ContractBus.Trait.INTERVALS);
          Heard heard = world.listen(every(INT, 1, 1));
          heard.first(2);
          assertEquals(
              List.of(ReceivedEvent.Type.INTERVAL, ReceivedEvent.Type.DURATION_COMPLETE),
              heard.types());
          assertEquals(BusValue.int32(42), Heard.value(heard.first(2).get(0), INT));
        });
    group.add(
        "is not heard by a subscription with an interval",
        world -> {
          world.needs(ContractBus.Trait.INTERVALS);
          Heard heard = world.listen(every(INT, 60, 0));
          Heard plain = world.listen(INT);
          world.set("Int", BusValue.int32(1));
          plain.one();
          assertEquals(0, heard.count());
        });
  }

  private static SubscribeRequest every(String name, int interval, int duration) {
    return new SubscribeRequest(
        name, false, Optional.empty(), Duration.ofSeconds(interval), Duration.ofSeconds(duration));
  }

  private static void firstValues(Case.Group group) {
    group.add(
        "is preceded by the present value of a parameter where asked for",
        world -> {
          Heard heard = world.listen(new SubscribeRequest(INT, true));
          assertEquals(ReceivedEvent.Type.INITIAL_VALUE, heard.one().type());
          assertEquals(BusValue.int32(42), Heard.value(heard.one(), "initialValue"));
          world.set("Int", BusValue.int32(1));
          assertEquals(ReceivedEvent.Type.VALUE_CHANGED, heard.first(2).get(1).type());
        });
    group.add(
        "is preceded by the rows of a table where asked for",
        world -> {
          int row = world.row("");
          Heard heard = world.listen(new SubscribeRequest(TABLE, true));
          assertEquals(BusValue.text(TABLE + row + "."), Heard.value(heard.one(), "path" + row));
          assertEquals(BusValue.int32(1), Heard.value(heard.one(), "numberOfEntries"));
        });
    group.add(
        "is preceded by all values of a wildcard where asked for",
        world -> {
          int row = world.row("");
          Heard heard = world.listen(new SubscribeRequest(TABLE + "*.Name", true));
          assertEquals(BusValue.text("row" + row), Heard.value(heard.one(), TABLE + row + ".Name"));
        });
    group.add(
        "has no first value where none was asked for",
        world -> {
          Heard heard = world.listen(INT);
          world.set("Int", BusValue.int32(1));
          assertEquals(ReceivedEvent.Type.VALUE_CHANGED, heard.one().type());
        });
  }

  private static void rows(Case.Group group) {
    group.add(
        "of rows is told with number and alias",
        world -> {
          Heard heard = world.listen(TABLE);
          int row = world.row("me");
          world.consumer.deleteRow(TABLE + row);
          List<ReceivedEvent> events = heard.first(2);
          assertEquals(
              List.of(ReceivedEvent.Type.OBJECT_CREATED, ReceivedEvent.Type.OBJECT_DELETED),
              heard.types());
          assertEquals(BusValue.uint32(row), Heard.value(events.get(0), "instNum"));
          assertEquals(BusValue.text("me"), Heard.value(events.get(0), "alias"));
          assertEquals(BusValue.text(TABLE + row), Heard.value(events.get(0), "rowName"));
          assertEquals(BusValue.text(TABLE + row), Heard.value(events.get(1), "rowName"));
        });
    group.add(
        "of a row that comes and goes at once is told twice, and never once more",
        world -> {
          Heard heard = world.listen(TABLE);
          for (int i = 0; i < 20; i++) {
            world.consumer.deleteRow(TABLE + world.row(""));
          }
          int last = world.row("last");
          heard.first(41);
          assertEquals(1, world.consumer.rows(TABLE).size());
          world.consumer.deleteRow(TABLE + last);
          List<ReceivedEvent> all = heard.first(42);
          for (int i = 0; i < 42; i++) {
            assertEquals(
                i % 2 == 0 ? ReceivedEvent.Type.OBJECT_CREATED : ReceivedEvent.Type.OBJECT_DELETED,
                all.get(i).type());
          }
          assertEquals(42, heard.count());
        });
    group.add(
        "of a row is heard through its number, its alias and a wildcard",
        world -> {
          int row = world.row("me");
          int other = world.row("other");
          Heard number = world.listen(TABLE + row + ".Name");
          Heard alias = world.listen(TABLE + "[me].Name");
          Heard wild = world.listen(TABLE + "*.Name");
          world.set("Table." + other + ".Name", BusValue.text("o"));
          world.set("Table." + row + ".Name", BusValue.text("n"));
          assertEquals(TABLE + row + ".Name", number.one().element());
          assertEquals(TABLE + "[me].Name", alias.one().subscribedName());
          assertEquals(
              List.of(TABLE + other + ".Name", TABLE + row + ".Name"),
              wild.first(2).stream().map(ReceivedEvent::element).toList());
          assertEquals(TABLE + "*.Name", wild.first(2).get(0).subscribedName());
        });
    group.add(
        "of a row that came after the wildcard subscription is heard",
        world -> {
          Heard wild = world.listen(TABLE + "*.Name");
          int row = world.row("late");
          world.set("Table." + row + ".Name", BusValue.text("n"));
          assertEquals(TABLE + row + ".Name", wild.one().element());
        });
    group.add(
        "of other rows is heard after a subscribed row is gone",
        world -> {
          world.needs(ContractBus.Trait.KEEPS_SUBSCRIPTIONS);
          int gone = world.row("");
          int stays = world.row("");
          Heard first = world.listen(TABLE + gone + ".Name");
          Heard wild = world.listen(TABLE + "*.Name");
          Heard later = world.listen(INT);
          world.consumer.deleteRow(TABLE + gone);
          world.set("Table." + stays + ".Name", BusValue.text("n"));
          world.set("Int", BusValue.int32(1));
          later.one();
          wild.one();
          assertEquals(0, first.count());
          assertFalse(world.consumer.rows(TABLE).isEmpty());
        });
  }
}
