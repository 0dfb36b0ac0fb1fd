package org.rdkb.dhcpmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.attach.AttachCounters;
import org.rdkb.dhcpmanager.watch.Figure;

class AttachFiguresTest {
  private static List<String> lines(AttachCounters counters) {
    return AttachFigures.of(counters).stream().map(AttachFiguresTest::line).toList();
  }

  private static String line(Figure figure) {
    return figure.name() + new TreeMap<>(figure.labels()) + " " + figure.value();
  }

  @Test
  void kindsReasonsAndDurations_areLabels_andBucketsAddUp() {
    AttachCounters counters =
        new AttachCounters(
            3,
            new TreeMap<>(Map.of("veth", 2L)),
            new TreeMap<>(Map.of("vcan no_such_kind", 1L)),
            List.of(1L, 0L, 1L, 0L, 0L, 1L));
    assertEquals(
        List.of(
            "dhcpmgr_attach_checks{} 3",
            "dhcpmgr_attach_recreations{kind=veth} 2",
            "dhcpmgr_attach_failures{kind=vcan, reason=no_such_kind} 1",
            "dhcpmgr_attach_recreation_duration{le=1} 1",
            "dhcpmgr_attach_recreation_duration{le=5} 1",
            "dhcpmgr_attach_recreation_duration{le=10} 2",
            "dhcpmgr_attach_recreation_duration{le=50} 2",
            "dhcpmgr_attach_recreation_duration{le=250} 2",
            "dhcpmgr_attach_recreation_duration{le=+Inf} 3"),
        lines(counters));
  }

  @Test
  void beforeAnythingHappened_onlyChecksAreThere() {
    assertEquals(List.of("dhcpmgr_attach_checks{} 0"), lines(AttachCounters.NONE));
  }
}
