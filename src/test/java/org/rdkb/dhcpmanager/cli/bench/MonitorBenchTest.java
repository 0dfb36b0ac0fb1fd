package org.rdkb.dhcpmanager.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdkb.dhcpmanager.cli.text.Console;

class MonitorBenchTest {
  @TempDir Path folder;

  @Test
  void everyDoor_isMeasured_andLosesNothing() throws IOException, InterruptedException {
    StringWriter out = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(out));
    new MonitorBench(console, 2, folder).run();
    List<String> lines = out.toString().lines().toList();
    assertEquals(2 * MonitorDoor.Kind.values().length, lines.size(), out::toString);
    for (MonitorDoor.Kind door : MonitorDoor.Kind.values()) {
      List<String> its = lines.stream().filter(l -> l.contains("\"" + door.text() + "\"")).toList();
      assertTrue(its.get(0).contains("\"messages\":200,"), its.get(0));
      assertTrue(its.get(0).contains("\"lost\":0,"), its.get(0));
      assertTrue(its.get(1).contains("\"n\":2,"), its.get(1));
    }
  }
}
