package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rdkb.dhcpmanager.peer.Lab.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.watch.OpenMetricsText;

/** The API, the metrics and the files that use them, against a real manager, by curl. */
class WatchIT {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final Pattern FIELD = Pattern.compile("\\| `([A-Za-z]+)` \\|(.*)\\|");
  private static final Pattern METRIC = Pattern.compile("\\b(?:dhcpmgr|process|jvm)_[a-z0-9_]+\\b");
  private static final Pattern OF_WATCH =
      Pattern.compile(
          " (?:org\\.rdkb\\.dhcpmanager\\.(?:watch|http)\\.|org\\.rdkb\\.dhcpmanager\\.WatchSources"
              + "|org\\.eclipse\\.jetty|io\\.prometheus)");
  private static final Path API = Path.of("etc/api.md");

  /** A command of the document: what to run, which status to expect, in which section. */
  private record Command(List<String> words, String status, Section section) {}

  /** A section of the document with the fields that its tables name. */
  private record Section(String title, Set<String> fields, Set<String> maybeAbsent) {}

  @Test
  void documentedApi_isTheApi_metricsAreValid_andWhatUsesThemFindsThem()
      throws BusException, IOException {
    try (Lab lab = Lab.make("watch")) {
      lab.with("watch.enabled=true").with("watch.address=tcp://127.0.0.1:8067").startServer();
      lab.ready();
      lab.bind(Lab.ROW);
      within(10)
          .until(
              () ->
                  curl(lab, "http://127.0.0.1:8067/api/v1/history?row=" + Lab.ROW)
                      .contains("obtained"));

      metricsAreValidAndUsed(lab);
      List<String> wrong = new ArrayList<>();
      for (Command command :
          documented(Files.readString(lab.folder().resolve("run/watch-token")).strip())) {
        compare(lab, command, wrong);
      }
      assertEquals(List.of(), wrong, "etc/api.md");
    }
  }

  @Test
  void withoutWatch_notOneClassOfItIsLoaded() throws IOException {
    try (Lab lab = Lab.make("nowatch")) {
      Path loaded = lab.folder().resolve("classes");
      lab.by("env", "JAVA_TOOL_OPTIONS=-Xlog:class+load:file=" + loaded);
      lab.ready();
      List<String> classes = Lab.lines(loaded);
      assertTrue(
          classes.stream().anyMatch(line -> line.contains("org.rdkb.dhcpmanager.Assembly ")));
      assertEquals(
          List.of(),
          classes.stream().filter(line -> OF_WATCH.matcher(line).find()).toList(),
          "watch.enabled is false");
    }
  }

  private static String curl(Lab lab, String... words) {
    List<String> command = new ArrayList<>(List.of("curl", "-s"));
    command.addAll(List.of(words));
    return lab.run(command.toArray(String[]::new));
  }

  private static void metricsAreValidAndUsed(Lab lab) throws IOException {
    OpenMetricsText read =
        OpenMetricsText.parse(
            curl(
                lab,
                "-H",
                "Accept: application/openmetrics-text; version=1.0.0",
                "http://127.0.0.1:8067/metrics"));
    assertEquals("histogram", read.types.get("dhcpmgr_event_to_snapshot_seconds"));
    double messages = read.samples.get("dhcpmgr_monitor_messages_total{outcome=handed_over}");
    assertTrue(messages >= 1, "messages: " + messages);
    assertEquals(messages, read.samples.get("dhcpmgr_event_to_snapshot_seconds_count{}"));
    assertEquals(1.0, read.samples.get("dhcpmgr_set_to_running_seconds_count{}"));
    assertTrue(read.samples.get("dhcpmgr_lease_write_seconds_count{}") >= 1.0);
    assertEquals(1.0, read.samples.get("dhcpmgr_client_acquisitions_total{family=v4, row=1}"));
    assertTrue(
        read.samples.get("dhcpmgr_child_resident_memory_bytes{row=" + Lab.ROW + "}") > 100_000);
    for (String file : List.of("etc/grafana-dashboard.json", "etc/alerts.yaml")) {
      Set<String> unknown = new TreeSet<>();
      Matcher metric = METRIC.matcher(Files.readString(Path.of(file)));
      while (metric.find()) {
        unknown.add(metric.group());
      }
      assertFalse(unknown.isEmpty(), file);
      unknown.removeAll(read.sampleNames());
      assertEquals(Set.of(), unknown, file + " names what nobody measures");
    }
  }

  private static List<Command> documented(String token) throws IOException {
    List<Command> commands = new ArrayList<>();
    List<String[]> found = new ArrayList<>();
    Section section = new Section("", new LinkedHashSet<>(), new LinkedHashSet<>());
    for (String line : Files.readAllLines(API)) {
      if (line.startsWith("## ")) {
        section = new Section(line, new LinkedHashSet<>(), new LinkedHashSet<>());
      }
      Matcher field = FIELD.matcher(line);
      if (field.matches()) {
        (field.group(2).contains("may be absent") ? section.maybeAbsent() : section.fields())
            .add(field.group(1));
      }
      if (line.startsWith("curl ")) {
        int comment = line.lastIndexOf('#');
        commands.add(
            new Command(
                words(line.substring(0, comment).replace("$TOKEN", token)),
                line.substring(comment + 1).strip(),
                section));
      }
    }
    assertTrue(commands.size() > 15, found::toString);
    return commands;
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(
          word.group(1) != null
              ? word.group(1)
              : word.group(2) != null ? word.group(2) : word.group(3));
    }
    return words;
  }

  private static void compare(Lab lab, Command command, List<String> wrong) throws IOException {
    List<String> words = new ArrayList<>(command.words());
    words.addAll(List.of("-w", "\n%{http_code}"));
    String answer = lab.run(words.toArray(String[]::new));
    String status = answer.substring(answer.lastIndexOf('\n') + 1);
    String title =
        command.section().title() + " " + command.words().get(command.words().size() - 1);
    if (!status.equals(command.status())) {
      wrong.add(title + ": " + answer);
    }
    if (!command.section().title().contains("/api/v1/")) {
      return;
    }
    Set<String> fields = fields(answer.substring(0, answer.lastIndexOf('\n')));
    Set<String> undocumented = new TreeSet<>(fields);
    undocumented.removeAll(command.section().fields());
    undocumented.removeAll(command.section().maybeAbsent());
    Set<String> missing = new TreeSet<>(command.section().fields());
    missing.removeAll(fields);
    if (!undocumented.isEmpty() || !missing.isEmpty()) {
      wrong.add(title + ": not documented " + undocumented + ", not there " + missing);
    }
  }

  /** Names of members, but not of those objects whose members are names of other things. */
  private static Set<String> fields(String json) throws IOException {
    Set<String> fields = new TreeSet<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          fields.add(name);
          parser.nextToken();
          if (Set.of("values", "labels", "result").contains(name)
              && parser.currentToken() == JsonToken.START_OBJECT) {
            parser.skipChildren();
          }
        }
      }
    }
    return fields;
  }
}
