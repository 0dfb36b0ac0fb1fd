package org.rdkb.dhcpmanager.process;

import org.rdkb.dhcpmanager.core.client.RowId;

/** Port: learns which token the plugin of a row's client will show. Must not block. */
@FunctionalInterface
public interface TokenListener {

  /**
   * The row's client from now on; a former one is no longer to be believed.
   *
   * @param row whose client
   * @param place the interface that it serves: a {@link
   *     org.rdkb.dhcpmanager.core.client.LinkPlace}, by its kernel name
   * @param token 32 hexadecimal digits; never to be logged
   */
  void trust(RowId row, String place, String token);

  /**
   * The row was deleted: no client of it is to be believed any more.
   *
   * @param row the deleted row
   */
  default void distrust(RowId row) {}
}
