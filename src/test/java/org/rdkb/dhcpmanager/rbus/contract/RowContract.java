package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.rbus.contract.World.ROOT;
import static org.rdkb.dhcpmanager.rbus.contract.World.TABLE;
import static org.rdkb.dhcpmanager.rbus.contract.World.refusedWith;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.RowName;

/** Rows that come and go, and names at every depth. */
final class RowContract {
  private static final List<BusError> UNKNOWN =
      List.of(
          BusError.DESTINATION_NOT_FOUND,
          BusError.ELEMENT_DOES_NOT_EXIST,
          BusError.INVALID_INPUT,
          BusError.INVALID_OPERATION);

  private RowContract() {}

  static List<Case> cases() {
    Case.Group rows = new Case.Group("row");
    added(rows);
    deleted(rows);
    Case.Group names = new Case.Group("names");
    names(names);
    return java.util.stream.Stream.concat(rows.cases().stream(), names.cases().stream()).toList();
  }

  private static void added(Case.Group group) {
    group.add("of an empty table: none", world -> assertEquals(List.of(), rows(world)));
    for (String alias : List.of("", "first", "ünïcode", "with space", "x".repeat(64))) {
      group.add(
          "added with the alias '" + alias + "' is listed with it",
          world -> {
            int row = world.row(alias);
            assertEquals(List.of(new RowName(row, alias)), rows(world));
          });
    }
    group.add(
        "after row is listed in order, numbers never come again",
        world -> {
          int first = world.row("");
          int second = world.row("");
          world.consumer.deleteRow(TABLE + second);
          int third = world.row("");
          assertTrue(first < second && second < third);
          assertEquals(List.of(new RowName(first, ""), new RowName(third, "")), rows(world));
        });
    group.add(
        "with an alias that is taken is refused",
        world -> {
          world.row("first");
          world.refusedSaying(
              BusError.INVALID_INPUT, TABLE, "the alias is taken", () -> world.row("first"));
          assertEquals(1, rows(world).size());
        });
    for (String wrong : List.of(ROOT + "Nope.", ROOT, ROOT + "Str.", TABLE + "999.", "Device.X.")) {
      group.add(
          "cannot be added to " + wrong,
          world -> refusedWith(UNKNOWN, () -> world.consumer.addRow(wrong, "")));
    }
    group.add(
        "added by many threads: each gets a number of its own",
        world -> {
          Set<Integer> numbers = new TreeSet<>(World.together(4, 10, () -> world.row("")));
          assertEquals(40, numbers.size());
          assertEquals(40, rows(world).size());
        });
  }

  private static void deleted(Case.Group group) {
    for (String form : List.of("%d", "%d.", "[%s]", "[%s].")) {
      group.add(
          "is deleted as " + form,
          world -> {
            int row = world.row("gone");
            int other = world.row("stays");
            String name = form.contains("d") ? form.formatted(row) : form.formatted("gone");
            world.consumer.deleteRow(TABLE + name);
            assertEquals(List.of(new RowName(other, "stays")), rows(world));
          });
    }
    group.add(
        "that is gone cannot be read, set or deleted",
        world -> {
          int row = world.row("");
          world.consumer.deleteRow(TABLE + row);
          String name = TABLE + row + ".Name";
          refusedWith(BusError.ELEMENT_DOES_NOT_EXIST, () -> world.consumer.get(List.of(name)));
          refusedWith(BusError.ELEMENT_DOES_NOT_EXIST, () -> world.consumer.deleteRow(TABLE + row));
        });
    group.add(
        "that never was is refused",
        world ->
            world.refusedSaying(
                BusError.ELEMENT_DOES_NOT_EXIST,
                TABLE + "999",
                "no such row",
                () -> world.consumer.deleteRow(TABLE + "999")));
    for (String wrong : List.of(ROOT + "Nope.1", ROOT + "Str", "Device.X.1", TABLE + "x")) {
      group.add(
          wrong + " cannot be deleted",
          world -> refusedWith(UNKNOWN, () -> world.consumer.deleteRow(wrong)));
    }
    for (String wrong : List.of(ROOT + "Str", ROOT + "Nope.", "Device.X.")) {
      group.add(
          "names of " + wrong + " are refused",
          world -> refusedWith(UNKNOWN, () -> world.consumer.rows(wrong)));
    }
  }

  private static void names(Case.Group group) {
    for (int depth : new int[] {0, 1, 2, 3, 8, -1, -2, -3}) {
      for (String path : List.of("Device.", ROOT, TABLE)) {
        group.add(
            "of " + path + " to depth " + depth + " are those of the provider",
            world -> {
              world.row("");
              world.row("second");
              assertEquals(
                  kinds(world.provider.names(path, depth)),
                  kinds(world.consumer.names(path, depth)));
            });
      }
    }
    group.add(
        "of a leaf is the leaf",
        world ->
            assertEquals(
                kinds(world.provider.names(ROOT + "Int", 0)),
                kinds(world.consumer.names(ROOT + "Int", 0))));
    group.add(
        "carry what can be done",
        world -> {
          List<Element> found = world.consumer.names(ROOT, 1);
          for (Element wanted : world.provider.names(ROOT, 1)) {
            Element seen =
                found.stream()
                    .filter(e -> e.name().equals(wanted.name()))
                    .findFirst()
                    .orElseThrow();
            assertTrue(
                wanted.kind() == Element.Kind.OBJECT || seen.access().containsAll(wanted.access()),
                seen::toString);
            if (wanted.name().endsWith("ReadOnly")) {
              assertTrue(!seen.access().contains(Element.Access.SET));
            }
          }
        });
    for (String wrong : List.of("Device.X.", ROOT + "Nope")) {
      group.add(
          "of " + wrong + " are refused",
          world ->
              refusedWith(
                  List.of(BusError.DESTINATION_NOT_FOUND, BusError.ELEMENT_DOES_NOT_EXIST),
                  () -> world.consumer.names(wrong, 1)));
    }
    group.add(
        "of components hold both of us",
        world -> {
          List<String> all = world.consumer.components();
          assertTrue(all.contains("eRT.contract.provider"), all::toString);
          assertTrue(all.contains(World.CONSUMER), all::toString);
        });
  }

  /** Names with their kinds, in any order: it is the provider's library that walks its tree. */
  private static Set<String> kinds(List<Element> elements) {
    Set<String> kinds = new TreeSet<>();
    elements.forEach(element -> kinds.add(element.name() + " " + element.kind()));
    return kinds;
  }

  private static List<RowName> rows(World world) throws Exception {
    return world.consumer.rows(TABLE);
  }
}
