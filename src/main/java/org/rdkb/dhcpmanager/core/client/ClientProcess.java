package org.rdkb.dhcpmanager.core.client;

/**
 * A client process, told apart from a later one that gets the same number.
 *
 * @param pid process id, greater than 1
 * @param startTicks when it started, in clock ticks since boot (field 22 of proc(5) stat)
 */
public record ClientProcess(int pid, long startTicks) {
  /** Refuses numbers that name no client: 0, 1 and negative ones address groups or init. */
  public ClientProcess {
    if (pid <= 1) {
      throw new IllegalArgumentException("pid " + pid);
    }
  }
}
