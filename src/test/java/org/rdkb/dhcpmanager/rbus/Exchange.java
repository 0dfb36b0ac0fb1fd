package org.rdkb.dhcpmanager.rbus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.rdkb.dhcpmanager.rbus.wire.ControlMessage;
import org.rdkb.dhcpmanager.rbus.wire.Frame;

/**
 * One request of a stock tool as it went over the wire, and the items of the right answer: those of
 * a C provider on librbus with the same elements, unless {@code unlikeStock} says why not.
 *
 * @param command what was typed; {@code ccsp}: the calls that the CCSP adapter makes for dmcli
 * @param request the whole frame
 * @param answer numbers as they are, texts in quotes, octets as x and hexadecimal digits; what
 *     stands in place of … grows with the data model
 * @param unlikeStock why the answer is ours
 * @param unlikeLibrbus why another answer comes where librbus stands between the model and the bus
 */
record Exchange(
    String command,
    ByteBuffer request,
    List<String> answer,
    Optional<String> unlikeStock,
    Optional<String> unlikeLibrbus) {
  /** Whether these items answer it right: all of them, or, where … stands, those that it lists. */
  boolean isAnsweredBy(List<String> items) {
    boolean grows = answer.stream().anyMatch(expected -> expected.endsWith(MORE));
    if (!grows) {
      return items.equals(answer);
    }
    int at = 0;
    for (String expected : answer) {
      while (at < items.size() && !isAnswered(expected, items.get(at))) {
        at++;
      }
      at++; // past what was looked for; too far if it was not there
    }
    return at <= items.size();
  }

  private static boolean isAnswered(String expected, String item) {
    return expected.endsWith(MORE)
        ? item.startsWith(expected.substring(0, expected.length() - MORE.length()))
        : item.equals(expected);
  }

  private static final String MORE = "…";

  /** The exchanges of one session with the profile they were made in. */
  record Session(String profile, List<Exchange> exchanges) {}

  static Session load(String file) {
    String path = "/vectors/exchanges/" + file + ".json";
    String profile = "";
    List<Exchange> exchanges = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(Exchange.class.getResourceAsStream(path), path);
        JsonParser json = new JsonFactory().createParser(in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        if (key.equals("profile")) {
          profile = json.getText();
        } else if (key.equals("exchanges")) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            exchanges.add(read(json));
          }
        }
      }
    } catch (IOException unreadable) {
      throw new AssertionError(path, unreadable);
    }
    return new Session(profile, exchanges);
  }

  private static Exchange read(JsonParser json) throws IOException {
    String command = "";
    byte[] request = {};
    List<String> answer = new ArrayList<>();
    Optional<String> unlikeStock = Optional.empty();
    Optional<String> unlikeLibrbus = Optional.empty();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "command" -> command = json.getText();
        case "request" -> request = HexFormat.of().parseHex(json.getText());
        case "unlikeStock" -> unlikeStock = Optional.of(json.getText());
        case "unlikeLibrbus" -> unlikeLibrbus = Optional.of(json.getText());
        default -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            answer.add(json.getText());
          }
        }
      }
    }
    return new Exchange(command, ByteBuffer.wrap(request), answer, unlikeStock, unlikeLibrbus);
  }

  /** An answer in the form of {@link #answer}. */
  static List<String> items(Frame frame) throws IOException {
    if (frame.has(Frame.UNDELIVERABLE)) {
      return List.of("undeliverable");
    }
    ByteBuffer payload = frame.payload();
    return payload.get(payload.position()) == '{' ? control(payload) : body(payload);
  }

  private static List<String> control(ByteBuffer payload) throws IOException {
    ControlMessage message = ControlMessage.parse(payload);
    List<String> found = new ArrayList<>();
    for (String key : List.of("result", "count")) {
      message.number(key).ifPresent(number -> found.add("'" + key + "=" + number + "'"));
    }
    if (!message.items().isEmpty()) {
      found.add("'items=[" + quoted(message.items()) + "]'");
    }
    return found;
  }

  private static String quoted(List<String> items) {
    return String.join(",", items.stream().map(item -> '"' + item + '"').toList());
  }

  private static List<String> body(ByteBuffer payload) throws IOException {
    int length = payload.getInt(payload.limit() - 4);
    List<String> found = new ArrayList<>();
    try (MessageUnpacker items =
        MessagePack.newDefaultUnpacker(payload.slice(payload.position(), length))) {
      while (items.hasNext()) {
        found.add(item(items));
      }
    }
    return found;
  }

  private static String item(MessageUnpacker items) throws IOException {
    switch (items.getNextFormat().getValueType()) {
      case INTEGER -> {
        BigInteger number = items.unpackBigInteger();
        return number.toString();
      }
      case STRING -> {
        byte[] octets = items.readPayload(items.unpackRawStringHeader());
        int end = octets.length > 0 && octets[octets.length - 1] == 0 ? 1 : 0;
        return "'" + new String(octets, 0, octets.length - end, StandardCharsets.UTF_8) + "'";
      }
      case BINARY -> {
        return "x" + HexFormat.of().formatHex(items.readPayload(items.unpackBinaryHeader()));
      }
      default -> throw new AssertionError("unexpected " + items.getNextFormat());
    }
  }
}
