package org.rdkb.dhcpmanager.cli.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Where a command prints. Safe from any thread: a line is written whole.
 *
 * @param out results
 * @param err refusals and complaints
 */
public record Console(PrintWriter out, PrintWriter err) {
  private static final JsonFactory JSON = new JsonFactory();

  public static Console ofProcess() {
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }

  /** One JSON value on one line, in ASCII, so that no terminal is driven by what servers sent. */
  public void jsonLine(JsonWriting writing) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.setHighestNonEscapedChar(126);
      json.writeStartObject();
      writing.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    out.println(line);
    out.flush();
  }

  /** Writes the members of one object. */
  @FunctionalInterface
  public interface JsonWriting {
    void write(JsonGenerator json) throws IOException;
  }
}
