package org.rdkb.dhcpmanager.rbus.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A JSON message from or to the broker, read leniently: keys in any case, a trailing NUL, and of
 * keys that occur twice the first, as stock peers do.
 */
public final class ControlMessage {
  /** Longest message that is read, in octets: thousands of elements in one query. */
  public static final int LONGEST = 1 << 20;

  private static final int MOST_FIELDS = 32;
  private static final int MOST_ITEMS = 65_536;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(16).build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> items = new ArrayList<>();
  private boolean itemsSeen;

  private ControlMessage() {}

  /**
   * Reads a payload.
   *
   * @param payload backed by an array
   * @return what it says
   * @throws MalformedException if it is no JSON object, or too long
   */
  public static ControlMessage parse(ByteBuffer payload) throws MalformedException {
    int length = payload.remaining();
    if (length > LONGEST) {
      throw new MalformedException("control message of " + length + " octets");
    }
    int start = payload.arrayOffset() + payload.position();
    while (length > 0 && payload.array()[start + length - 1] == 0) {
      length--;
    }
    ControlMessage message = new ControlMessage();
    try (JsonParser json = FACTORY.createParser(payload.array(), start, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedException("control message is no JSON object");
      }
      for (int fields = 0; json.nextToken() == JsonToken.FIELD_NAME; fields++) {
        if (fields == MOST_FIELDS) {
          throw new MalformedException("control message with endless fields");
        }
        message.field(json.currentName().toLowerCase(Locale.ROOT), json);
      }
    } catch (MalformedException known) {
      throw known;
    } catch (IOException broken) {
      throw new MalformedException("control message is no JSON");
    }
    return message;
  }

  private void field(String key, JsonParser json) throws IOException {
    switch (json.nextToken()) {
      case VALUE_STRING -> texts.putIfAbsent(key, json.getText());
      case VALUE_NUMBER_INT -> numbers.putIfAbsent(key, json.getIntValue());
      case START_ARRAY -> array(key, json);
      default -> json.skipChildren();
    }
  }

  private void array(String key, JsonParser json) throws IOException {
    if (!key.equals("items") || itemsSeen) {
      json.skipChildren();
      return;
    }
    itemsSeen = true;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == null || items.size() == MOST_ITEMS) {
        throw new MalformedException("control message with an endless list");
      }
      if (token == JsonToken.VALUE_STRING) {
        items.add(json.getText());
      } else {
        json.skipChildren();
      }
    }
  }

  /**
   * A text field.
   *
   * @param key in lower case
   * @return absent if missing or no text
   */
  public Optional<String> text(String key) {
    return Optional.ofNullable(texts.get(key));
  }

  /**
   * A whole number.
   *
   * @param key in lower case
   * @return absent if missing or no whole number
   */
  public OptionalInt number(String key) {
    Integer number = numbers.get(key);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /**
   * The texts in {@code items}.
   *
   * @return empty if missing
   */
  public List<String> items() {
    return List.copyOf(items);
  }
}
