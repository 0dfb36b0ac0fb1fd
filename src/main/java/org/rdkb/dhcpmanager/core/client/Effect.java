package org.rdkb.dhcpmanager.core.client;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Lease;

/** What the machine wants done. Effects of one row are carried out one after another, in order. */
public sealed interface Effect {

  /**
   * Start a client; answered by {@code ClientStarted} or {@code EffectFailed}.
   *
   * @param launch with what
   */
  record StartClient(ClientLaunch launch) implements Effect {}

  /**
   * Signal a client.
   *
   * @param client which
   * @param signal what
   */
  record SignalClient(ClientProcess client, ClientSignal signal) implements Effect {}

  /**
   * Bring the kernel from one lease to another.
   *
   * @param linuxInterface where
   * @param lease what must be there afterwards
   * @param previous what was installed for the row before; absent if nothing
   */
  record ApplyLease(String linuxInterface, Lease lease, Optional<Lease> previous)
      implements Effect {}

  /**
   * Put back what the kernel has lost of a lease that was installed; leave what is there.
   *
   * @param linuxInterface where
   * @param lease what must be there afterwards
   */
  record RestoreLease(String linuxInterface, Lease lease) implements Effect {}

  /**
   * Remove what a lease installed, and nothing else.
   *
   * @param linuxInterface where
   * @param lease what was installed
   */
  record RemoveLease(String linuxInterface, Lease lease) implements Effect {}

  /**
   * Store what must survive a restart of this component.
   *
   * @param record the whole of it
   */
  record PersistLease(ClientRecord record) implements Effect {}

  /**
   * Tell the subscribers.
   *
   * @param notice what happened
   */
  record Publish(ClientNotice notice) implements Effect {}
}
