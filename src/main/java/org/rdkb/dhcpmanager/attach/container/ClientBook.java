package org.rdkb.dhcpmanager.attach.container;

import java.time.Duration;

/** Port: the DHCP client rows of containers, by their Alias. Any thread may call. */
public interface ClientBook {

  /**
   * Has a client run. Stored when it returns; the client starts when its link is there and up.
   *
   * @param alias name of the row, a new one if there is none
   * @param place where, a {@link org.rdkb.dhcpmanager.core.client.LinkPlace}
   * @throws RefusedException if the data model or the disk does not take it
   */
  void run(String alias, String place) throws RefusedException;

  /**
   * Has a client give its lease back and end. The row stays, disabled, and so does its number.
   *
   * @param alias name of the row; none of it: nothing is done
   * @param atMost how long to wait for the client's end
   * @throws RefusedException if that cannot be stored
   */
  void end(String alias, Duration atMost) throws RefusedException;

  /**
   * Removes a row, if there is one.
   *
   * @param alias its name
   * @throws RefusedException if that cannot be stored
   */
  void remove(String alias) throws RefusedException;
}
