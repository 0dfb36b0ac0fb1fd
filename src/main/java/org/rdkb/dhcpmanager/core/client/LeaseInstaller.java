package org.rdkb.dhcpmanager.core.client;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Lease;

/** Port: the kernel's addresses, routes and MTU. Called on the row's lane. */
public interface LeaseInstaller {

  /**
   * Brings the kernel from one lease to another. What is in both stays untouched but for its
   * lifetime; what only the previous one installed goes; nothing else is changed.
   *
   * @param linuxInterface where
   * @param lease what must be there afterwards
   * @param previous what was installed before; absent if nothing
   * @throws EffectException if the kernel refused a part
   */
  void apply(String linuxInterface, Lease lease, Optional<Lease> previous) throws EffectException;

  /**
   * Puts back addresses, routes, prefixes and MTU of an installed lease that somebody took away
   * while nobody was here. What is there stays untouched, its lifetime too.
   *
   * @param linuxInterface where
   * @param lease what must be there, with what is left of its times
   * @throws EffectException if the kernel refused a part
   */
  void restore(String linuxInterface, Lease lease) throws EffectException;

  /**
   * Removes what a lease installed, and nothing else. What is gone already is no failure.
   *
   * @param linuxInterface where
   * @param lease what was installed
   * @throws EffectException if the kernel refused
   */
  void remove(String linuxInterface, Lease lease) throws EffectException;
}
