package org.rdkb.dhcpmanager.tr181;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdkb.dhcpmanager.core.attach.AttachCounters;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.CheckExtent;
import org.rdkb.dhcpmanager.core.attach.ForwardingRule;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.Diagnosis;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;

/**
 * Port: the client rows as they run. Called on bus threads; no call waits for a client, a disk or a
 * lock.
 */
public interface ClientRows {

  /**
   * The row now.
   *
   * @param row any row of the configuration
   * @return {@link RowSnapshot#initial} if its owner does not know it yet
   */
  RowSnapshot snapshot(RowId row);

  /**
   * What the row's client printed last. Reads a file of the run folder, which lies in memory.
   *
   * @param row any row of the configuration
   * @return at most 1,024 characters: printable ASCII lines, oldest first, joined by line feeds;
   *     empty if there is nothing
   */
  String clientOutput(RowId row);

  /**
   * Whether the row takes requests now.
   *
   * @param row any row of the configuration
   * @return false if it is busy beyond its bound
   */
  boolean accepts(RowId row);

  /**
   * Asks the client to renew its lease.
   *
   * @param row an enabled row
   * @return false if the request cannot be taken now
   */
  boolean renew(RowId row);

  /**
   * Returns the lease and stops the client.
   *
   * @param row an enabled row
   * @return false if the request cannot be taken now
   */
  boolean release(RowId row);

  /**
   * Restarts the client.
   *
   * @param row an enabled row
   * @return false if the request cannot be taken now
   */
  boolean restart(RowId row);

  /**
   * Has the messages of the row's clients counted from zero again.
   *
   * @param row any row
   * @return false if the request cannot be taken now
   */
  default boolean resetCounts(RowId row) {
    return false;
  }

  /**
   * Has it found out where the row's connection ends.
   *
   * @param row any row
   * @param answer told once, later, on another thread; must not block
   * @return false if that cannot be done now; {@code answer} is not told then
   */
  default boolean diagnose(RowId row, Consumer<Diagnosis> answer) {
    return false;
  }

  /**
   * What an extension has against a configuration. May take as long as extensions may, which is
   * bounded.
   *
   * @param row an enabled row
   * @param wanted as it would be
   * @return the reason; absent: nothing
   */
  default Optional<String> objection(RowId row, ClientConfiguration wanted) {
    return Optional.empty();
  }

  /**
   * Whether leases can be stored.
   *
   * @return {@code ok}, or what is not stored and why
   */
  String persistence();

  /**
   * All rows as they run.
   *
   * @return of both families
   */
  default List<RowSnapshot> snapshots() {
    return List.of();
  }

  /**
   * What the last start found.
   *
   * @return {@link StartSummary#NONE} while it is not over
   */
  default StartSummary start() {
    return StartSummary.NONE;
  }

  /**
   * What the DHCPv4 server serves.
   *
   * @return asked on bus threads as well
   */
  default ServedPools pools() {
    return ServedPools.NONE;
  }

  /**
   * How the extensions are.
   *
   * @return one sentence for each, joined by semicolons; empty if there is none
   */
  default String extensions() {
    return "";
  }

  /**
   * How a declared link is.
   *
   * @param id its row
   * @return unused if nobody knows it yet
   */
  default AttachmentCondition attachment(AttachmentId id) {
    return AttachmentCondition.unused();
  }

  /**
   * What happened to declared links since the start.
   *
   * @return at this moment
   */
  default AttachCounters attachCounters() {
    return AttachCounters.NONE;
  }

  /**
   * Between which declared CAN links frames are forwarded.
   *
   * @return as it was seen last
   */
  default List<ForwardingRule> attachForwarding() {
    return List.of();
  }

  /**
   * Has all declared links looked at, soon.
   *
   * @param extent which of them are made if they are missing
   * @return false if nobody can
   */
  default boolean checkAttachments(CheckExtent extent) {
    return false;
  }
}
