package org.rdkb.dhcpmanager.server;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.pool.AddressPool;
import org.rdkb.dhcpmanager.core.pool.Holdings;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.ServerConfiguration;

/**
 * Port: where leases outlive us; here, and where several servers share addresses, what the others
 * have. {@link #commit} is called by one thread at a time.
 */
public interface LeaseBackend extends AutoCloseable {

  /**
   * Everything that was committed, once, before the first commit.
   *
   * @param now to tell the time that leases have left
   * @param leases gets each address at least once, the latest state last
   * @throws IOException if it cannot be read; what is damaged was set aside
   */
  void recall(Now now, Consumer<PoolLease> leases) throws IOException;

  /**
   * What may be done with addresses. Asked by the owner of the book.
   *
   * @return the same as long as it is open
   */
  default Holdings holdings() {
    return Holdings.ALL;
  }

  /**
   * Told by the owner of the book now and then, once a second at least.
   *
   * @param configuration what is served
   * @param free how many addresses of one of its pools can be given; to be asked at once or never
   * @return true if holdings have changed, so that free addresses have to be counted anew
   */
  default boolean tend(ServerConfiguration configuration, ToIntFunction<AddressPool> free) {
    return false;
  }

  /**
   * What others did, since this was last asked. Asked by the owner of the book.
   *
   * @param most no more at once
   * @return leases as they are
   */
  default List<PoolLease> news(int most) {
    return List.of();
  }

  /**
   * Takes changes, in this order.
   *
   * @param changes none of them an offer
   * @param now of the changes
   * @return addresses that are not ours to give: their changes are not in force
   * @throws IOException if they may not be there after a crash
   */
  Set<Ipv4Address> commit(List<PoolLease> changes, Now now) throws IOException;

  @Override
  void close() throws IOException;
}
