package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.rbus.contract.World.ROOT;
import static org.rdkb.dhcpmanager.rbus.contract.World.TABLE;
import static org.rdkb.dhcpmanager.rbus.contract.World.refused;
import static org.rdkb.dhcpmanager.rbus.contract.World.refusedWith;

import java.util.List;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;

/** Reading: one parameter, several, partial paths, wildcards, aliases. */
final class GetContract {
  private GetContract() {}

  static List<Case> cases() {
    Case.Group group = new Case.Group("get");
    SampleValues.all()
        .forEach(
            (name, value) ->
                group.add(
                    "gives " + name + " as the provider has it",
                    world -> {
                      world.provider.put(ContractProvider.ANY, value);
                      assertEquals(value, world.get(ContractProvider.ANY));
                    }));
    refusals(group);
    several(group);
    paths(group);
    return group.cases();
  }

  private static void refusals(Case.Group group) {
    group.add(
        "of a name that nobody serves is refused naming it",
        world -> {
          BusException unknown = refused(() -> world.get("Nope"));
          assertEquals(BusError.DESTINATION_NOT_FOUND, unknown.error());
          assertEquals(ROOT + "Nope", unknown.element());
        });
    group.add(
        "of a row that is not there is refused",
        world ->
            world.refusedSaying(
                BusError.ELEMENT_DOES_NOT_EXIST,
                TABLE + "999.Name",
                "no such row",
                () -> world.consumer.get(List.of(TABLE + "999.Name"))));
    group.add(
        "of an alias that is not there is refused",
        world ->
            refusedWith(
                BusError.ELEMENT_DOES_NOT_EXIST,
                () -> world.consumer.get(List.of(TABLE + "[nobody].Name"))));
    for (String odd : List.of("Event!", "Echo()")) {
      group.add(
          "of " + odd + " is refused",
          world ->
              refusedWith(
                  List.of(BusError.INVALID_OPERATION, BusError.INVALID_INPUT),
                  () -> world.get(odd)));
    }
    group.add(
        "of what cannot be read keeps the provider's code",
        world ->
            world.refusedSaying(
                BusError.NOT_READABLE,
                ROOT + ContractProvider.HIDDEN,
                "is hidden",
                () -> world.get(ContractProvider.HIDDEN)));
    group.add(
        "that ends in a bug of the provider is an error, and the next one is answered",
        world -> {
          refusedWith(BusError.BUS_ERROR, () -> world.get(ContractProvider.BROKEN));
          assertEquals(BusValue.int32(42), world.get("Int"));
        });
    group.add(
        "of nothing is refused",
        world -> refusedWith(BusError.INVALID_INPUT, () -> world.consumer.get(List.of())));
    group.add(
        "of a name of 256 octets is refused",
        world ->
            refusedWith(
                List.of(BusError.INVALID_INPUT, BusError.DESTINATION_NOT_FOUND),
                () -> world.get("x".repeat(256 - ROOT.length()))));
    group.add(
        "of an empty name is refused",
        world ->
            refusedWith(
                List.of(BusError.INVALID_INPUT, BusError.DESTINATION_NOT_FOUND),
                () -> world.consumer.get(List.of(""))));
  }

  private static void several(Case.Group group) {
    group.add(
        "of several names keeps their order",
        world -> {
          List<String> names = List.of(ROOT + "Str", ROOT + "Int", ROOT + "Flag", ROOT + "Range");
          assertEquals(names, names(world.consumer.get(names)));
        });
    group.add(
        "of plain names and a wildcard together gives all, in order",
        world -> {
          int row = world.row("");
          assertEquals(
              List.of(ROOT + "Str", TABLE + row + ".Name", ROOT + "Int"),
              names(world.consumer.get(List.of(ROOT + "Str", TABLE + "*.Name", ROOT + "Int"))));
        });
    group.add(
        "of the same name twice gives it twice",
        world -> {
          List<String> twice = List.of(ROOT + "Int", ROOT + "Int");
          assertEquals(twice, names(world.consumer.get(twice)));
        });
    group.add(
        "of several, one that nobody serves, is refused",
        world ->
            refusedWith(
                BusError.DESTINATION_NOT_FOUND,
                () -> world.consumer.get(List.of(ROOT + "Int", ROOT + "Nope", ROOT + "Str"))));
    group.add(
        "of several, one without its row, is refused naming that",
        world ->
            world.refusedSaying(
                BusError.ELEMENT_DOES_NOT_EXIST,
                TABLE + "999.Name",
                "no such row",
                () -> world.consumer.get(List.of(ROOT + "Int", TABLE + "999.Name"))));
    group.add(
        "of several, one that cannot be read, is refused",
        world ->
            refusedWith(
                BusError.NOT_READABLE,
                () -> world.consumer.get(List.of(ROOT + "Int", ROOT + ContractProvider.HIDDEN))));
    group.add(
        "of 200 names at once gives 200 values",
        world -> {
          List<String> names = java.util.Collections.nCopies(200, ROOT + "Int");
          assertEquals(names, names(world.consumer.get(names)));
        });
  }

  private static void paths(Case.Group group) {
    for (String path : List.of(ROOT, "Device.")) {
      group.add(
          "of " + path + " gives every readable parameter once",
          world -> {
            int row = world.row("");
            List<String> found = names(world.consumer.get(List.of(path)));
            assertTrue(found.contains(TABLE + row + ".Name"));
            for (String leaf : List.of("Int", "Str", "Flag", "Any", "ReadOnly", "Range")) {
              assertEquals(1, found.stream().filter((ROOT + leaf)::equals).count(), leaf);
            }
          });
    }
    for (String path : List.of(TABLE, TABLE + "*.Name", TABLE + "*.")) {
      group.add(
          "of " + path + " gives all rows in order, and none where there are none",
          world -> {
            assertEquals(List.of(), names(world.consumer.get(List.of(path))));
            int first = world.row("");
            int second = world.row("second");
            assertEquals(
                List.of(TABLE + first + ".Name", TABLE + second + ".Name"),
                names(world.consumer.get(List.of(path))));
          });
    }
    group.add(
        "of one row's path gives that row",
        world -> {
          world.row("");
          int second = world.row("");
          assertEquals(
              List.of(new BusProperty(TABLE + second + ".Name", BusValue.text("row" + second))),
              world.consumer.get(List.of(TABLE + second + ".")));
        });
    group.add(
        "by an alias gives the value under the name that was asked for",
        world -> {
          world.row("one");
          assertEquals(
              List.of(TABLE + "[one].Name"),
              names(world.consumer.get(List.of(TABLE + "[one].Name"))));
        });
    group.add(
        "of a path that nobody serves is refused",
        world ->
            refusedWith(
                BusError.DESTINATION_NOT_FOUND,
                () -> world.consumer.get(List.of("Device.Nowhere."))));
    group.add(
        "of a path below a row that is not there is refused",
        world ->
            refusedWith(
                BusError.ELEMENT_DOES_NOT_EXIST,
                () -> world.consumer.get(List.of(TABLE + "999."))));
    group.add(
        "of 64 rows by a wildcard gives 64 values",
        world -> {
          for (int i = 0; i < 64; i++) {
            world.row("");
          }
          assertEquals(64, world.consumer.get(List.of(TABLE + "*.Name")).size());
        });
  }

  static List<String> names(List<BusProperty> properties) {
    return properties.stream().map(BusProperty::name).toList();
  }
}
