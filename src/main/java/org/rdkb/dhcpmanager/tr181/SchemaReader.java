package org.rdkb.dhcpmanager.tr181;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads data-model XML, one element after another. The files are ours, but they can be replaced on
 * a device: no document type, no external entity, bounded size and number of elements; whatever is
 * not understood stops the start, naming file and line.
 */
final class SchemaReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_ELEMENTS = 20_000;

  private final Map<String, TypeDraft> namedTypes = new HashMap<>();
  private final ObjectDraft root = new ObjectDraft("");

  private final Map<String, BiConsumer<XMLStreamReader, Spot>> opening = new HashMap<>();

  SchemaReader() {
    opening.put("document", (xml, at) -> {});
    opening.put("model", (xml, at) -> {});
    opening.put("syntax", this::syntax);
    opening.put("uniqueKey", (xml, at) -> at.inKey = true);
    opening.put("description", (xml, at) -> at.text.setLength(0));
    opening.put("object", this::object);
    opening.put("parameter", this::parameter);
    opening.put("command", this::command);
    opening.put("event", this::event);
    opening.put("dataType", this::dataType);
    opening.put("list", (xml, at) -> at.type().list(true));
    opening.put(
        "size",
        (xml, at) ->
            at.type()
                .size(number(xml, "minLength", 0), number(xml, "maxLength", Integer.MAX_VALUE)));
    opening.put(
        "range",
        (xml, at) ->
            at.type().range(attribute(xml, "minInclusive"), attribute(xml, "maxInclusive")));
    opening.put("units", (xml, at) -> at.type().units = required(xml, "value"));
    opening.put("enumeration", (xml, at) -> at.type().enumeration.add(required(xml, "value")));
    opening.put("pattern", (xml, at) -> at.type().pattern(required(xml, "value")));
    opening.put(
        "default", (xml, at) -> at.parameter().defaultText = Optional.of(required(xml, "value")));
    for (BaseType base : BaseType.values()) {
      opening.put(base.word(), (xml, at) -> at.type().base(base));
    }
  }

  /** Where in the file we are. */
  private static final class Spot {
    final StringBuilder text = new StringBuilder();
    private Optional<ObjectDraft> object = Optional.empty();
    private Optional<MemberDraft> member = Optional.empty();
    private Optional<TypeDraft> named = Optional.empty();
    private boolean inKey;

    TypeDraft type() {
      return named.isPresent() ? named.get() : parameter().type;
    }

    MemberDraft parameter() {
      return member.orElseThrow(() -> new IllegalArgumentException("outside of a parameter"));
    }

    ObjectDraft object() {
      return object.orElseThrow(() -> new IllegalArgumentException("outside of an object"));
    }
  }

  void read(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalStateException(name + ": longer than " + MAX_BYTES + " bytes");
    }
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new java.io.ByteArrayInputStream(bytes));
      try {
        elements(xml, name);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
  }

  private void elements(XMLStreamReader xml, String name) throws XMLStreamException {
    Spot at = new Spot();
    int count = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.CHARACTERS) {
        at.text.append(xml.getText());
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        if (++count > MAX_ELEMENTS) {
          throw new IllegalStateException(name + ": more than " + MAX_ELEMENTS + " elements");
        }
        start(xml, at, name);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        end(xml.getLocalName(), at);
      }
    }
  }

  private void start(XMLStreamReader xml, Spot at, String name) {
    String where = name + " line " + xml.getLocation().getLineNumber();
    BiConsumer<XMLStreamReader, Spot> action = opening.get(xml.getLocalName());
    if (action == null) {
      throw new IllegalStateException(where + ": unknown element " + xml.getLocalName());
    }
    try {
      action.accept(xml, at);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(where + ": " + e.getMessage(), e);
    }
  }

  private void end(String element, Spot at) {
    switch (element) {
      case "description" -> describe(at);
      case "object" -> at.object = Optional.empty();
      case "parameter", "command", "event" -> at.member = Optional.empty();
      case "uniqueKey" -> at.inKey = false;
      case "dataType" -> at.named = Optional.empty();
      case "list" -> at.type().list(false);
      default -> {}
    }
  }

  private static void describe(Spot at) {
    String text = at.text.toString().strip().replaceAll("\\s+", " ");
    if (at.named.isPresent()) {
      at.named.get().requirement = text;
    } else if (at.member.isPresent()) {
      at.member.get().description = text;
    } else if (at.object.isPresent()) {
      at.object.get().description = text;
    }
  }

  private void object(XMLStreamReader xml, Spot at) {
    ObjectDraft object = root.descendant(required(xml, "name"));
    object.writable = required(xml, "access").equals("readWrite");
    object.minEntries = number(xml, "minEntries", 0);
    object.maxEntries = number(xml, "maxEntries", Integer.MAX_VALUE);
    at.object = Optional.of(object);
  }

  private void parameter(XMLStreamReader xml, Spot at) {
    if (at.inKey) {
      at.object().uniqueKeys.add(required(xml, "ref"));
      return;
    }
    MemberDraft draft = member(xml, at, MemberDraft.Kind.PARAMETER);
    draft.writable = required(xml, "access").equals("readWrite");
    draft.canDeny = "canDeny".equals(attribute(xml, "activeNotify").orElse(""));
  }

  private void command(XMLStreamReader xml, Spot at) {
    member(xml, at, MemberDraft.Kind.COMMAND);
  }

  private void event(XMLStreamReader xml, Spot at) {
    member(xml, at, MemberDraft.Kind.EVENT);
  }

  private static MemberDraft member(XMLStreamReader xml, Spot at, MemberDraft.Kind kind) {
    MemberDraft draft = new MemberDraft(kind, required(xml, "name"));
    at.object().add(draft);
    at.member = Optional.of(draft);
    return draft;
  }

  private void syntax(XMLStreamReader xml, Spot at) {
    at.parameter().hidden = attribute(xml, "hidden").filter("true"::equals).isPresent();
    at.parameter().command = attribute(xml, "command").filter("true"::equals).isPresent();
  }

  private void dataType(XMLStreamReader xml, Spot at) {
    Optional<String> ref = attribute(xml, "ref");
    if (ref.isEmpty()) {
      TypeDraft type = new TypeDraft(required(xml, "name"));
      namedTypes.put(type.name, type);
      at.named = Optional.of(type);
      return;
    }
    TypeDraft named = namedTypes.get(ref.get());
    if (named == null) {
      throw new IllegalArgumentException("unknown data type " + ref.get());
    }
    at.parameter().type.from(named);
  }

  Schema schema() {
    return new Schema(root.freeze());
  }

  private static Optional<String> attribute(XMLStreamReader xml, String name) {
    return Optional.ofNullable(xml.getAttributeValue(null, name));
  }

  private static String required(XMLStreamReader xml, String name) {
    return attribute(xml, name)
        .orElseThrow(
            () -> new IllegalArgumentException(xml.getLocalName() + " without attribute " + name));
  }

  private static int number(XMLStreamReader xml, String name, int absent) {
    return attribute(xml, name)
        .map(text -> text.equals("unbounded") ? Integer.MAX_VALUE : Integer.parseInt(text))
        .orElse(absent);
  }
}
