package org.rdkb.dhcpmanager.attach.container;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition.Status;
import org.rdkb.dhcpmanager.core.attach.AttachmentId.Table;
import org.rdkb.dhcpmanager.core.attach.LinkKind;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;
import org.rdkb.dhcpmanager.http.HttpAnswer;
import org.rdkb.dhcpmanager.http.HttpHandler;
import org.rdkb.dhcpmanager.http.HttpRequest;

/**
 * Answers a container engine: the methods of libnetwork's remote driver, version 1. Every request
 * can be repeated. All names follow from the engine's ids, so that an endpoint that nobody knows
 * any more is made anew from a Join; only an unknown network is beyond help.
 */
public final class NetworkDriver implements HttpHandler {
  private static final Logger log = LogManager.getLogger(NetworkDriver.class);
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String GENERIC = "Options/com.docker.network.generic/";

  /** The engine gives up later. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Of an id: enough to tell networks and endpoints apart, and short enough for the kernel. */
  private static final int SHORT = 12;

  private static final int LONGEST_ALIAS = 60;

  private final LinkBook links;

  /**
   * A driver.
   *
   * @param links where networks and endpoints are declared
   */
  public NetworkDriver(LinkBook links) {
    this.links = links;
  }

  /** Writes an answer's members. */
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private static final Members NOTHING = json -> {};

  @Override
  public HttpAnswer answer(HttpRequest request) {
    if (!request.method().equals("POST")) {
      return HttpAnswer.text(405, "only POST is spoken here");
    }
    String method = request.path().substring(1);
    try {
      Optional<Members> answer = answer(method, DriverRequest.read(body(request)));
      return answer.isPresent()
          ? HttpAnswer.json(200, json(answer.get()))
          : HttpAnswer.text(404, "there is no " + method);
    } catch (RefusedException refused) {
      log.warn("DRIVER-REFUSED method={} reason={}", method, refused.reason());
      return HttpAnswer.json(200, json(json -> json.writeStringField("Err", refused.reason())));
    }
  }

  /** Some methods come without one. */
  private static String body(HttpRequest request) {
    return request.body().isBlank() ? "{}" : request.body();
  }

  /** Absent: no such method. */
  private Optional<Members> answer(String method, DriverRequest request) throws RefusedException {
    return switch (method) {
      case "Plugin.Activate" -> Optional.of(json -> strings(json, "Implements", "NetworkDriver"));
      case "NetworkDriver.GetCapabilities" ->
          Optional.of(
              json -> {
                json.writeStringField("Scope", "local");
                json.writeStringField("ConnectivityScope", "local");
              });
      case "NetworkDriver.CreateNetwork" -> Optional.of(createNetwork(request));
      case "NetworkDriver.DeleteNetwork" -> Optional.of(remove(Table.NETWORK, network(request)));
      case "NetworkDriver.CreateEndpoint" -> Optional.of(createEndpoint(request));
      case "NetworkDriver.DeleteEndpoint" -> Optional.of(remove(Table.ENDPOINT, endpoint(request)));
      case "NetworkDriver.Join" -> Optional.of(join(request));
      case "NetworkDriver.Leave" -> Optional.of(leave(request));
      case "NetworkDriver.EndpointOperInfo" ->
          Optional.of(json -> json.writeObjectFieldStart("Value"));
      // Of other hosts, and of ports: a bridge has neither.
      case "NetworkDriver.DiscoverNew",
          "NetworkDriver.DiscoverDelete",
          "NetworkDriver.ProgramExternalConnectivity",
          "NetworkDriver.RevokeExternalConnectivity" ->
          Optional.of(NOTHING);
      default -> Optional.empty();
    };
  }

  private Members remove(Table table, String alias) throws RefusedException {
    links.remove(table, alias);
    return NOTHING;
  }

  // Networks.

