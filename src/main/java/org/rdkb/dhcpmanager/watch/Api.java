package org.rdkb.dhcpmanager.watch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.bus.BusObject;
import org.rdkb.dhcpmanager.bus.BusProperty;
import org.rdkb.dhcpmanager.bus.BusValue;
import org.rdkb.dhcpmanager.bus.Provider;
import org.rdkb.dhcpmanager.bus.view.ClientRow;
import org.rdkb.dhcpmanager.bus.view.Health;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.bus.view.Typed;
import org.rdkb.dhcpmanager.http.HttpAnswer;
import org.rdkb.dhcpmanager.http.HttpRequest;

/** The JSON API, version 1: the data model and what {@code dhcpmgr status} says. */
final class Api {
  /** Where its paths begin. */
  static final String ROOT = "/api/v1/";

  /** A row of a Client table. */
  static final Pattern ROW = Pattern.compile("Device\\.DHCPv[46]\\.Client\\.[1-9][0-9]{0,8}\\.");

  private static final String PERSISTENCE = "Device.DHCPv4.X_DHCPMGR_Persistence";
  private static final String BY = "dhcpmgr.watch";

  private final Provider provider;

  Api(Provider provider) {
    this.provider = provider;
  }

  /**
   * Answers what is below {@link #ROOT}, once the guard let it through.
   *
   * @param what the path below the root
   */
  HttpAnswer answer(String what, HttpRequest request) {
    try {
      return switch (request.method() + " " + what) {
        case "GET status" -> HttpAnswer.json(200, status());
        case "GET parameters" -> parameters(request.query().getOrDefault("path", ""));
        case "POST parameters" -> set(Json.flat(request.body()));
        case "POST rows" -> add(Json.flat(request.body()));
        case "DELETE rows" -> delete(request.query().getOrDefault("path", ""));
        case "POST invoke" -> invoke(Json.flat(request.body()));
        default -> error(404, "there is no " + request.method() + " of " + ROOT + what);
      };
    } catch (BusException refused) {
      return refused(refused);
    } catch (IOException malformed) {
      return error(400, String.valueOf(malformed.getMessage()));
    }
  }

  /** The rows of both tables; none while a table cannot be read. */
  List<ClientRow> rows() {
    List<ClientRow> rows = new ArrayList<>();
    for (String table : List.of(ClientRow.DHCPV4, ClientRow.DHCPV6)) {
      rows.addAll(rows(table, table));
    }
    return rows;
  }

  /** What a get of a path says of a table's rows. */
  List<ClientRow> rows(String table, String path) {
    return ClientRow.of(table, all(path));
  }

  /** What a get of a path says; nothing where there is nothing. */
  List<BusProperty> all(String path) {
    try {
      return provider.get(path);
    } catch (BusException none) {
      return List.of();
    }
  }

  /** The same as {@code dhcpmgr status --json}, as one object. */
  String status() {
    List<ClientRow> rows = rows();
    return Json.object(
        json -> {
          json.writeNumberField("version", 1);
          writeHealth(json, rows);
          json.writeStringField("persistence", persistence());
          json.writeArrayFieldStart("rows");
          for (ClientRow row : rows) {
            json.writeStartObject();
            Json.row(json, row);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** The sentence alone. */
  String sentence() {
    List<ClientRow> rows = rows();
    return Json.object(json -> writeHealth(json, rows));
  }

  private static void writeHealth(
      com.fasterxml.jackson.core.JsonGenerator json, List<ClientRow> rows) throws IOException {
    Health health = Health.of(rows);
    json.writeBooleanField("well", health.isWell());
    json.writeStringField("sentence", health.sentence());
  }

  private String persistence() {
    try {
      return provider.get(PERSISTENCE).get(0).value() instanceof BusValue.Text text
          ? text.value()
          : "";
    } catch (BusException unknown) {
      return "";
    }
  }

  private HttpAnswer parameters(String path) throws BusException {
    List<BusProperty> values = provider.get(path);
    return HttpAnswer.json(
        200,
        Json.object(
            json -> {
              json.writeArrayFieldStart("values");
              for (BusProperty value : values) {
                json.writeStartObject();
                json.writeStringField("name", value.name());
                json.writeStringField("type", Shown.type(value.value()));
                json.writeFieldName("value");
                Shown.json(json, value.value());
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  /** All or none, as a set on the bus. */
  private HttpAnswer set(Map<String, String> wanted) throws BusException {
    List<BusProperty> values = new ArrayList<>(wanted.size());
    for (Map.Entry<String, String> one : wanted.entrySet()) {
      BusValue present = provider.get(List.of(one.getKey())).get(0).value();
      values.add(new BusProperty(one.getKey(), Typed.like(present, one.getValue())));
    }
    if (values.isEmpty()) {
      return error(400, "nothing to set");
    }
    provider.set(values, BY);
    return HttpAnswer.json(200, Json.object(json -> json.writeNumberField("set", values.size())));
  }

  private HttpAnswer add(Map<String, String> body) throws BusException {
    String table = body.getOrDefault("table", "");
    int instance = provider.addRow(table, body.getOrDefault("alias", ""));
    return HttpAnswer.json(
        201, Json.object(json -> json.writeStringField("path", table + instance + ".")));
  }

  private HttpAnswer delete(String path) throws BusException {
    provider.deleteRow(path);
    return HttpAnswer.json(200, Json.object(json -> json.writeStringField("deleted", path)));
  }

  private HttpAnswer invoke(Map<String, String> body) throws BusException {
    BusObject result = provider.invoke(body.getOrDefault("method", ""), BusObject.EMPTY);
    return HttpAnswer.json(
        200,
        Json.object(
            json -> {
              json.writeFieldName("result");
              Shown.json(json, result);
            }));
  }

  /**
   * A refusal of the data model: its parameter and reason, and the code that the bus has for it.
   */
  private static HttpAnswer refused(BusException refused) {
    int status = refused.error() == BusError.ELEMENT_DOES_NOT_EXIST ? 404 : 409;
    return HttpAnswer.json(
        status,
        Json.object(
            json -> {
              json.writeStringField("error", refused.error().name().toLowerCase(Locale.ROOT));
              json.writeNumberField("code", refused.error().code());
              json.writeStringField("element", refused.element());
              json.writeStringField("reason", refused.reason());
            }));
  }

  /** What never came as far as the data model. */
  static HttpAnswer error(int status, String reason) {
    return HttpAnswer.json(
        status,
        Json.object(
            json -> {
              json.writeStringField("error", "request");
              json.writeStringField("reason", reason);
            }));
  }
}
