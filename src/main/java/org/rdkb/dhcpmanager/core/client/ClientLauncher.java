package org.rdkb.dhcpmanager.core.client;

import java.util.Optional;

/** Port: client processes. Called on the row's lane, never by two threads for one row. */
public interface ClientLauncher {

  /**
   * Starts a client and watches it.
   *
   * @param launch with what
   * @param listener {@code started} is called before this returns, {@code exited} never before that
   * @throws EffectException if no client runs; then the listener is not called
   */
  void launch(ClientLaunch launch, Listener listener) throws EffectException;

  /**
   * Takes over a client that an earlier run of this component started, if it still lives and is
   * provably the same process.
   *
   * @param row whose client
   * @param configuration what the row is configured to; a client that was started with other
   *     arguments is not taken over but ended
   * @param listener only {@code exited} is called
   * @return absent if there is none
   */
  Optional<ClientProcess> adopt(RowId row, ClientConfiguration configuration, Listener listener);

  /**
   * Signals a client; one that has ended already is left alone.
   *
   * @param client which
   * @param signal what
   */
  void signal(ClientProcess client, ClientSignal signal);

  /**
   * Removes what the row's clients left on disk. Absent is normal.
   *
   * @param row the deleted row
   */
  void forget(RowId row);

  /** Hears of a client's life. Called on the thread that noticed; must not block. */
  interface Listener {
    /**
     * It runs.
     *
     * @param client which
     */
    void started(ClientProcess client);

    /**
     * It ended.
     *
     * @param client which
     * @param how exit code or signal, in words
     */
    void exited(ClientProcess client, String how);
  }
}
