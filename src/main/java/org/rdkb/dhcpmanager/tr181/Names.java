package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.tr181.NameEntry.Kind;

/** The names at and below a place. */
final class Names {
  private final int least;
  private final int most;
  private final List<NameEntry> entries = new ArrayList<>();

  private Names(int depth) {
    least = depth < 0 ? -depth : 0;
    most = Math.abs(depth);
  }

  /** As rbus counts: ≥ 0 the element and so many levels below; &lt; 0 exactly so many below. */
  static List<NameEntry> of(Resolver.Found start, int depth) {
    // A depth beyond the deepest path is as good as "all"; −2^31 has no absolute value.
    Names names = new Names(Math.max(-64, Math.min(depth, 64)));
    SchemaNode leaf = start.leaf();
    if (leaf == null) {
      names.place(start.place(), 0);
    } else {
      names.add(NameEntry.of(leaf, start.shown()), 0);
    }
    return names.entries;
  }

  private void place(Place place, int level) {
    add(
        place.kind() == Place.Kind.ROW
            ? new NameEntry(place.shown(), Kind.ROW, false, false)
            : NameEntry.of(place.object(), place.shown()),
        level);
    if (level == most) {
      return;
    }
    if (place.kind() == Place.Kind.TABLE) {
      for (Row row : place.rows().rows().values()) {
        place(place.row(row, Integer.toString(row.instance())), level + 1);
      }
      return;
    }
    for (SchemaNode member : place.object().members()) {
      if (member instanceof ObjectSchema object) {
        place(place.into(object), level + 1);
      } else {
        add(NameEntry.of(member, place.shown() + member.name()), level + 1);
      }
    }
  }

  private void add(NameEntry entry, int level) {
    if (level >= least && level <= most) {
      entries.add(entry);
    }
  }
}
