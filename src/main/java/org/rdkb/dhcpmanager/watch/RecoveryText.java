package org.rdkb.dhcpmanager.watch;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.rdkb.dhcpmanager.bus.view.Shown;

/** The start of the manager as JSON. */
final class RecoveryText {
  private RecoveryText() {}

  static void write(JsonGenerator json, Recovery recovery) throws IOException {
    json.writeStringField("begun", recovery.begun().toString());
    json.writeBooleanField("over", recovery.isOver());
    json.writeStringField("configuration", recovery.configuration());
    json.writeArrayFieldStart("rows");
    for (Recovery.Verdict verdict : recovery.verdicts()) {
      json.writeStartObject();
      json.writeStringField("row", verdict.row());
      json.writeStringField("interface", Shown.printable(verdict.linuxInterface()));
      json.writeStringField("lease", Shown.printable(verdict.lease()));
      json.writeStringField("client", verdict.client());
      json.writeStringField("remarks", Shown.printable(verdict.remarks()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("quarantined");
    for (String file : recovery.quarantined()) {
      json.writeString(Shown.printable(file));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("steps");
    for (Recovery.Step step : recovery.steps()) {
      json.writeStartObject();
      json.writeStringField("name", step.name());
      json.writeNumberField("millis", step.millis());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
