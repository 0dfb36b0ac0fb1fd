package org.rdkb.dhcpmanager.cli.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.rdkb.dhcpmanager.bus.view.Shown;
import org.rdkb.dhcpmanager.store.StoredFile;
import org.rdkb.dhcpmanager.store.history.LeaseChange;

/**
 * Stored leases and their history as people and programs see them.
 *
 * @param console where to
 * @param json JSON lines instead of text
 */
public record LeasePrinter(Console console, boolean json) {
  private static final String DAMAGED = "damaged";

  /** One line for each lease. */
  public void list(List<StoredFile> files) {
    TextTable table = new TextTable("ROW", "LEASE", "INTERFACE", "EXPIRES", "VERDICT");
    for (StoredFile file : files) {
      String row = file.row().map(Object::toString).orElse("");
      SortedMap<String, String> lines = file.lines();
      String[] cells = {row, leased(lines), line(lines, "interface"), expiry(lines), verdict(file)};
      if (json) {
        console.jsonLine(
            out -> {
              out.writeStringField("row", cells[0]);
              out.writeStringField("lease", cells[1]);
              out.writeStringField("interface", cells[2]);
              out.writeStringField("expires", cells[3]);
              out.writeStringField("verdict", cells[4]);
            });
      } else {
        table.row(printable(cells));
      }
    }
    if (!json) {
      table.print(console.out());
    }
  }

  /** One line for each file. */
  public void verdicts(List<StoredFile> files) {
    TextTable table = new TextTable("FILE", "BYTES", "VERDICT");
    for (StoredFile file : files) {
      if (json) {
        console.jsonLine(out -> about(file, out));
      } else {
        String bytes = Long.toString(file.bytes());
        table.row(printable(file.path().toString(), bytes, verdict(file)));
      }
    }
    if (!json) {
      table.print(console.out());
    }
  }

  /** A file with all that it says. */
  public void show(StoredFile file) {
    if (json) {
      console.jsonLine(
          out -> {
            about(file, out);
            lines("lines", file.lines(), out);
          });
      return;
    }
    console.out().println(Shown.printable(file.path().toString()));
    console.out().println("  " + file.bytes() + " bytes, written " + file.modified());
    console.out().println("  " + Shown.printable(file.head()));
    console.out().println("  " + Shown.printable(verdict(file)));
    TextTable table = new TextTable("  KEY", "VALUE");
    file.lines().forEach((key, value) -> table.row(printable("  " + key, value)));
    if (!file.lines().isEmpty()) {
      table.print(console.out());
    }
  }

  /** A file as {@code import} takes it: JSON in any case. */
  public void export(StoredFile file) {
    console.jsonLine(
        out -> {
          out.writeStringField("row", file.row().map(Object::toString).orElse(""));
          lines("lines", file.lines(), out);
        });
  }

  /** One line for each change. */
  public void changes(List<LeaseChange> changes) {
    TextTable table = new TextTable("TIME", "ROW", "CAUSE", "BEFORE", "AFTER");
    for (LeaseChange change : changes) {
      if (json) {
        console.jsonLine(
            out -> {
              out.writeStringField("time", change.at().toString());
              out.writeStringField("row", change.row().toString());
              out.writeStringField("cause", change.cause().name());
              lines("before", change.before(), out);
              lines("after", change.after(), out);
            });
      } else {
        table.row(
            printable(
                change.at().toString(),
                change.row().toString(),
                change.cause().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                leased(change.before()),
                leased(change.after())));
      }
    }
    if (!json) {
      table.print(console.out());
    }
  }

  private static void about(StoredFile file, JsonGenerator out) throws IOException {
    out.writeStringField("path", file.path().toString());
    out.writeNumberField("bytes", file.bytes());
    out.writeStringField("written", file.modified().toString());
    out.writeStringField("head", file.head());
    out.writeBooleanField(DAMAGED, file.damage().isPresent());
    out.writeStringField("reason", file.damage().orElse(""));
  }

  private static void lines(String name, Map<String, String> lines, JsonGenerator out)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, String> line : lines.entrySet()) {
      out.writeStringField(line.getKey(), line.getValue());
    }
    out.writeEndObject();
  }

  private static String verdict(StoredFile file) {
    String sound = file.repaired().isEmpty() ? "good" : "good but for " + file.repaired();
    return file.damage().map(reason -> DAMAGED + ": " + reason).orElse(sound);
  }

  /** Addresses and prefixes; {@code none} where no lease is held. */
  private static String leased(Map<String, String> lines) {
    String leased = LeaseChange.leased(lines);
    return leased.isEmpty() ? "none" : leased;
  }

  private static String expiry(Map<String, String> lines) {
    String millis = line(lines, "expires.wallMillis");
    return millis.matches("-?[0-9]{1,18}")
        ? Instant.ofEpochMilli(Long.parseLong(millis)).toString()
        : millis;
  }

  private static String line(Map<String, String> lines, String key) {
    return lines.getOrDefault(key, "");
  }

  private static String[] printable(String... cells) {
    String[] shown = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      shown[i] = Shown.printable(cells[i]);
    }
    return shown;
  }
}
