package org.rdkb.dhcpmanager.cli.demo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.cli.text.RowTable;

/** The rows on a terminal, redrawn at each event and at least once a second. */
final class LiveView {
  private static final Duration REFRESH = Duration.ofSeconds(1);
  private static final int SHOWN_EVENTS = 8;
  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

  private final Walk walk;
  private final PrintWriter out;
  private final String tryLine;

  LiveView(Walk walk, PrintWriter out, String tryLine) {
    this.walk = walk;
    this.out = out;
    this.tryLine = tryLine;
  }

  /** Returns only by exception: Ctrl-C ends the process. */
  void untilStopped() throws BusException, InterruptedException {
    while (true) {
      draw();
      walk.events().await(REFRESH);
    }
  }

  private void draw() throws BusException {
    StringWriter screen = new StringWriter();
    PrintWriter page = new PrintWriter(screen);
    page.print(HOME_AND_CLEAR);
    page.println("DHCP client manager, live; Ctrl-C ends and cleans up. In another terminal:");
    page.println("  " + tryLine);
    page.println();
    RowTable.of(walk.rows()).print(page);
    page.println();
    page.println("kernel: " + walk.addresses().strip());
    page.println();
    List<Events.Arrival> events = walk.events().all();
    for (Events.Arrival event :
        events.subList(Math.max(0, events.size() - SHOWN_EVENTS), events.size())) {
      page.println("event:  " + Walk.line(event));
    }
    page.flush();
    out.print(screen);
    out.flush();
  }
}
