package org.rdkb.dhcpmanager.core.client;

/**
 * One entry of the system's event store: a name and what it stands for from now on.
 *
 * @param name printable, without blank and slash
 * @param value empty: nothing any more, or a mere signal
 */
public record SystemEvent(String name, String value) {
  /** Checks the name: it becomes a file name and an argument of a program. */
  public SystemEvent {
    if (name.isEmpty() || name.startsWith(".") || name.startsWith("-")) {
      throw new IllegalArgumentException("system event '" + name + "'");
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || name.charAt(i) > '~' || name.charAt(i) == '/') {
        throw new IllegalArgumentException("system event '" + name + "'");
      }
    }
  }
}
