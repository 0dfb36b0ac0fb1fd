package org.rdkb.dhcpmanager.rbus.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Captured traffic of stock programs, in order of capture. */
public final class Vectors {
  /** Every file of captures. */
  public static final List<String> ALL =
      List.of(
          "add_row",
          "broker_restart",
          "client_disconnect",
          "connect_register",
          "delete_row",
          "direct_connection",
          "discovery",
          "event_async_retry",
          "event_initial_value",
          "event_interval",
          "event_raw_data",
          "event_subscribe_errors",
          "event_subscribe_publish",
          "event_table_rows",
          "event_value_change_filter",
          "event_wildcard_property",
          "get_all_types",
          "get_errors",
          "get_int_string",
          "get_multi",
          "get_object_type",
          "get_wildcard",
          "legacy_2_0_13",
          "method_invoke",
          "names_and_rows",
          "register_duplicate_unregister_close",
          "roundtrip_header_variant",
          "session_manager",
          "set_commit",
          "set_multi_rollback",
          "trace_context");

  private Vectors() {}

  /**
   * One captured frame.
   *
   * @param toBroker which way it went
   * @param connection who was at the other end
   * @param octets the whole frame; empty: the client closed the connection
   */
  public record Captured(boolean toBroker, String connection, ByteBuffer octets) {
    public boolean isClose() {
      return !octets.hasRemaining();
    }

    public Frame frame() {
      return decode(octets);
    }
  }

  public static Frame decode(ByteBuffer octets) {
    try {
      return Objects.requireNonNull(new FrameAssembler().next(octets.duplicate()));
    } catch (MalformedException wrong) {
      throw new AssertionError(wrong);
    }
  }

  public static List<Captured> load(String file) {
    String path = "/vectors/rbus/" + file + ".json";
    List<Captured> all = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(path), path);
        JsonParser json = new JsonFactory().createParser(in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String key = json.currentName();
          json.nextToken();
          if (json.currentToken().isScalarValue()) {
            fields.put(key, json.getText());
          } else {
            json.skipChildren();
          }
        }
        all.add(
            new Captured(
                "c2b".equals(fields.get("dir")),
                fields.get("conn") + "-" + fields.get("conn_no"),
                ByteBuffer.wrap(HexFormat.of().parseHex(fields.getOrDefault("hex", "")))));
      }
    } catch (IOException unreadable) {
      throw new AssertionError(path, unreadable);
    }
    return all;
  }
}
