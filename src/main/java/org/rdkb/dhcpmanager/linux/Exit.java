package org.rdkb.dhcpmanager.linux;

/** How a process ended. */
public sealed interface Exit {

  /**
   * By itself.
   *
   * @param status 0 to 255
   */
  record Status(int status) implements Exit {}

  /**
   * By a signal.
   *
   * @param signal number, for example 9
   */
  record Killed(int signal) implements Exit {}

  /** Nobody told us how: it was not our child. */
  record Gone() implements Exit {}
}
