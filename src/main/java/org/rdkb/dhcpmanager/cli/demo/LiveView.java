package org.rdkb.dhcpmanager.cli.demo;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.rdkb.dhcpmanager.bus.BusException;

/** The rows on a terminal, redrawn at each event and at least once a second. */
final class LiveView {
  private static final Duration REFRESH = Duration.ofSeconds(1);
  private static final int SHOWN_EVENTS = 8;
  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

  private final List<Walk> walks;
  private final Gateway gateway;
  private final Events events;
  private final PrintWriter out;
  private final String tryLine;

  LiveView(List<Walk> walks, Gateway gateway, Events events, PrintWriter out, String tryLine) {
    this.walks = List.copyOf(walks);
    this.gateway = gateway;
    this.events = events;
    this.out = out;
    this.tryLine = tryLine;
  }

  /** Returns only by exception: Ctrl-C ends the process. */
  void untilStopped() throws BusException, InterruptedException {
    while (true) {
      draw();
      events.await(REFRESH);
    }
  }

  private void draw() throws BusException {
    StringWriter screen = new StringWriter();
    PrintWriter page = new PrintWriter(screen);
    page.print(HOME_AND_CLEAR);
    page.println("DHCP client manager, live; Ctrl-C ends and cleans up. In another terminal:");
    page.println("  " + tryLine);
    page.println();
    for (Walk walk : walks) {
      walk.rows().print(page);
      page.println();
    }
    page.println("kernel: " + gateway.addresses().strip());
    String kept =
        gateway.routes6().lines().filter(r -> r.startsWith("unreachable ")).collect(joining("; "));
    if (!kept.isEmpty()) {
      page.println("        " + kept);
    }
    page.println();
    List<Events.Arrival> all = events.all();
    for (Events.Arrival event : all.subList(Math.max(0, all.size() - SHOWN_EVENTS), all.size())) {
      page.println("event:  " + event.event().element() + " " + event.line());
    }
    page.flush();
    out.print(screen);
    out.flush();
  }
}
