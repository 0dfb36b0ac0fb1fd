package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.tr181.Place.Kind;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;
import org.rdkb.dhcpmanager.tr181.Resolver.Found;

/** Reads values: leaves, partial paths, wildcards. */
final class Reader {
  private Reader() {}

  static Outcome<List<Leaf>> get(Place root, String text) {
    return Path.parse(text).then(path -> Resolver.all(root, path).then(found -> read(path, found)));
  }

  private static Outcome<List<Leaf>> read(Path path, List<Found> found) {
    List<Leaf> leaves = new ArrayList<>();
    for (Found each : found) {
      if (path.partial()) {
        below(each.place(), leaves);
      } else {
        Optional<Leaf> leaf = leaf(each);
        if (leaf.isEmpty() && !path.hasWildcard()) {
          return Outcome.refused(path.text(), Code.NOT_READABLE, "has no value");
        }
        leaf.ifPresent(leaves::add);
      }
    }
    return Outcome.done(leaves);
  }

  private static Optional<Leaf> leaf(Found found) {
    if (found.leaf() instanceof ParameterSchema parameter) {
      return Optional.of(new Leaf.Parameter(found.shown(), value(found.place(), parameter)));
    }
    View view = found.place().view();
    RowSnapshot client = found.place().client();
    return found.leaf() instanceof EventSchema
            && client != null
            && client.lease(view.now()).isPresent()
        ? Optional.of(new Leaf.Event(found.shown(), client, view.now()))
        : Optional.empty();
  }

  /** Parameters only, in the order of the schema; events and lookups answer only by their names. */
  private static void below(Place place, List<Leaf> leaves) {
    if (place.kind() == Kind.TABLE) {
      for (Row row : place.rows().rows().values()) {
        below(place.row(row, Integer.toString(row.instance())), leaves);
      }
      return;
    }
    for (SchemaNode member : place.object().members()) {
      if (member instanceof ParameterSchema parameter && !isLookup(place, parameter)) {
        leaves.add(new Leaf.Parameter(place.shown() + parameter.name(), value(place, parameter)));
      } else if (member instanceof ObjectSchema object) {
        below(place.into(object), leaves);
      }
    }
  }

  private static boolean isLookup(Place place, ParameterSchema parameter) {
    return place.view().bindings().of(parameter) instanceof Binding.Lookup;
  }

  static Value value(Place place, ParameterSchema parameter) {
    Row row = place.row();
    BaseType type = parameter.type().base();
    Binding binding = place.view().bindings().of(parameter);
    if (parameter.flags().hidden()) {
      return new Value(type, Value.nothing(type)); // R21
    }
    if (binding instanceof Binding.Persisted persisted) {
      Value value = row.values().get(persisted.key());
      return value == null ? parameter.initial() : value;
    }
    if (binding instanceof Binding.Live live) {
      return new Value(type, cut(parameter.type(), live.text().apply(reading(place))));
    }
    if (binding instanceof Binding.Derived derived) {
      return new Value(type, derived.text().apply(reading(place)));
    }
    if (binding instanceof Binding.Lookup lookup) {
      return new Value(type, lookup.text().apply(place.view().clients(), clientOf(place).row()));
    }
    if (binding instanceof Binding.Overall overall) {
      return new Value(type, cut(parameter.type(), overall.text().apply(place.view().clients())));
    }
    if (binding instanceof Binding.OfLink ofLink) {
      AttachmentId id = new AttachmentId(ofLink.table(), row.instance());
      AttachmentCondition condition = place.view().clients().attachment(id);
      return new Value(type, ofLink.text().apply(condition));
    }
    if (binding instanceof Binding.Served served) {
      return new Value(type, served.text().apply(place.view().clients().pools(), place.served()));
    }
    if (binding instanceof Binding.Count count) {
      return new Value(type, Integer.toString(place.rows(count.table()).rows().size()));
    }
    if (binding instanceof Binding.Constant constant) {
      return new Value(type, constant.text());
    }
    return Value.FALSE; // a trigger (R20)
  }

  private static RowReading reading(Place place) {
    return place.reading(clientOf(place));
  }

  private static RowSnapshot clientOf(Place place) {
    RowSnapshot client = place.client();
    if (client == null) {
      throw new IllegalStateException(place.object().path() + " belongs to no client");
    }
    return client;
  }

  /** What a server sent may be longer than the parameter: whole items that fit. */
  private static String cut(ValueType type, String text) {
    if (!type.list() || text.length() <= type.bounds().maxList()) {
      return text;
    }
    int comma = text.lastIndexOf(',', type.bounds().maxList());
    return text.substring(0, Math.max(0, comma));
  }
}
