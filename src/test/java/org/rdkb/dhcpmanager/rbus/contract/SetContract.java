package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rdkb.dhcpmanager.rbus.contract.World.CONSUMER;
import static org.rdkb.dhcpmanager.rbus.contract.World.ROOT;
import static org.rdkb.dhcpmanager.rbus.contract.World.TABLE;
import static org.rdkb.dhcpmanager.rbus.contract.World.refusedWith;

import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;

/** Writing: one parameter, several as one, and what is refused without a trace. */
final class SetContract {
  private static final BusProperty INT = new BusProperty(ROOT + "Int", BusValue.int32(1));
  private static final BusProperty STR = new BusProperty(ROOT + "Str", BusValue.text("new"));
  private static final BusProperty FLAG = new BusProperty(ROOT + "Flag", BusValue.bool(false));

  private SetContract() {}

  static List<Case> cases() {
    Case.Group group = new Case.Group("set");
    SampleValues.all()
        .forEach(
            (name, value) ->
                group.add(
                    "to " + name + " arrives as it was sent",
                    world -> {
                      world.set(ContractProvider.ANY, value);
                      String path = ROOT + ContractProvider.ANY;
                      assertEquals(value, world.provider.get(path).get(0).value());
                    }));
    good(group);
    refusals(group);
    several(group);
    return group.cases();
  }

  private static void good(Case.Group group) {
    group.add(
        "tells the provider who sets",
        world -> {
          int before = world.provider.setBy().size();
          world.set("Str", BusValue.text("mine"));
          List<String> setters = world.provider.setBy();
          assertEquals(before + 1, setters.size());
          assertEquals(CONSUMER, setters.get(before));
        });
    group.add(
        "to the value that is there succeeds",
        world -> {
          world.set("Int", BusValue.int32(42));
          assertEquals(BusValue.int32(42), world.get("Int"));
        });
    group.add(
        "of a row's parameter changes that row only",
        world -> {
          int first = world.row("");
          int second = world.row("");
          world.set("Table." + first + ".Name", BusValue.text("renamed"));
          assertEquals(BusValue.text("renamed"), world.get("Table." + first + ".Name"));
          assertEquals(BusValue.text("row" + second), world.get("Table." + second + ".Name"));
        });
    group.add(
        "by an alias changes the row of that alias",
        world -> {
          int row = world.row("me");
          world.set("Table.[me].Name", BusValue.text("by alias"));
          assertEquals(BusValue.text("by alias"), world.get("Table." + row + ".Name"));
        });
    for (int value : new int[] {0, 50, 100}) {
      group.add(
          "of " + value + " within the range succeeds",
          world -> {
            world.set(ContractProvider.RANGE, BusValue.int32(value));
            assertEquals(BusValue.int32(value), world.get(ContractProvider.RANGE));
          });
    }
  }

