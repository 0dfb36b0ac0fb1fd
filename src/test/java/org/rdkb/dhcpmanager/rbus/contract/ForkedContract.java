package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** Runs the contract in a process of its own, and shows each of its cases as a test. */
final class ForkedContract {
  private static final long MINUTES = 10;

  private ForkedContract() {}

  /** A command line that runs a class with the class path of this test. */
  static List<String> java(List<String> flags, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-Djna.encoding=UTF-8");
    command.add("-Dtest.full=" + Boolean.getBoolean("test.full"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs a command to its end, with its output in a file; its environment gets one more entry. */
  static int run(List<String> command, File output, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(output).start();
    try {
      return process.waitFor(MINUTES, TimeUnit.MINUTES) ? process.exitValue() : -1;
    } finally {
      process.destroyForcibly();
    }
  }

  /** One test for each case, from the lines that the process has written. */
  static Stream<DynamicTest> tests(List<String> cases, Path results, Path output)
      throws IOException {
    Map<String, String> told = new HashMap<>();
    List<String> lines = Files.exists(results) ? Files.readAllLines(results) : List.of();
    lines.forEach(line -> told.put(line.split("\t", -1)[1], line));
    List<String> log = Files.readAllLines(output);
    String end = String.join("\n", log.subList(Math.max(0, log.size() - 20), log.size()));
    return cases.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      String line = told.get(name);
                      if (line == null) {
                        fail("the process ended before this case; its last words: " + end);
                      }
                      String[] words = line.split("\t", -1);
                      if (words[0].equals(ContractMain.LEFT_OUT)) {
                        throw new TestAbortedException(words[2] + "; case " + name);
                      }
                      assertEquals(
                          ContractMain.PASS, words[0], () -> words.length > 2 ? words[2] : line);
                    }));
  }
}
