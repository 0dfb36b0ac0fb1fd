package org.rdkb.dhcpmanager.watch;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.bus.view.ClientRow;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.core.softwire.PortSet;
import org.rdkb.dhcpmanager.http.HttpAnswer;
import org.rdkb.dhcpmanager.http.HttpRequest;

/** The part of the API that looks behind the data model. Everything of it is a GET. */
final class Insight {
  private static final int MOST_MOMENTS = 1000;
  private static final int USUAL_MOMENTS = 50;

  private final Api api;
  private final Sources sources;
  private final RecentEvents recent;
  private final InstantSource clock;
  private final LayerCheck layers;

  Insight(Api api, Sources sources, RecentEvents recent, InstantSource clock) {
    this.api = api;
    this.sources = sources;
    this.recent = recent;
    this.clock = clock;
    this.layers = new LayerCheck(new KernelSight(Path.of("/proc/net")), sources::bus);
  }

  /** Absent: it is not of this part. */
  Optional<HttpAnswer> answer(String what, HttpRequest request) {
    if (!request.method().equals("GET")) {
      return Optional.empty();
    }
    String row = request.query().getOrDefault("row", "");
    try {
      return Optional.ofNullable(
          switch (what) {
            case "figures" -> HttpAnswer.json(200, figures());
            case "processes" -> HttpAnswer.json(200, processes());
            case "check" -> check(row);
            case "history" -> history(row, request.query().getOrDefault("most", ""));
            case "recent" -> HttpAnswer.json(200, recent(row));
            case "softwires" -> HttpAnswer.json(200, softwires());
            case "bus" -> HttpAnswer.json(200, bus());
            case "recovery" -> HttpAnswer.json(200, recovery());
            default -> null;
          });
    } catch (IOException unreadable) {
      return Optional.of(Api.error(503, String.valueOf(unreadable.getMessage())));
    }
  }

  /** All counters, gauges and histograms, but those of the rows, which have values of their own. */
  String figures() {
    return Json.object(
        json -> {
          json.writeStringField("at", clock.instant().toString());
          json.writeArrayFieldStart("figures");
          for (Figure figure : sources.figures()) {
            json.writeStartObject();
            json.writeStringField("name", figure.name());
            Json.labels(json, figure.labels());
            json.writeNumberField("value", figure.value().doubleValue());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("spreads");
          for (Spread spread : sources.spreads()) {
            write(json, spread);
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, Spread spread) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", spread.name());
    Json.labels(json, spread.labels());
    json.writeArrayFieldStart("bounds");
    for (double bound : spread.bounds()) {
      json.writeNumber(bound);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("counts");
    for (long count : spread.counts()) {
      json.writeNumber(count);
    }
    json.writeEndArray();
    json.writeNumberField("sum", spread.sum());
    json.writeEndObject();
  }

  private String processes() {
    Instant now = clock.instant();
    return Json.object(
        json -> {
          json.writeArrayFieldStart("processes");
          for (Child child : sources.children()) {
            Optional<ProcessSight> sight = ProcessSight.of(child);
            if (sight.isPresent()) {
              json.writeStartObject();
              json.writeStringField("row", child.row());
              json.writeNumberField("pid", child.pid());
              json.writeStringField("state", sight.get().state());
              json.writeStringField("started", sight.get().started(now).toString());
              json.writeNumberField("cpuSeconds", sight.get().cpuSeconds());
              json.writeNumberField("residentBytes", sight.get().residentBytes());
              json.writeBooleanField("adopted", child.isAdopted());
              json.writeEndObject();
            }
          }
          json.writeEndArray();
        });
  }

  private HttpAnswer check(String path) {
    List<ClientRow> rows =
        Api.ROW.matcher(path).matches() ? api.rows(table(path), path) : List.of();
    if (rows.isEmpty()) {
      return unknownRow(path);
    }
    List<Layer> all = layers.of(rows.get(0));
    return HttpAnswer.json(
        200,
        Json.object(
            json -> {
              json.writeStringField("row", path);
              json.writeArrayFieldStart("layers");
              for (Layer layer : all) {
                json.writeStartObject();
                json.writeStringField("name", layer.name());
                json.writeStringField("verdict", Json.word(layer.verdict()));
                json.writeStringField("reason", layer.reason());
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  private HttpAnswer history(String path, String most) throws IOException {
    if (!Api.ROW.matcher(path).matches()) {
      return unknownRow(path);
    }
    if (!most.matches("|[1-9][0-9]{0,3}")) {
      return Api.error(400, "most takes 1 … " + MOST_MOMENTS);
    }
    int count = most.isEmpty() ? USUAL_MOMENTS : Math.min(MOST_MOMENTS, Integer.parseInt(most));
    List<LeaseMoment> moments = sources.past(path, count);
    return HttpAnswer.json(
        200,
        Json.object(
            json -> {
              json.writeStringField("row", path);
              json.writeArrayFieldStart("moments");
              for (LeaseMoment moment : moments) {
                json.writeStartObject();
                json.writeStringField("at", moment.at().toString());
                json.writeStringField("cause", moment.cause());
                json.writeStringField("before", Shown.printable(moment.before()));
                json.writeStringField("after", Shown.printable(moment.after()));
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  private String recent(String element) {
    return Json.object(
        json -> {
          json.writeArrayFieldStart("events");
          for (RecentEvents.Seen seen : recent.about(element)) {
            json.writeStartObject();
            EventText.write(json, seen);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private String softwires() {
    return Json.object(
        json -> {
          json.writeArrayFieldStart("domains");
          for (Softwire softwire : Softwire.of(api.all("Device.MAP."))) {
            json.writeStartObject();
            json.writeStringField("path", softwire.path());
            Json.values(json, softwire.values());
            json.writeArrayFieldStart("ports");
            for (PortSet.Range range : softwire.ports()) {
              json.writeStartArray();
              json.writeNumber(range.first());
              json.writeNumber(range.last());
              json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private String bus() {
    BusSight seen = sources.bus();
    return Json.object(
        json -> {
          json.writeStringField("address", seen.address());
          json.writeStringField("carrier", seen.carrier());
          json.writeStringField("trouble", seen.trouble());
          json.writeArrayFieldStart("components");
          for (String component : seen.components()) {
            json.writeString(Shown.printable(component));
          }
          json.writeEndArray();
          json.writeBooleanField("tellsSubscriptions", seen.subscriptions().isPresent());
          json.writeArrayFieldStart("subscriptions");
          for (BusSight.Listening one : seen.subscriptions().orElse(List.of())) {
            json.writeStartObject();
            json.writeStringField("element", Shown.printable(one.element()));
            json.writeStringField("subscriber", Shown.printable(one.subscriber()));
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private String recovery() {
    Optional<Recovery> found = sources.recovery();
    return Json.object(
        json -> {
          json.writeBooleanField("known", found.isPresent());
          if (found.isPresent()) {
            RecoveryText.write(json, found.get());
          }
        });
  }

  private static String table(String path) {
    return path.startsWith(ClientRow.DHCPV6) ? ClientRow.DHCPV6 : ClientRow.DHCPV4;
  }

  private static HttpAnswer unknownRow(String path) {
    return Api.error(
        404, "there is no row '" + Shown.printable(path) + "'; say row=" + ClientRow.DHCPV4 + "1.");
  }
}
