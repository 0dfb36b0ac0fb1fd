package org.rdkb.dhcpmanager.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.bus.BusException;

/** The README's table of threads against the threads that a working manager really has. */
class ThreadsIT {
  /** Threads of Java code carry a number in a dump; those of the virtual machine do not. */
  private static final Pattern DUMPED = Pattern.compile("\"(.+?)\" #\\d+.*");

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern COUNT = Pattern.compile("(\\d+)(?: (?:or|to) (\\d+))?");
  private static final String END_OF_DUMP = "JNI global refs";

  /** A name of the table; {@code <n>} in it stands for a number. */
  private record Row(String name, int least, int most) {
    boolean names(String thread) {
      return thread.matches("\\Q" + name.replaceAll("<[a-z]>", "\\\\E\\\\d+\\\\Q") + "\\E");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:50324", "ipc://%s/monitor"})
  void threadsOfAWorkingManager_areThoseOfTheReadme_inBothDirections(String monitor)
      throws BusException, IOException, InterruptedException {
    List<Row> table = table();
    assertFalse(table.isEmpty());
    try (Lab lab = Lab.make("threads")) {
      lab.with("monitor.address=" + monitor.formatted(lab.folder())).startServer();
      lab.ready();
      lab.subscribe(Lab.ROW + "Events");
      lab.bind(Lab.ROW);
      lab.signalManager("QUIT");
      Lab.within(5)
          .until(() -> Lab.lines(lab.managerLog()).stream().anyMatch(l -> l.contains(END_OF_DUMP)));
      List<String> threads =
          Lab.lines(lab.managerLog()).stream()
              .map(DUMPED::matcher)
              .filter(Matcher::matches)
              .map(found -> found.group(1))
              .toList();
      List<String> wrong = new ArrayList<>();
      threads.stream()
          .filter(thread -> table.stream().noneMatch(row -> row.names(thread)))
          .forEach(thread -> wrong.add("runs, but is not in the table: " + thread));
      for (Row row : table) {
        long count = threads.stream().filter(row::names).count();
        if (count < row.least() || count > row.most()) {
          wrong.add("in the table, but runs " + count + " times: " + row);
        }
      }
      assertEquals(List.of(), wrong, () -> "threads: " + threads);
    }
  }

  private static List<Row> table() {
    List<Row> rows = new ArrayList<>();
    Lab.lines(Path.of("README.md")).stream()
        .dropWhile(line -> !line.equals("## Threads"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .map(line -> line.split("\\|", -1))
        .filter(cells -> cells.length == 6)
        .forEach(
            cells -> {
              Matcher count = COUNT.matcher(cells[2].strip().replace(" each", ""));
              Matcher names = QUOTED.matcher(cells[1]);
              while (count.matches() && names.find()) {
                int least = Integer.parseInt(count.group(1));
                int most = count.group(2) == null ? least : Integer.parseInt(count.group(2));
                rows.add(new Row(names.group(1), least, most));
              }
            });
    return rows;
  }
}
