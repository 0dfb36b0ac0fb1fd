package org.rdkb.dhcpmanager.tr181;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;

/** How an entry of the schema is read and set. The kind explains the behaviour. */
sealed interface Binding {

  /** The same for ever. */
  record Constant(String text) implements Binding {}

  /** The number of rows of a table; {@code table} is its path below the row, with trailing dot. */
  record Count(String table) implements Binding {}

  /** Stored with the configuration, under {@code key}. */
  record Persisted(String key) implements Binding {}

  /** From the client's snapshot; changes only when something happens to the client. */
  record Live(Function<RowReading, String> text) implements Binding {}

  /** From the client's snapshot and the clock; changes by itself. */
  record Derived(Function<RowReading, String> text) implements Binding {}

  /** Looked up where it lies, only when asked by its own name; changes are not announced. */
  record Lookup(BiFunction<ClientRows, RowId, String> text) implements Binding {}

  /** About the whole program, asked when it is read; changes are not announced. */
  record Overall(Function<ClientRows, String> text) implements Binding {}

  /** About a declared link, asked when it is read; changes are not announced. */
  record OfLink(AttachmentId.Table table, Function<AttachmentCondition, String> text)
      implements Binding {}

  /** Setting true acts; reads false, never stored (R20). */
  record Trigger(ClientAction action) implements Binding {}

  /** A table; of clients, if it has a family. */
  record Table(Optional<Family> clients) implements Binding {}

  /** A table without stored rows: as many as the client's snapshot says, numbered from 1. */
  record Listed(ToIntFunction<RowReading> rows) implements Binding {}

  /** A table without stored rows: one for each client row that passes, with its number. */
  record PerClient(Family family, Predicate<RowReading> passes) implements Binding {}

  /** From the DHCPv4 server, by the instance numbers on the way; changes are not announced. */
  record Served(BiFunction<ServedPools, ServedPlace, String> text) implements Binding {}

  /** A table without stored rows: the clients of a pool, or what one has, as the server says. */
  record ServedRows(BiFunction<ServedPools, ServedPlace, List<Integer>> rows) implements Binding {}

  /** The event of a client row. */
  record Event() implements Binding {}

  /** A command of a client row. */
  record Command(ClientAction action) implements Binding {}

  /** A command of a client row that answers later, with findings. */
  record Diagnose() implements Binding {}

  /** A command of the whole program; false: it cannot be taken now. */
  record OverallCommand(Predicate<ClientRows> action) implements Binding {}

  /** Of a table: whose rows its rows are, or stand for. */
  default Optional<Family> clientFamily() {
    if (this instanceof Table table) {
      return table.clients();
    }
    return this instanceof PerClient perClient ? Optional.of(perClient.family()) : Optional.empty();
  }

  /** The word of the generated table. */
  default String kind() {
    return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }
}
