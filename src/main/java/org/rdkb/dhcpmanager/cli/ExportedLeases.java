package org.rdkb.dhcpmanager.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.store.DamagedException;

/** Reads what {@code lease export} wrote: objects {@code {"row": …, "lines": {…}}}. */
final class ExportedLeases {
  private static final long MOST_BYTES = 64L * 1024 * 1024;
  private static final String NONE = "is no export of leases";

  private ExportedLeases() {}

  static Map<RowId, SortedMap<String, String>> read(Path file)
      throws IOException, DamagedException {
    if (Files.size(file) > MOST_BYTES) {
      throw new DamagedException("is larger than " + MOST_BYTES + " bytes");
    }
    Map<RowId, SortedMap<String, String>> leases = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      while (json.nextToken() != null) {
        expect(json.currentToken() == JsonToken.START_OBJECT);
        lease(json, leases);
      }
    } catch (JsonParseException malformed) {
      throw new DamagedException(NONE + ": " + malformed.getOriginalMessage());
    }
    return leases;
  }

  private static void lease(JsonParser json, Map<RowId, SortedMap<String, String>> leases)
      throws IOException, DamagedException {
    String name = "";
    SortedMap<String, String> lines = new TreeMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("row")) {
        name = String.valueOf(json.getValueAsString());
      } else if (field.equals("lines")) {
        expect(json.currentToken() == JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String key = json.currentName();
          expect(json.nextToken() == JsonToken.VALUE_STRING);
          lines.put(key, json.getText());
        }
      } else {
        expect(false);
      }
    }
    String row = name;
    RowId id = RowId.parse(name).orElseThrow(() -> new DamagedException("'" + row + "' is no row"));
    if (leases.put(id, lines) != null) {
      throw new DamagedException(id + " comes twice");
    }
  }

  private static void expect(boolean right) throws DamagedException {
    if (!right) {
      throw new DamagedException(NONE);
    }
  }
}
