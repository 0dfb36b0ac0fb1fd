package org.rdkb.dhcpmanager.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.store.RecordFile.Origin;

/**
 * The process ends at the n-th change of the disk, n = 1 … all: what was acknowledged is there
 * afterwards, or what was being written; never anything else, and nothing is taken for damaged.
 */
class EndAtEveryWriteTest {
  private static final RecordText TEXT = new RecordText("lease", 1);
  private static final int SEQUENCES = Boolean.getBoolean("test.full") ? 2000 : 15;
  private static final int STEPS = 6;

  @TempDir Path parent;
  private int folders;
  private int ends;

  /** What a run asks for: a value, or, if it is empty, a deletion. */
  private static List<SortedMap<String, String>> script(long seed) {
    Random random = new Random(seed);
    List<SortedMap<String, String>> steps = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      SortedMap<String, String> value = new TreeMap<>();
      if (random.nextInt(5) > 0) {
        value.put("seed", Long.toString(seed));
        value.put("step", Integer.toString(i));
        value.put("text", "x".repeat(random.nextInt(3000)));
      }
      steps.add(value);
    }
    return steps;
  }

  private static RecordFile file(Path folder) {
    return new RecordFile(
        folder.resolve("lease"), TEXT, 1 << 20, new Quarantine(folder.resolve("quarantine")));
  }

  /** How many steps were acknowledged before the end. */
  private static int run(List<SortedMap<String, String>> steps, RecordFile file)
      throws IOException {
    int acknowledged = 0;
    try {
      for (SortedMap<String, String> value : steps) {
        if (value.isEmpty()) {
          file.delete();
        } else {
          file.write(value);
        }
        acknowledged++;
      }
    } catch (Crash end) {
      return acknowledged;
    }
    return acknowledged;
  }

  @Test
  void acknowledged_isThere_whereverTheProcessEnds() throws IOException {
    for (long seed = 1; seed <= SEQUENCES; seed++) {
      List<SortedMap<String, String>> steps = script(seed);
      MortalFiles whole = new MortalFiles(0);
      assertEquals(STEPS, run(steps, file(whole.of(folder()))));
      for (int n = 1; n <= whole.changes(); n++) {
        Path folder = folder();
        int acknowledged = run(steps, file(new MortalFiles(n).of(folder)));
        assertTrue(acknowledged < STEPS, "the end came at " + n);
        check(steps, acknowledged, folder, "seed " + seed + ", change " + n);
        ends++;
      }
    }
    System.out.println("fault: process ended at " + ends + " writes, nothing lost");
    assertTrue(ends > SEQUENCES * STEPS);
  }

  private static void check(
      List<SortedMap<String, String>> steps, int acknowledged, Path folder, String where)
      throws IOException {
    SortedMap<String, String> before =
        acknowledged == 0 ? new TreeMap<>() : steps.get(acknowledged - 1);
    SortedMap<String, String> during = steps.get(acknowledged);
    RecordFile.Found<SortedMap<String, String>> found = file(folder).read(values -> values);
    SortedMap<String, String> value = found.value().orElseGet(TreeMap::new);
    assertTrue(value.equals(before) || value.equals(during), where + ": " + value);
    assertTrue(found.origin() != Origin.LOST, where);
    assertTrue(Files.notExists(folder.resolve("quarantine")), where + ": something was damaged");
    // and the next process can go on
    SortedMap<String, String> next = new TreeMap<>(Map.of("next", "1"));
    file(new MortalFiles(0).of(folder)).write(next);
    assertEquals(next, file(folder).read(values -> values).value().orElseThrow(), where);
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(path -> path.getFileName().toString()).sorted().toList();
      assertTrue(List.of("lease", "lease.previous").containsAll(names), where + ": " + names);
    }
  }

  private Path folder() throws IOException {
    return Files.createDirectory(parent.resolve(Integer.toString(folders++)));
  }
}
