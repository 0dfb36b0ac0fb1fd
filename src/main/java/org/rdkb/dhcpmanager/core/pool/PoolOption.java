package org.rdkb.dhcpmanager.core.pool;

import org.rdkb.dhcpmanager.core.option.Octets;

/**
 * An option that a pool's clients are told.
 *
 * @param code 1…254
 * @param payload what it says
 * @param sent when (R32)
 */
public record PoolOption(int code, Octets payload, Sent sent) {
  /** When an option is sent. */
  public enum Sent {
    /** Also to those who did not ask for it. */
    ALWAYS,
    /** If the client's parameter request list has it; or if it has sent no such list. */
    ASKED
  }
}
