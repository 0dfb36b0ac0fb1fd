package org.rdkb.dhcpmanager.tr181;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object or a table, with what it holds in the order of the XML. */
final class ObjectSchema implements SchemaNode {
  private final Head head;
  private final Map<String, SchemaNode> members;
  private final String name;
  private final String key;

  ObjectSchema(Head head, Map<String, SchemaNode> members) {
    this.head = head;
    this.members = new LinkedHashMap<>(members);
    this.name = lastWord(isTable() ? tablePath() : head.path());
    this.key = isTable() ? Schema.belowRow(tablePath()) : "";
  }

  /**
   * What the XML says about the object itself.
   *
   * @param path with trailing dot; a table ends in {@code {i}.}
   * @param writable rows can be added and deleted
   * @param minEntries rows that must stay
   * @param maxEntries rows that there may be
   * @param uniqueKeys names of the parameters that must differ among rows
   * @param description for people
   */
  record Head(
      String path,
      boolean writable,
      int minEntries,
      int maxEntries,
      List<String> uniqueKeys,
      String description) {
    Head {
      uniqueKeys = List.copyOf(uniqueKeys);
    }
  }

  Head head() {
    return head;
  }

  @Override
  public String path() {
    return head.path();
  }

  @Override
  public String description() {
    return head.description();
  }

  boolean isTable() {
    return head.path().endsWith(Schema.ROW);
  }

  @Override
  public String name() {
    return name;
  }

  private static String lastWord(String path) {
    int dot = path.length() - 1;
    return path.isEmpty() ? "" : path.substring(path.lastIndexOf('.', dot - 1) + 1, dot);
  }

  /** A table's path without the placeholder of its own rows. */
  String tablePath() {
    return head.path().substring(0, head.path().length() - Schema.ROW.length());
  }

  /** A table's path below the row that it belongs to. */
  String key() {
    return key;
  }

  @Nullable SchemaNode member(String name) {
    return members.get(name);
  }

  Collection<SchemaNode> members() {
    return members.values();
  }

  Stream<ParameterSchema> parameters() {
    return members.values().stream()
        .filter(ParameterSchema.class::isInstance)
        .map(ParameterSchema.class::cast);
  }

  Stream<ObjectSchema> objects() {
    return members.values().stream()
        .filter(ObjectSchema.class::isInstance)
        .map(ObjectSchema.class::cast);
  }

  /**
   * The tables directly in a row of this table, or anywhere below an object without a table
   * between.
   */
  Stream<ObjectSchema> tables() {
    return objects().flatMap(o -> o.isTable() ? Stream.of(o) : o.tables());
  }

  /** The parameters of a row, those of objects inside it included. */
  Stream<ParameterSchema> rowParameters() {
    return Stream.concat(
        parameters(), objects().filter(o -> !o.isTable()).flatMap(ObjectSchema::rowParameters));
  }
}
