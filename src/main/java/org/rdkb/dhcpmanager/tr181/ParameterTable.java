package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.List;

/** The data model as a table for people, from schema and bindings. */
public final class ParameterTable {
  private ParameterTable() {}

  /**
   * Writes the table.
   *
   * @param schema what there is
   * @param bindings how it behaves
   * @return Markdown
   */
  public static String markdown(Schema schema, Bindings bindings) {
    StringBuilder page = new StringBuilder("# Parameters\n\n");
    page.append("Generated from `tr181/*.xml` and the bindings; do not edit.\n");
    schema
        .nodes()
        .filter(ObjectSchema.class::isInstance)
        .map(ObjectSchema.class::cast)
        .filter(object -> !object.head().description().isEmpty())
        .forEach(object -> object(page, object, bindings));
    return page.toString();
  }

  private static void object(StringBuilder page, ObjectSchema object, Bindings bindings) {
    page.append("\n## ").append(object.path()).append("\n\n").append(object.description());
    if (object.isTable()) {
      ObjectSchema.Head head = object.head();
      page.append(" Rows: ").append(head.minEntries()).append(" to ").append(head.maxEntries());
      page.append(head.writable() ? ", added and deleted at will" : ", made by the device");
      page.append("; unique: ").append(String.join(", ", head.uniqueKeys())).append('.');
    }
    page.append(
        "\n\n| Name | Type | Access | Default | Kind | Meaning |\n|---|---|---|---|---|---|\n");
    for (SchemaNode member : object.members()) {
      if (!(member instanceof ObjectSchema)) {
        row(page, member, bindings.of(member).kind());
      }
    }
  }

  private static void row(StringBuilder page, SchemaNode member, String kind) {
    List<String> cells = new ArrayList<>();
    cells.add(member.name());
    if (member instanceof ParameterSchema parameter) {
      cells.add(type(parameter.type()));
      cells.add(parameter.flags().writable() ? "read, write" : "read");
      cells.add(parameter.defaultText().map(text -> text.isEmpty() ? "empty" : text).orElse("–"));
    } else {
      cells.add(member instanceof CommandSchema ? "command" : "event");
      cells.add(member instanceof CommandSchema ? "invoke" : "read, subscribe");
      cells.add("–");
    }
    cells.add(kind);
    cells.add(member.description());
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String type(ValueType type) {
    StringBuilder text = new StringBuilder(type.list() ? "list of " : "");
    text.append(type.name().isEmpty() ? type.base().word() : type.name());
    ValueType.Bounds bounds = type.bounds();
    if (!type.enumeration().isEmpty()) {
      text.append(": ").append(String.join(", ", type.enumeration()));
    } else if (type.list()) {
      text.append(", ≤ ").append(bounds.maxList()).append(" characters");
    } else if (type.base() == BaseType.HEX_BINARY) {
      text.append(", ≤ ").append(bounds.maxSize()).append(" octets");
    } else if (type.base() == BaseType.STRING && bounds.maxSize() < Integer.MAX_VALUE) {
      text.append(", ≤ ").append(bounds.maxSize()).append(" characters");
    } else if (type.base() == BaseType.INT || type.base() == BaseType.UNSIGNED_INT) {
      text.append(", ").append(bounds.min()).append(" to ").append(bounds.max());
    }
    return type.units().isEmpty() ? text.toString() : text + ", " + type.units();
  }
}
