package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rdkb.dhcpmanager.tr181.Leases.lease;
import static org.rdkb.dhcpmanager.tr181.Leases.options;
import static org.rdkb.dhcpmanager.tr181.ModelFixture.CLIENT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.ClientFigures;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.MessageCounts;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.client.Timing;

class LiveChangesTest {
  private final ModelFixture fixture = new ModelFixture();
  private final LiveChanges changes = new LiveChanges(fixture.open());
  private final RowSnapshot initial = RowSnapshot.initial(new RowId(Family.V4, 1));

  private static List<String> words(List<ModelChange.ValueChanged> changes) {
    return changes.stream()
        .map(
            c ->
                c.path().substring(CLIENT.length())
                    + " "
                    + c.before().text()
                    + ">"
                    + c.after().text())
        .toList();
  }

  @Test
  void leaseGranted_tellsOfAllButTheRemainingTime() {
    RowSnapshot bound = fixture.bind(1, options(lease(60), Map.of(3, "r")));
    assertEquals(
        List.of(
            "1.Status Disabled>Enabled",
            "1.DHCPStatus Init>Bound",
            "1.IPAddress >100.64.10.25",
            "1.SubnetMask >255.255.252.0",
            "1.IPRouters >100.64.8.1,100.64.8.2",
            "1.DNSServers >192.0.2.53,198.51.100.53",
            "1.DHCPServer >100.64.8.1",
            "1.X_DHCPMGR_LastEventTime 0001-01-01T00:00:00Z>2024-10-15T13:46:40Z",
            "1.X_DHCPMGR_LeaseObtained 0001-01-01T00:00:00Z>2024-10-15T13:46:40Z",
            "1.X_DHCPMGR_LeaseExpires 0001-01-01T00:00:00Z>2024-10-15T13:47:40Z",
            "1.X_DHCPMGR_Routes >0.0.0.0/0 via 100.64.8.1,0.0.0.0/0 via 100.64.8.2",
            "1.ReqOption.2.Value >72"),
        words(changes.between(initial, bound)));
  }

  @Test
  void leaseLostAfterItsEnd_isStillTold() {
    RowSnapshot bound = fixture.bind(1, lease(60));
    fixture.pass(Duration.ofMinutes(2));
    assertEquals("1.IPAddress 100.64.10.25>", words(changes.between(bound, initial)).get(2));
  }

  @Test
  void renewal_tellsOfTimesOnly() {
    RowSnapshot bound = fixture.bind(1, lease(60));
    fixture.pass(Duration.ofSeconds(30));
    RowSnapshot renewed = fixture.bind(1, lease(60));
    assertEquals(
        List.of(
            "1.X_DHCPMGR_LastEventTime 2024-10-15T13:46:40Z>2024-10-15T13:47:10Z",
            "1.X_DHCPMGR_LeaseObtained 2024-10-15T13:46:40Z>2024-10-15T13:47:10Z",
            "1.X_DHCPMGR_LeaseExpires 2024-10-15T13:47:40Z>2024-10-15T13:48:10Z"),
        words(changes.between(bound, renewed)));
  }

  @Test
  void countsAreToldOf_theTimesOfReportsAreNot() {
    RowSnapshot bound = fixture.bind(1, lease(60));
    ClientFigures more =
        new ClientFigures(
            new MessageCounts(7, 1, 1),
            7,
            new Timing(1, 1, 1, 1),
            new Timing(1, 1, 1, 1),
            new Timing(1, 1, 1, 1),
            new Timing(1, 1, 1, 1),
            Optional.empty(),
            Optional.empty());
    assertEquals(
        List.of("1.Stats.ACK 0>7", "1.Stats.NACK 0>1", "1.Stats.Release 0>1"),
        words(changes.between(bound, bound.with(more))));
  }

  @Test
  void sameMomentAndUnknownRow_tellOfNothing() {
    assertEquals(List.of(), changes.between(initial, initial));
    RowSnapshot stranger = fixture.bind(9, lease(60));
    assertEquals(
        List.of(), changes.between(RowSnapshot.initial(new RowId(Family.V4, 9)), stranger));
  }
}
