package org.rdkb.dhcpmanager.linux;

import java.util.OptionalInt;

/** Network interfaces by name. */
public final class Interfaces {
  private Interfaces() {}

  /**
   * Asks the kernel, now.
   *
   * @param name kernel name, for example {@code eth0}
   * @return its index, greater than 0; empty when there is none of that name
   */
  public static OptionalInt index(String name) {
    int index = Libc.if_nametoindex(name);
    return index > 0 ? OptionalInt.of(index) : OptionalInt.empty();
  }
}
