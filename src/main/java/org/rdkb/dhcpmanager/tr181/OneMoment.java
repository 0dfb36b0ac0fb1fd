package org.rdkb.dhcpmanager.tr181;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.attach.AttachCounters;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.CheckExtent;
import org.rdkb.dhcpmanager.core.attach.ForwardingRule;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;

/**
 * The client rows as one request sees them: a row that was looked at once stays as it was then, so
 * that an address and its mask, asked for together, are of the same lease. Not thread-safe: one
 * request.
 */
final class OneMoment implements ClientRows {
  private final ClientRows rows;
  private final Map<RowId, RowSnapshot> seen = new HashMap<>();
  private final Map<AttachmentId, AttachmentCondition> links = new HashMap<>();

  OneMoment(ClientRows rows) {
    this.rows = rows;
  }

  @Override
  public RowSnapshot snapshot(RowId row) {
    return seen.computeIfAbsent(row, rows::snapshot);
  }

  @Override
  public String clientOutput(RowId row) {
    return rows.clientOutput(row);
  }

  @Override
  public boolean accepts(RowId row) {
    return rows.accepts(row);
  }

  @Override
  public boolean renew(RowId row) {
    return rows.renew(row);
  }

  @Override
  public boolean release(RowId row) {
    return rows.release(row);
  }

  @Override
  public boolean restart(RowId row) {
    return rows.restart(row);
  }

  @Override
  public Optional<String> objection(RowId row, ClientConfiguration wanted) {
    return rows.objection(row, wanted);
  }

  @Override
  public ServedPools pools() {
    return rows.pools();
  }

  @Override
  public String persistence() {
    return rows.persistence();
  }

  @Override
  public String extensions() {
    return rows.extensions();
  }

  @Override
  public AttachmentCondition attachment(AttachmentId id) {
    return links.computeIfAbsent(id, rows::attachment);
  }

  @Override
  public AttachCounters attachCounters() {
    return rows.attachCounters();
  }

  @Override
  public List<ForwardingRule> attachForwarding() {
    return rows.attachForwarding();
  }

  @Override
  public boolean checkAttachments(CheckExtent extent) {
    return rows.checkAttachments(extent);
  }
}
