package org.rdkb.dhcpmanager.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientEvent;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.LeaseReport;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.Samples;
import org.rdkb.dhcpmanager.core.client.Selecting;
import org.rdkb.dhcpmanager.core.client.Standing;
import org.rdkb.dhcpmanager.core.client.Status;
import org.rdkb.dhcpmanager.core.client.Transition;
import org.rdkb.dhcpmanager.core.lease.Reply6;
import org.rdkb.dhcpmanager.core.softwire.SoftwireLeases;

/** A container that cannot be used is shown and counted; the rest of the lease is in force. */
class SoftwireRefusalTest {
  private static final String PREFIX = "2001:db8:12:3400::/56";

  private final OwnedRow row = new OwnedRow(new RowId(Family.V6, 1));

  private void report(Reply6 reply) {
    ClientEvent event = new ClientEvent.LeaseReported(new LeaseReport.Granted(reply));
    Transition transition = row.state().on(event, Samples.NOW);
    row.advance(transition, event, Samples.NOW);
  }

  @Test
  void refusedContainer_isToldAndCounted_leaseIsKept() {
    ClientConfiguration on =
        new ClientConfiguration(true, "eth0", "", List.of(), List.of(), Optional.empty());
    Standing standing =
        new Standing(row.id, on, LinkState.READY, Optional.empty(), 0, false, Optional.empty());
    row.advance(
        new Transition(new Selecting(standing, new ClientProcess(4711, 1), on, 0, ""), List.of()),
        new ClientEvent.RenewRequested(),
        Samples.NOW);

    report(SoftwireLeases.reply(PREFIX, "95", "0059000d01"));
    assertEquals(1, row.snapshot().softwireRefusals());
    assertTrue(row.snapshot().lastError().startsWith("option 95 refused: "));
    assertEquals(Status.ENABLED, row.state().status());
    assertTrue(row.snapshot().lease(Samples.NOW).orElseThrow().lease().headline().contains(PREFIX));

    report(SoftwireLeases.reply(PREFIX, "95", SoftwireLeases.MAP_T));
    assertEquals(1, row.snapshot().softwireRefusals());
    report(SoftwireLeases.reply(PREFIX));
    assertEquals(1, row.snapshot().softwireRefusals());
    report(SoftwireLeases.reply(PREFIX, "94", "00"));
    assertEquals(2, row.snapshot().softwireRefusals());
    assertTrue(row.snapshot().lastError().startsWith("option 94 refused: "));
  }
}
