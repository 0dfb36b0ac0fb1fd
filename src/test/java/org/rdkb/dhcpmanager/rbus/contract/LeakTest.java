package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand gets through the double, in full a million, leave nothing behind. */
@Needs(Needs.Thing.GCC)
class LeakTest {
  private static final int GETS = Boolean.getBoolean("test.full") ? 1_000_000 : 100_000;

  /** What the JVM may still take for itself; a million gets that leak one octet each do not fit. */
  private static final long ROOM_KIB = 1024;

  /** A heap that is there from the beginning: whatever grows is not garbage. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms32m",
          "-Xmx32m",
          "-XX:+AlwaysPreTouch",
          "-Dlog4j2.loggerContextFactory="
              + "org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
          "-Dorg.apache.logging.log4j.simplelog.level=OFF");

  @TempDir private Path folder;

  @Test
  void gets_setsEventsRowsAndMethods_leaveNothingBehind() throws IOException, InterruptedException {
    Path library = NativeDouble.compile(folder);
    Path results = folder.resolve("results");
    Path output = folder.resolve("output");
    List<String> command =
        ForkedContract.java(
            FLAGS,
            LeakMain.class,
            results.toString(),
            folder.toString(),
            library.toString(),
            Integer.toString(GETS));
    int code = ForkedContract.run(command, output.toFile(), Map.of("MALLOC_ARENA_MAX", "2"));
    assertEquals(0, code, () -> read(output));
    List<String> found = Files.readAllLines(results);
    assertEquals("live 0", found.get(0), "objects of the library more than before");
    assertEquals("misuse 0 ", found.get(1));
    assertEquals("lost 0", found.get(2));
    long grown = Long.parseLong(found.get(3).substring("resident ".length()));
    assertTrue(grown <= ROOM_KIB, () -> "resident memory has grown by " + grown + " KiB");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      return failed.toString();
    }
  }
}
