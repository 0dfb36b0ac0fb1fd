package org.rdkb.dhcpmanager.core.lease;

import java.util.Optional;

/** What a server's answer grants: a whole lease, or in DHCPv6 what it says about parts of one. */
public sealed interface Grant permits Lease4, Reply6, Information6 {

  /**
   * The lease after this answer.
   *
   * @param held the lease so far, its times counted from now; absent if there is none
   * @return absent if nothing is left of it
   */
  Optional<Lease> onto(Optional<Lease> held);
}
