package org.rdkb.dhcpmanager.server;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;

/** Port: where leases outlive us. {@link #commit} is called by one thread at a time. */
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
   * Takes changes, in this order.
   *
   * @param changes none of them an offer
   * @param now of the changes
   * @throws IOException if they may not be there after a crash
   */
  void commit(List<PoolLease> changes, Now now) throws IOException;

  @Override
  void close() throws IOException;
}
