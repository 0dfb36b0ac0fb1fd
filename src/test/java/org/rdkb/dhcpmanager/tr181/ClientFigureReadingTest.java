package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rdkb.dhcpmanager.tr181.Leases.lease;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.CLIENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.ClientFigures;
import org.rdkb.dhcpmanager.core.client.Diagnosis;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.MessageCounts;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.Timing;

/** {@code Stats.} and {@code X_DHCPMGR_Performance.}, as they are read and reset. */
class ClientFigureReadingTest {
  private final ModelFixture fixture = new ModelFixture();
  private final DataModel model = fixture.open();

  private static final ClientFigures FIGURES =
      new ClientFigures(
          new MessageCounts(7, 2, 1),
          5,
          new Timing(2, 20, 30, 50),
          new Timing(3, 300, 400, 900),
          new Timing(4, 40, 50, 160),
          new Timing(4, 44, 55, 176),
          Optional.empty(),
          Optional.empty());

  private Map<String, String> read(String path) {
    Map<String, String> found = new TreeMap<>();
    for (Leaf leaf : model.get(path).orThrow()) {
      found.put(leaf.path().substring(path.length()), ((Leaf.Parameter) leaf).value().text());
    }
    return found;
  }

  @Test
  void eachFigure_isReadByItsName() {
    RowSnapshot bound = fixture.bind(1, lease(60));
    fixture.show(bound.with(FIGURES));
    assertEquals(
        Map.of("ACK", "7", "NACK", "2", "Release", "1", "Reset", "false"),
        read(CLIENT + "1.Stats."));
    Map<String, String> times = new TreeMap<>();
    times.putAll(Map.of("Starts", "2", "StartTime", "20", "StartTimeMax", "30"));
    times.putAll(Map.of("Acquisitions", "3", "AcquisitionTime", "300"));
    times.putAll(Map.of("AcquisitionTimeMax", "400", "Renewals", "5", "Restarts", "0"));
    times.putAll(Map.of("Reports", "4", "SnapshotTime", "40", "SnapshotTimeMax", "50"));
    times.putAll(Map.of("SnapshotTimeMean", "40", "EventTime", "44", "EventTimeMax", "55"));
    times.put("EventTimeMean", "44");
    assertEquals(times, read(CLIENT + "1.X_DHCPMGR_Performance."));
    fixture.show(RowSnapshot.initial(new RowId(Family.V6, 1)).with(FIGURES));
    assertEquals(
        Map.of("Reply", "7", "Release", "1", "Reset", "false"),
        read("Device.DHCPv6.Client.1.Stats."));
    assertEquals(times, read("Device.DHCPv6.Client.1.X_DHCPMGR_Performance."));
  }

  @Test
  void reset_reachesADisabledRow_byTriggerAndByCommand() {
    model.invoke("Device.DHCPv6.Client.1.Stats.Reset()").orThrow();
    ModelFixture.set(model, CLIENT + "1.Stats.Reset", "true").orThrow();
    ModelFixture.set(model, CLIENT + "1.Stats.Reset", "false").orThrow();
    assertEquals(
        List.of("reset " + new RowId(Family.V6, 1), "reset " + new RowId(Family.V4, 1)),
        fixture.requests);
    fixture.refuseRequests();
    assertEquals(
        Refusal.Code.LIMIT, ModelFixture.refusal(model.invoke(CLIENT + "1.Stats.Reset()")).code());
  }

  @Test
  void startAndHealth_areAboutBothFamilies() {
    assertEquals(
        Map.of(
            "Configuration",
            "current",
            "Rows",
            "5",
            "Leases",
            "4",
            "Adopted",
            "3",
            "Repaired",
            "2",
            "Quarantined",
            "1",
            "Duration",
            "77"),
        read("Device.DHCPv4.X_DHCPMGR_Start."));
    fixture.bind(1, lease(60));
    fixture.show(RowSnapshot.initial(new RowId(Family.V6, 1)));
    assertEquals(
        Map.of(
            "Rows",
            "2",
            "RowsEnabled",
            "1",
            "RowsBound",
            "1",
            "RowsInTrouble",
            "0",
            "Restarts",
            "0",
            "Escalations",
            "0"),
        read("Device.DHCPv4.X_DHCPMGR_Health."));
  }

  @Test
  void logLevel_isOneOfItsWords_andKept() {
    assertEquals(LogLevel.CONFIGURED, LogLevel.in(model.tree()));
    assertEquals(
        Refusal.Code.VALUE,
        ModelFixture.refusal(ModelFixture.set(model, LogLevel.PATH, "debug")).code());
    ModelFixture.set(model, LogLevel.PATH, "Debug").orThrow();
    assertEquals(
        "Debug", LogLevel.in(fixture.open(fixture.saved.get(fixture.saved.size() - 1)).tree()));
  }

  @Test
  void diagnosis_isAnsweredLater_withTwoOutputsForEachLayer() {
    List<Output> outputs = new ArrayList<>();
    String command = "Device.DHCPv6.Client.1.X_DHCPMGR_Diagnose()";
    model.invoke(command, outputs::addAll).orThrow();
    assertEquals(List.of("diagnose v6-1"), fixture.requests);
    assertEquals(List.of(), outputs);
    fixture
        .orders
        .get(0)
        .accept(
            new Diagnosis(
                List.of(
                    new Diagnosis.Finding(
                        Diagnosis.Layer.LINK, Diagnosis.Verdict.GOOD, "eth0 is up"),
                    new Diagnosis.Finding(
                        Diagnosis.Layer.DNS, Diagnosis.Verdict.BAD, "no answer"))));
    assertEquals(
        List.of(
            new Output("FirstBad", "DNS"),
            new Output("Link", "Good"),
            new Output("LinkReason", "eth0 is up"),
            new Output("DNS", "Bad"),
            new Output("DNSReason", "no answer")),
        outputs);
    fixture.refuseRequests();
    assertEquals(
        Refusal.Code.LIMIT, ModelFixture.refusal(model.invoke(command, outputs::addAll)).code());
  }

  @Test
  void figure_isNotWritable() {
    assertEquals(
        Refusal.Code.NOT_WRITABLE,
        ModelFixture.refusal(ModelFixture.set(model, CLIENT + "1.Stats.ACK", "0")).code());
  }
}
