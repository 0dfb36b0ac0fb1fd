package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.Optional;
import org.rdkb.dhcpmanager.bus.EventFilter;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;

/** Event filters ↔ items. */
final class FilterCodec {
  private static final int RELATION = 0;
  private static final int LOGIC = 1;
  private static final int AND = 0;
  private static final int OR = 1;
  private static final int NOT = 2;
  private static final int DEEPEST = 16;
  private static final EventFilter.Relation[] RELATIONS = EventFilter.Relation.values();

  private FilterCodec() {}

  /** A flag, and the filter if there is one. */
  static void write(ItemWriter out, Optional<EventFilter> filter) {
    out.integer(filter.isPresent() ? 1 : 0);
    filter.ifPresent(present -> write(out, present));
  }

  private static void write(ItemWriter out, EventFilter filter) {
    if (filter instanceof EventFilter.Compare compare) {
      out.integer(RELATION).integer(compare.relation().code()).text("filter");
      ValueCodec.writeValue(out, compare.limit());
    } else if (filter instanceof EventFilter.And and) {
      write(out.integer(LOGIC).integer(AND), and.left());
      write(out, and.right());
    } else if (filter instanceof EventFilter.Or or) {
      write(out.integer(LOGIC).integer(OR), or.left());
      write(out, or.right());
    } else if (filter instanceof EventFilter.Not not) {
      write(out.integer(LOGIC).integer(NOT), not.condition());
    }
  }

  static Optional<EventFilter> read(ItemReader in) throws MalformedException {
    return in.numberOr(0) == 0 ? Optional.empty() : Optional.of(read(in, 0));
  }

  private static EventFilter read(ItemReader in, int depth) throws MalformedException {
    if (depth == DEEPEST) {
      throw new MalformedException("filter deeper than " + DEEPEST);
    }
    int kind = in.number();
    int operator = in.number();
    if (kind == RELATION && operator >= 0 && operator < RELATIONS.length) {
      in.text();
      return new EventFilter.Compare(RELATIONS[operator], ValueCodec.readValue(in));
    }
    if (kind != LOGIC || operator < AND || operator > NOT) {
      throw new MalformedException("unknown filter " + kind + "/" + operator);
    }
    EventFilter left = read(in, depth + 1);
    return switch (operator) {
      case AND -> new EventFilter.And(left, read(in, depth + 1));
      case OR -> new EventFilter.Or(left, read(in, depth + 1));
      default -> new EventFilter.Not(left);
    };
  }
}