  private Members createNetwork(DriverRequest request) throws RefusedException {
    for (String path : request.values().keySet()) {
      if (path.startsWith(GENERIC) && !path.matches(GENERIC + "(bridge|mtu)")) {
        throw new RefusedException(
            "unknown option " + path.substring(GENERIC.length()) + "; there are bridge and mtu");
      }
    }
    String id = request.id("NetworkID");
    String bridge = request.text(GENERIC + "bridge");
    Map<String, String> row = new TreeMap<>();
    row.put("Kind", "bridge");
    row.put("Interface", bridge.isEmpty() ? "br-" + id.substring(0, SHORT) : bridge);
    row.put("MTU", request.text(GENERIC + "mtu").isEmpty() ? "0" : request.text(GENERIC + "mtu"));
    row.put("Enable", "true");
    links.write(Table.NETWORK, network(request), row);
    return NOTHING;
  }

  private static String network(DriverRequest request) throws RefusedException {
    return alias("n-", request.id("NetworkID"));
  }

  // Endpoints.

  private Members createEndpoint(DriverRequest request) throws RefusedException {
    declare(request, "false");
    String asked = request.text("Interface/MacAddress");
    return json -> {
      json.writeObjectFieldStart("Interface");
      if (asked.isEmpty()) { // what the engine has chosen must not be repeated
        json.writeStringField("MacAddress", mac(request));
      }
      json.writeEndObject();
    };
  }

  private void declare(DriverRequest request, String enable) throws RefusedException {
    if (!links.has(Table.NETWORK, network(request))) {
      throw new RefusedException("network " + request.text("NetworkID") + " is not known here");
    }
    Map<String, String> row = new TreeMap<>();
    row.put("Network", network(request));
    row.put("Kind", "veth");
    row.put("Interface", hostEnd(request));
    row.put("Peer", containerEnd(request));
    row.put("Enable", enable);
    links.write(Table.ENDPOINT, endpoint(request), row);
  }

  private Members join(DriverRequest request) throws RefusedException {
    String alias = endpoint(request);
    if (!links.has(Table.ENDPOINT, alias)) {
      log.warn("ATTACH-ENDPOINT-REBUILT endpoint={} network={}", alias, network(request));
    }
    declare(request, "true");
    Optional<AttachmentCondition> link = links.ensure(alias, hostEnd(request), PATIENCE);
    if (link.isEmpty()) {
      throw new RefusedException("the link of the endpoint was not made in time");
    }
    if (link.get().status() != Status.MADE && link.get().status() != Status.FOUND) {
      throw new RefusedException(link.get().reason());
    }
    return json -> {
      json.writeObjectFieldStart("InterfaceName");
      json.writeStringField("SrcName", containerEnd(request));
      json.writeStringField("DstPrefix", "eth");
      json.writeEndObject();
    };
  }

  private Members leave(DriverRequest request) throws RefusedException {
    if (links.has(Table.ENDPOINT, endpoint(request))) {
      links.write(Table.ENDPOINT, endpoint(request), Map.of("Enable", "false"));
    }
    return NOTHING;
  }

  private static String endpoint(DriverRequest request) throws RefusedException {
    return alias("e-", request.id("EndpointID"));
  }

  private static String hostEnd(DriverRequest request) {
    return "dh-" + shortId(request);
  }

  private static String containerEnd(DriverRequest request) {
    return "dc-" + shortId(request);
  }

  private static String shortId(DriverRequest request) {
    return request.text("EndpointID").substring(0, SHORT);
  }

  /** The same for the same endpoint, so that it gets the same lease. */
  private static String mac(DriverRequest request) {
    return new LinkSpec(LinkKind.VETH, containerEnd(request))
        .withLastingMac(request.text("EndpointID"))
        .mac()
        .orElse("");
  }

  private static String alias(String prefix, String id) {
    String alias = prefix + id.toLowerCase(Locale.ROOT);
    return alias.substring(0, Math.min(alias.length(), LONGEST_ALIAS));
  }

  // JSON.

  private static void strings(JsonGenerator json, String name, String... texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** What the members left open is closed. */
  private static String json(Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // a StringWriter takes everything
    }
    return text.toString();
  }
}