  private static void refusals(Case.Group group) {
    group.add(
        "of the wrong type is refused and changes nothing",
        world -> {
          world.refusedSaying(
              BusError.INVALID_INPUT,
              ROOT + "Str",
              "is a STRING, not a INT32",
              () -> world.set("Str", BusValue.int32(2)));
          assertEquals(BusValue.text("hello"), world.get("Str"));
        });
    for (int value : new int[] {-1, 101, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      group.add(
          "of " + value + " outside the range is refused with the provider's code",
          world -> {
            world.refusedSaying(
                BusError.INVALID_PARAMETER_VALUE,
                ROOT + ContractProvider.RANGE,
                "is not within 0 and 100",
                () -> world.set(ContractProvider.RANGE, BusValue.int32(value)));
            assertEquals(BusValue.int32(50), world.get(ContractProvider.RANGE));
          });
    }
    group.add(
        "of what is read-only is refused",
        world -> {
          world.refusedSaying(
              BusError.NOT_WRITABLE,
              ROOT + "ReadOnly",
              "is read-only",
              () -> world.set("ReadOnly", BusValue.text("x")));
          assertEquals(BusValue.text("hello"), world.get("ReadOnly"));
        });
    group.add(
        "of a name that nobody serves is refused",
        world ->
            refusedWith(
                BusError.DESTINATION_NOT_FOUND, () -> world.set("Nope", BusValue.text("x"))));
    group.add(
        "of a row that is not there is refused",
        world ->
            refusedWith(
                BusError.ELEMENT_DOES_NOT_EXIST,
                () -> world.set("Table.999.Name", BusValue.text("x"))));
    for (String wild : List.of("Table.*.Name", "Table.", "Table.1.")) {
      group.add(
          "of the wildcard " + wild + " is refused",
          world -> {
            int row = world.row("");
            refusedWith(
                List.of(
                    BusError.INVALID_INPUT,
                    BusError.ACCESS_NOT_ALLOWED,
                    BusError.ELEMENT_DOES_NOT_EXIST,
                    BusError.DESTINATION_NOT_FOUND),
                () -> world.set(wild, BusValue.text("x")));
            assertEquals(BusValue.text("row" + row), world.get("Table." + row + ".Name"));
          });
    }
    for (String odd : List.of("Event!", "Echo()")) {
      group.add(
          "of " + odd + " is refused",
          world ->
              refusedWith(
                  List.of(
                      BusError.INVALID_OPERATION, BusError.INVALID_INPUT, BusError.NOT_WRITABLE),
                  () -> world.set(odd, BusValue.text("x"))));
    }
    group.add(
        "that ends in a bug of the provider is an error, and the next one succeeds",
        world -> {
          refusedWith(
              BusError.BUS_ERROR, () -> world.set(ContractProvider.BROKEN, BusValue.text("x")));
          world.set("Int", BusValue.int32(5));
          assertEquals(BusValue.int32(5), world.get("Int"));
        });
    group.add(
        "of nothing is refused",
        world -> refusedWith(BusError.INVALID_INPUT, () -> world.consumer.set(List.of())));
  }

  private static void several(Case.Group group) {
    group.add(
        "of several changes all",
        world -> {
          world.consumer.set(List.of(INT, STR, FLAG));
          assertEquals(List.of(INT, STR, FLAG), read(world, INT, STR, FLAG));
        });
    group.add(
        "of several reaches the provider as one",
        world -> {
          world.consumer.set(List.of(INT, STR, FLAG));
          assertEquals(1, world.provider.sets());
        });
    List<BusProperty> bad =
        List.of(
            new BusProperty(ROOT + "Str", BusValue.int32(2)),
            new BusProperty(ROOT + "ReadOnly", BusValue.text("x")),
            new BusProperty(ROOT + "Range", BusValue.int32(101)),
            new BusProperty(TABLE + "999.Name", BusValue.text("x")),
            new BusProperty(ROOT + "Nope", BusValue.text("x")));
    List<BusProperty> good = List.of(INT, FLAG, new BusProperty(ROOT + "Any", BusValue.text("y")));
    for (BusProperty wrong : bad) {
      for (int at = 0; at <= 3; at++) {
        List<BusProperty> all = new ArrayList<>(good);
        all.add(at, wrong);
        group.add(
            "of several, wrong " + wrong.name() + " in place " + at + ", is named, changes nothing",
            world -> {
              List<BusProperty> before = read(world, INT, FLAG);
              BusException refused = World.refused(() -> world.consumer.set(all));
              // librbus tells no name where nobody serves it.
              if (world.bus.has(ContractBus.Trait.REASONS) || !wrong.name().endsWith("Nope")) {
                assertEquals(wrong.name(), refused.element());
              }
              assertEquals(before, read(world, INT, FLAG));
              assertEquals(BusValue.text(""), world.get(ContractProvider.ANY));
            });
      }
    }
    group.add(
        "of several names the one that was refused",
        world ->
            assertEquals(
                ROOT + "Range",
                World.refused(
                        () ->
                            world.consumer.set(
                                List.of(INT, new BusProperty(ROOT + "Range", BusValue.int32(-1)))))
                    .element()));
    group.add(
        "of the same name twice is refused",
        world -> refusedWith(BusError.INVALID_INPUT, () -> world.consumer.set(List.of(INT, INT))));
  }

  private static List<BusProperty> read(World world, BusProperty... wanted) throws Exception {
    return world.consumer.get(List.of(wanted).stream().map(BusProperty::name).toList());
  }
}
