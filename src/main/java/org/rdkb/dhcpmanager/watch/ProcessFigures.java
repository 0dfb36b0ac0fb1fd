package org.rdkb.dhcpmanager.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the manager's own process takes, from {@code /proc/self} (proc(5)) and the JVM. */
final class ProcessFigures {
  private static final Path SELF = Path.of("/proc/self");

  private ProcessFigures() {}

  static List<Figure> now() {
    List<Figure> figures = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(SELF.resolve("status"))) {
        String[] words = line.split("\\s+", -1);
        if (words[0].equals("VmRSS:")) {
          figures.add(
              Figure.gauge(
                  "process_resident_memory_bytes",
                  "Resident memory of the manager",
                  Long.parseLong(words[1]) * 1024));
        } else if (words[0].equals("Threads:")) {
          figures.add(
              Figure.gauge(
                  "process_threads", "Threads, the JVM's own included", Long.parseLong(words[1])));
        }
      }
      try (Stream<Path> open = Files.list(SELF.resolve("fd"))) {
        figures.add(Figure.gauge("process_open_fds", "Open file descriptors", open.count()));
      }
    } catch (IOException | NumberFormatException noProc) {
      figures.clear(); // a machine without /proc: what the JVM knows is still worth telling
    }
    ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .ifPresent(
            time ->
                figures.add(
                    Figure.counter(
                        "process_cpu_seconds",
                        "Processor time of the manager",
                        time.toMillis() / 1000.0)));
    Runtime runtime = Runtime.getRuntime();
    figures.add(
        Figure.gauge(
            "jvm_heap_used_bytes",
            "Heap in use, garbage included",
            runtime.totalMemory() - runtime.freeMemory()));
    figures.add(
        Figure.gauge("jvm_heap_max_bytes", "What the heap may grow to", runtime.maxMemory()));
    return figures;
  }
}
