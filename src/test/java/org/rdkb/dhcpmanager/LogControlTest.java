package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

class LogControlTest {
  private static Map<String, String> object(String line) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    try (JsonParser json = new JsonFactory().createParser(line)) {
      assertEquals(JsonToken.START_OBJECT, json.nextToken());
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        fields.put(name, json.nextTextValue());
      }
    }
    return fields;
  }

  @Test
  void level_followsTheWord_andGoesBack() {
    Level before = LogManager.getRootLogger().getLevel();
    try (LogControl control = LogControl.open()) {
      control.use("Trace");
      assertEquals(Level.TRACE, LogManager.getRootLogger().getLevel());
      assertTrue(LogManager.getLogger("some.where").isTraceEnabled());
      control.use("Error");
      assertEquals(Level.ERROR, LogManager.getRootLogger().getLevel());
      control.use("Configured");
      assertEquals(before, LogManager.getRootLogger().getLevel());
      control.use("Debug");
    }
    assertEquals(before, LogManager.getRootLogger().getLevel());
  }

  @Test
  void jsonLayout_keepsALineAnObject_whateverIsInTheMessage() throws IOException {
    Configuration shipped =
        ConfigurationFactory.getInstance()
            .getConfiguration(new LoggerContext("test"), "test", Path.of("etc/log4j2.xml").toUri());
    shipped.initialize();
    Layout<?> layout = shipped.getAppender("json").getLayout();
    String message = "ID row=v4-1 reason=\"a\nb\" \\ \u00e9\u0000";
    byte[] line =
        layout.toByteArray(
            Log4jLogEvent.newBuilder()
                .setLevel(Level.WARN)
                .setThreadName("rows")
                .setMessage(new SimpleMessage(message))
                .setThrown(new IOException("x\ny"))
                .build());
    String text = new String(line, java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(text.length() - 1, text.indexOf('\n'));
    Map<String, String> fields = object(text);
    assertEquals(message, fields.get("message"));
    assertEquals("WARN", fields.get("level"));
    assertEquals("rows", fields.get("thread"));
    assertEquals("x\ny", fields.get("failure"));
  }
}
