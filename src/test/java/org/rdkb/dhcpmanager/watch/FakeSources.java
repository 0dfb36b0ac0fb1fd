package org.rdkb.dhcpmanager.watch;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Other parts that tell what a test wants them to. */
public final class FakeSources implements Sources {
  public final List<Figure> figures =
      new ArrayList<>(List.of(Figure.counter("dhcpmgr_probe", "A probe", 7)));
  public final List<Spread> spreads =
      new ArrayList<>(
          List.of(
              new Spread(
                  "dhcpmgr_probe_seconds",
                  "A probe",
                  Map.of(),
                  List.of(0.001, 0.1),
                  List.of(3L, 2L, 1L),
                  1.5)));
  public final List<LeaseMoment> moments = new ArrayList<>();
  public final List<Child> children = new ArrayList<>();
  public Optional<String> historyTrouble = Optional.empty();
  public BusSight bus =
      new BusSight(
          "unix:///tmp/bus",
          "embedded",
          "",
          List.of("eRT.test"),
          Optional.of(List.of(new BusSight.Listening("Device.DHCPv4.Client.1.Events", "rbus.x"))));
  public Optional<Recovery> recovery =
      Optional.of(
          new Recovery(
              Instant.EPOCH,
              "current",
              List.of(
                  new Recovery.Verdict(
                      "Device.DHCPv4.Client.1.", "eth0", "198.51.100.10/24", "adopted", "")),
              List.of("rows.1"),
              List.of(new Recovery.Step("bus", 12)),
              true));

  @Override
  public List<Figure> figures() {
    return figures;
  }

  @Override
  public List<Spread> spreads() {
    return spreads;
  }

  @Override
  public List<LeaseMoment> past(String row, int most) throws IOException {
    if (historyTrouble.isPresent()) {
      throw new IOException(historyTrouble.get());
    }
    return moments.stream().limit(most).toList();
  }

  @Override
  public List<Child> children() {
    return children;
  }

  @Override
  public BusSight bus() {
    return bus;
  }

  @Override
  public Optional<Recovery> recovery() {
    return recovery;
  }
}
