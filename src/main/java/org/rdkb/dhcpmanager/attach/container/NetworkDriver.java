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
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition.Status;
import org.rdkb.dhcpmanager.core.attach.AttachmentId.Table;
import org.rdkb.dhcpmanager.core.client.LinkPlace;
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
  private static final String ASKED_MAC = "Interface/MacAddress";

  /** The engine gives up later. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int LONGEST_ALIAS = 60;

  private final LinkBook links;
  private final ClientBook clients;

  /**
   * A driver.
   *
   * @param links where networks and endpoints are declared
   * @param clients where DHCP clients of containers are declared
   */
  public NetworkDriver(LinkBook links, ClientBook clients) {
    this.links = links;
    this.clients = clients;
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
      case "NetworkDriver.DeleteNetwork" -> Optional.of(deleteNetwork(request));
      case "NetworkDriver.CreateEndpoint" -> Optional.of(createEndpoint(request));
      case "NetworkDriver.DeleteEndpoint" -> Optional.of(deleteEndpoint(request));
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

  // Networks.

  private Members createNetwork(DriverRequest request) throws RefusedException {
    links.write(Table.NETWORK, network(request), NetworkType.row(request));
    return NOTHING;
  }

  private Members deleteNetwork(DriverRequest request) throws RefusedException {
    links.remove(Table.NETWORK, network(request));
    return NOTHING;
  }

  private static String network(DriverRequest request) throws RefusedException {
    return alias("n-", request.id("NetworkID"));
  }

  private NetworkType type(DriverRequest request) throws RefusedException {
    return NetworkType.ofKind(links.read(Table.NETWORK, network(request), "Kind"));
  }

  private boolean isByDhcp(DriverRequest request) throws RefusedException {
    return links.read(Table.NETWORK, network(request), "Addressing").equals("DHCP");
  }

  // Endpoints.

  private Members createEndpoint(DriverRequest request) throws RefusedException {
    EndpointLink link = declare(request, "");
    String asked = request.text(ASKED_MAC);
    String mac = mac(link, request);
    return json -> {
      json.writeObjectFieldStart("Interface");
      if (asked.isEmpty() && link.hasMac()) { // what the engine has chosen must not be repeated
        json.writeStringField("MacAddress", mac);
      }
      json.writeEndObject();
    };
  }

  /** What is declared already costs no write; the link itself is made when a Join needs it. */
  private EndpointLink declare(DriverRequest request, String sandbox) throws RefusedException {
    if (!links.has(Table.NETWORK, network(request))) {
      throw new RefusedException("network " + request.text("NetworkID") + " is not known here");
    }
    EndpointLink link = new EndpointLink(type(request), request.id("EndpointID"));
    Map<String, String> row = link.row(network(request), mac(link, request));
    if (!sandbox.isEmpty()) {
      row.put("Sandbox", sandbox);
    }
    links.write(Table.ENDPOINT, endpoint(request), row);
    return link;
  }

  /** What the engine asks for, else what it asked for once, else one that stays the same. */
  private String mac(EndpointLink link, DriverRequest request) throws RefusedException {
    String asked = request.text(ASKED_MAC).toLowerCase(Locale.ROOT);
    String known =
        asked.isEmpty()
            ? links.read(Table.ENDPOINT, endpoint(request), link.macParameter())
            : asked;
    return known.isEmpty() ? link.lastingMac() : known;
  }

  private Members join(DriverRequest request) throws RefusedException {
    String alias = endpoint(request);
    String sandbox = request.text("SandboxKey");
    boolean isByDhcp = isByDhcp(request);
    if (isByDhcp && sandbox.isEmpty()) {
      throw new RefusedException("SandboxKey is empty: where is the DHCP client to run?");
    }
    if (!links.has(Table.ENDPOINT, alias)) {
      log.warn("ATTACH-ENDPOINT-REBUILT endpoint={} network={}", alias, network(request));
    }
    EndpointLink link = declare(request, sandbox);
    Optional<AttachmentCondition> made = links.ensure(alias, link.hostEnd(), PATIENCE);
    if (made.isEmpty()) {
      throw new RefusedException("the link of the endpoint was not made in time");
    }
    if (made.get().status() != Status.MADE && made.get().status() != Status.FOUND) {
      throw new RefusedException(made.get().reason());
    }
    if (isByDhcp) {
      clients.run(alias, new LinkPlace(sandbox, mac(link, request)).toString());
    }
    return json -> {
      json.writeObjectFieldStart("InterfaceName");
      json.writeStringField("SrcName", link.containerEnd());
      json.writeStringField("DstPrefix", link.prefix());
      json.writeEndObject();
      if (isByDhcp) { // the way out is what the server says
        json.writeBooleanField("DisableGatewayService", true);
      }
    };
  }

  private Members leave(DriverRequest request) throws RefusedException {
    clients.end(endpoint(request), PATIENCE);
    if (links.has(Table.ENDPOINT, endpoint(request))) {
      links.write(Table.ENDPOINT, endpoint(request), Map.of("Enable", "false"));
    }
    return NOTHING;
  }

  private Members deleteEndpoint(DriverRequest request) throws RefusedException {
    clients.remove(endpoint(request));
    links.remove(Table.ENDPOINT, endpoint(request));
    return NOTHING;
  }

  private static String endpoint(DriverRequest request) throws RefusedException {
    return alias("e-", request.id("EndpointID"));
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
