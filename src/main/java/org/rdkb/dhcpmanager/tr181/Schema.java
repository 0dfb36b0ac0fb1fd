package org.rdkb.dhcpmanager.tr181;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The data model as its XML states it: types, ranges, access, defaults, keys. Immutable; any thread
 * may read.
 */
public final class Schema {
  /** Stands for a row in the paths of a schema. */
  static final String ROW = "{i}.";

  private static final List<String> SHIPPED =
      List.of(
          "/tr181/device-dhcpv4.xml",
          "/tr181/device-dhcpv4-server.xml",
          "/tr181/device-dhcpv4-relay.xml",
          "/tr181/device-dhcpv6.xml",
          "/tr181/device-map.xml",
          "/tr181/device-attachment.xml");

  private final ObjectSchema root;

  Schema(ObjectSchema root) {
    this.root = root;
  }

  /**
   * The schema that this program was built with.
   *
   * @return read from the class path
   */
  public static Schema shipped() {
    SchemaReader reader = new SchemaReader();
    for (String name : SHIPPED) {
      try (InputStream in = Schema.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(name + " is not on the class path");
        }
        reader.read(in, name);
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }
    return reader.schema();
  }

  ObjectSchema root() {
    return root;
  }

  /** Every object, table, parameter, command and event, parents before what they hold. */
  Stream<SchemaNode> nodes() {
    return below(root);
  }

  private static Stream<SchemaNode> below(ObjectSchema object) {
    return object.members().stream()
        .flatMap(
            node ->
                node instanceof ObjectSchema inner
                    ? Stream.concat(Stream.of(node), below(inner))
                    : Stream.of(node));
  }

  /** What of a path lies below the innermost row in it. */
  static String belowRow(String path) {
    int row = path.lastIndexOf(ROW);
    return row < 0 ? path : path.substring(row + ROW.length());
  }
}
