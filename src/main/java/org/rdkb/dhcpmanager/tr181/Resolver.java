package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.tr181.Place.Kind;
import org.rdkb.dhcpmanager.tr181.Refusal.Code;

/** Finds what a path stands for, by hash maps from word to word. */
final class Resolver {
  private final Path path;
  private final List<Found> found = new ArrayList<>();

  private Resolver(Path path) {
    this.path = path;
  }

  /**
   * One thing that a path stands for.
   *
   * @param place the object, table or row; that of the leaf, if it is one
   * @param leaf a parameter, command or event; null for the place itself
   */
  record Found(Place place, @Nullable SchemaNode leaf) {
    String shown() {
      return leaf == null ? place.shown() : place.shown() + leaf.name();
    }
  }

  /** Everything that the path stands for, rows in order of creation; none if a table is empty. */
  static Outcome<List<Found>> all(Place root, Path path) {
    Resolver resolver = new Resolver(path);
    if (path.hasWildcard()) {
      // An unknown name is an error even where no row exists to look for it.
      Optional<Refusal> unknown = resolver.check(root.object(), root.kind() == Kind.TABLE, 0);
      if (unknown.isPresent()) {
        return new Outcome.Refused<>(unknown.get());
      }
    }
    Optional<Refusal> refusal = resolver.walk(root, 0);
    return refusal.isPresent()
        ? new Outcome.Refused<>(refusal.get())
        : Outcome.done(resolver.found);
  }

  /** The one thing that a path without wildcards stands for. */
  static Outcome<Found> one(Place root, String text) {
    Outcome<Path> path = Path.parse(text);
    if (path instanceof Outcome.Done<Path> parsed
        && (parsed.value().hasWildcard() || text.endsWith(Path.ANY))) {
      return Outcome.refused(text, Code.WILDCARD, "a wildcard cannot be used here");
    }
    return path.then(parsed -> all(root, parsed)).then(list -> Outcome.done(list.get(0)));
  }

  private Optional<Refusal> walk(Place place, int index) {
    if (index == path.segments().size()) {
      found.add(new Found(place, null));
      return Optional.empty();
    }
    String segment = path.segments().get(index);
    if (place.kind() == Kind.TABLE) {
      return segment.equals(Path.ANY) ? walkRows(place, index) : walkRow(place, index);
    }
    SchemaNode member = place.object().member(segment);
    if (member instanceof ObjectSchema object) {
      return walk(place.into(object), index + 1);
    }
    if (member == null || path.partial() || index + 1 < path.segments().size()) {
      return segment.equals(Path.ANY) ? wildcard() : unknown();
    }
    found.add(new Found(place, member));
    return Optional.empty();
  }

  private Optional<Refusal> walkRows(Place table, int index) {
    for (Row row : table.rows().rows().values()) {
      Optional<Refusal> refusal = walk(table.row(row, Integer.toString(row.instance())), index + 1);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private Optional<Refusal> walkRow(Place table, int index) {
    Optional<Place> row = table.rowOf(path.segments().get(index));
    return row.isPresent() ? walk(row.get(), index + 1) : refuse(Code.UNKNOWN, "no such row");
  }

  private Optional<Refusal> check(ObjectSchema object, boolean table, int index) {
    if (index == path.segments().size()) {
      return Optional.empty();
    }
    String segment = path.segments().get(index);
    if (table) {
      return check(object, false, index + 1);
    }
    if (segment.equals(Path.ANY)) {
      return wildcard();
    }
    SchemaNode member = object.member(segment);
    if (member instanceof ObjectSchema inner) {
      return check(inner, inner.isTable(), index + 1);
    }
    boolean leaf = member != null && !path.partial() && index + 1 == path.segments().size();
    return leaf ? Optional.empty() : unknown();
  }

  private Optional<Refusal> unknown() {
    return refuse(Code.UNKNOWN, "no such name");
  }

  private Optional<Refusal> wildcard() {
    return refuse(Code.WILDCARD, "a wildcard stands for the rows of a table only");
  }

  private Optional<Refusal> refuse(Code code, String reason) {
    return Optional.of(new Refusal(path.text(), code, reason));
  }
}
