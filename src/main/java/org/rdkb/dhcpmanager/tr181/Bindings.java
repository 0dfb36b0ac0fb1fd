package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;

/** All bindings, by the path of the schema. Filled once, then only read. */
public final class Bindings {
  private final Map<String, Binding> byPath = new HashMap<>();

  Bindings() {}

  /**
   * The bindings that this program was built with.
   *
   * @return one for each entry of the shipped schema
   */
  public static Bindings shipped() {
    Bindings all = new Bindings();
    Dhcpv4Bindings.addTo(all);
    Dhcpv4ClientBindings.addTo(all);
    ClientFigureBindings.addTo(all);
    Dhcpv4SentOptionBindings.addTo(all);
    Dhcpv4ReqOptionBindings.addTo(all);
    Dhcpv6ClientBindings.addTo(all);
    Dhcpv4ServerBindings.addTo(all);
    Dhcpv4RelayBindings.addTo(all);
    SoftwireBindings.addTo(all);
    AttachmentBindings.addTo(all);
    return all;
  }

  /** Begins the list of an object; a table is bound itself by its first line. */
  ListOf of(String object) {
    return new ListOf(object);
  }

  /** One line for each entry of an object. */
  final class ListOf {
    private final String object;

    private ListOf(String object) {
      this.object = object;
    }

    ListOf table() {
      return put("", new Binding.Table(Optional.empty()));
    }

    ListOf listed(ToIntFunction<RowReading> rows) {
      return put("", new Binding.Listed(rows));
    }

    ListOf perClient(Family family, Predicate<RowReading> passes) {
      return put("", new Binding.PerClient(family, passes));
    }

    ListOf clients(Family family) {
      return put("", new Binding.Table(Optional.of(family)));
    }

    ListOf constant(String name, String text) {
      return put(name, new Binding.Constant(text));
    }

    ListOf count(String name, String table) {
      return put(name, new Binding.Count(table));
    }

    ListOf persisted(String name) {
      return put(name, new Binding.Persisted(Schema.belowRow(object + name)));
    }

    /** Another name for a persisted parameter of the same object. */
    ListOf persistedAs(String name, String other) {
      return put(name, new Binding.Persisted(Schema.belowRow(object + other)));
    }

    ListOf live(String name, Function<RowReading, String> text) {
      return put(name, new Binding.Live(text));
    }

    ListOf derived(String name, Function<RowReading, String> text) {
      return put(name, new Binding.Derived(text));
    }

    ListOf lookup(String name, BiFunction<ClientRows, RowId, String> text) {
      return put(name, new Binding.Lookup(text));
    }

    ListOf overall(String name, Function<ClientRows, String> text) {
      return put(name, new Binding.Overall(text));
    }

    ListOf ofLink(
        String name, AttachmentId.Table table, Function<AttachmentCondition, String> text) {
      return put(name, new Binding.OfLink(table, text));
    }

    ListOf overallCommand(String name, Predicate<ClientRows> action) {
      return put(name, new Binding.OverallCommand(action));
    }

    ListOf served(String name, BiFunction<ServedPools, ServedPlace, String> text) {
      return put(name, new Binding.Served(text));
    }

    ListOf servedRows(BiFunction<ServedPools, ServedPlace, List<Integer>> rows) {
      return put("", new Binding.ServedRows(rows));
    }

    ListOf trigger(String name, ClientAction action) {
      return put(name, new Binding.Trigger(action));
    }

    ListOf command(String name, ClientAction action) {
      return put(name, new Binding.Command(action));
    }

    ListOf diagnose(String name) {
      return put(name, new Binding.Diagnose());
    }

    ListOf event(String name) {
      return put(name, new Binding.Event());
    }

    private ListOf put(String name, Binding binding) {
      if (byPath.put(object + name, binding) != null) {
        throw new IllegalStateException(object + name + " is bound twice");
      }
      return this;
    }
  }

  /** The binding of an entry; {@link #check} has seen to it that there is one. */
  Binding of(SchemaNode node) {
    Binding binding = byPath.get(node.path());
    if (binding == null) {
      throw new IllegalStateException(node.path() + " has no binding");
    }
    return binding;
  }

  /** What a row of the table, or the root, has stored; another name for a parameter is left out. */
  List<ParameterSchema> persisted(ObjectSchema table) {
    return table
        .rowParameters()
        .filter(
            parameter ->
                of(parameter) instanceof Binding.Persisted persisted
                    && persisted.key().equals(parameter.key()))
        .toList();
  }

  /**
   * Compares in both directions: every entry of the schema has a binding that suits it, every
   * binding has an entry.
   *
   * @throws IllegalStateException naming what does not agree
   */
  void check(Schema schema) {
    Map<String, Binding> left = new HashMap<>(byPath);
    List<String> wrong = new ArrayList<>();
    schema
        .nodes()
        .filter(node -> !(node instanceof ObjectSchema object && !object.isTable()))
        .forEach(
            node -> {
              Binding binding = left.remove(node.path());
              if (binding == null) {
                wrong.add(node.path() + " has no binding");
              } else if (!suits(node, binding)) {
                wrong.add(node.path() + " cannot be bound as " + binding.kind());
              }
            });
    left.keySet().stream().sorted().forEach(path -> wrong.add(path + " is not in the schema"));
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(String.join("; ", wrong));
    }
  }

  private static boolean suits(SchemaNode node, Binding binding) {
    if (node instanceof ParameterSchema parameter) {
      if (parameter.flags().command()) {
        return binding instanceof Binding.Trigger && parameter.flags().writable();
      }
      return binding instanceof Binding.Persisted
          || (!parameter.flags().writable() && isReadOnly(binding));
    }
    if (node instanceof ObjectSchema object) {
      return binding instanceof Binding.Table
          || (!object.head().writable()
              && (binding instanceof Binding.Listed
                  || binding instanceof Binding.ServedRows
                  || binding instanceof Binding.PerClient));
    }
    return node instanceof EventSchema
        ? binding instanceof Binding.Event
        : binding instanceof Binding.Command
            || binding instanceof Binding.Diagnose
            || binding instanceof Binding.OverallCommand;
  }

  private static boolean isReadOnly(Binding binding) {
    return binding instanceof Binding.Constant
        || binding instanceof Binding.Count
        || binding instanceof Binding.Live
        || binding instanceof Binding.Derived
        || binding instanceof Binding.Lookup
        || binding instanceof Binding.Overall
        || binding instanceof Binding.OfLink
        || binding instanceof Binding.Served;
  }
}
