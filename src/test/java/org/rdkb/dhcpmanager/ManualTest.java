package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.cli.ExitCode;

/** Man pages and completion, as the package gets them, against the help and the README. */
class ManualTest {
  private static final Pattern REQUEST =
      Pattern.compile("\\.(TH .* 1 \"2026-11-21\" .*|SH [A-Z ]+|SS [a-z-\\\\]+|TP|PP)");

  @TempDir private static Path folder;

  @BeforeAll
  static void write() {
    int code =
        Main.with(InstantSource.system())
            .execute("manual", "--date", "2026-11-21", folder.toString());
    assertEquals(ExitCode.OK, code);
  }

  private static Set<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".1"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Every verb that the help knows. */
  private static List<String> verbs() throws IOException {
    String whole = Files.readString(folder.resolve("dhcpmgr.1"));
    return Pattern.compile("(?m)^\\\\fBdhcpmgr\\\\-([a-z\\\\-]+)\\\\fR\\(1\\)")
        .matcher(whole)
        .results()
        .map(found -> found.group(1).replace("\\", ""))
        .toList();
  }

  @Test
  void everyVerb_hasAPage_andIsCompleted() throws IOException {
    String completion = Files.readString(folder.resolve("dhcpmgr.bash"));
    Set<String> expected = new TreeSet<>(Set.of("dhcpmgr.1"));
    for (String verb : verbs()) {
      expected.add("dhcpmgr-" + verb + ".1");
      assertTrue(completion.contains("_picocli_dhcpmgr_" + verb.replace("-", "") + "("), verb);
    }
    assertEquals(expected, pages());
    assertTrue(verbs().containsAll(List.of("run", "get", "status", "lease", "config")));
  }

  @Test
  void everyLine_isARequestThatIsMeant_orText() throws IOException {
    for (String page : pages()) {
      List<String> lines = Files.readAllLines(folder.resolve(page));
      assertTrue(lines.get(0).startsWith(".TH "), page);
      for (String line : lines) {
        boolean isRequest = line.startsWith(".") || line.startsWith("'");
        assertTrue(!isRequest || REQUEST.matcher(line).matches(), () -> page + ": " + line);
        assertTrue(!line.isBlank() && line.matches("\\p{ASCII}*"), () -> page + ": " + line);
        assertTrue(line.matches("([^\\\\]|\\\\(f[BIR]|[-&e]))*"), () -> page + ": " + line);
      }
    }
  }

  @Test
  void twice_isTheSame() throws IOException {
    Path second = folder.resolve("again");
    Main.with(InstantSource.system()).execute("manual", "--date", "2026-11-21", second.toString());
    for (String name : List.of("dhcpmgr.1", "dhcpmgr-lease.1", "dhcpmgr.bash")) {
      assertEquals(
          Files.readString(folder.resolve(name)), Files.readString(second.resolve(name)), name);
    }
  }

  @Test
  void exitCodes_areThoseOfTheReadme() throws IOException {
    Set<String> documented =
        Pattern.compile("(?m)^\\| (\\d+) \\| ")
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(found -> found.group(1).replace("\\", ""))
            .collect(Collectors.toSet());
    String page = Files.readString(folder.resolve("dhcpmgr-get.1"));
    String statuses = page.substring(page.indexOf(".SH EXIT STATUS"));
    assertEquals(
        documented,
        Pattern.compile("(?m)^\\\\fB(\\d+)\\\\fR$")
            .matcher(statuses)
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toSet()));
  }
}
