package org.rdkb.dhcpmanager.process;

import java.util.Optional;

/** Port: how links are called where they are. Any thread may call. */
@FunctionalInterface
public interface LinkNames {
  /**
   * The kernel name of the link in a place.
   *
   * @param place a {@link org.rdkb.dhcpmanager.core.client.LinkPlace}
   * @return absent if there is no such link
   */
  Optional<String> nameIn(String place);
}
