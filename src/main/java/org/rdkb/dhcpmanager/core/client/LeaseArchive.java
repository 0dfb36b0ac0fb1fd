package org.rdkb.dhcpmanager.core.client;

/** Port: lease files. Called on the row's lane. */
public interface LeaseArchive {

  /**
   * Makes the record durable; returns when a crash can no longer undo it.
   *
   * @param row whose
   * @param record the whole of it
   * @throws EffectException if it could not be stored; the file on disk is the former one then
   */
  void store(RowId row, ClientRecord record) throws EffectException;

  /**
   * Removes the row's file. Absent is normal.
   *
   * @param row the deleted row
   */
  void forget(RowId row);
}
