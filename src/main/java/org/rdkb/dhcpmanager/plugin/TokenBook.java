package org.rdkb.dhcpmanager.plugin;

import java.util.Optional;

/** Port: who may report leases. Called on the monitor's thread; must not block. */
public interface TokenBook {

  /**
   * Looks a token up, in a time that does not tell how much of it was right.
   *
   * @param token 32 hexadecimal digits
   * @return absent if no client of ours has it
   */
  Optional<ClientIdentity> ownerOf(String token);
}
