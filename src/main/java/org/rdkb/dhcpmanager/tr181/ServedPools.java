package org.rdkb.dhcpmanager.tr181;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;

/** Port: the DHCPv4 server as it runs. Called on bus threads; no call waits for it. */
public interface ServedPools {
  /** No server. */
  ServedPools NONE =
      new ServedPools() {
        @Override
        public String trouble(int pool) {
          return "";
        }

        @Override
        public List<Integer> clients(int pool) {
          return List.of();
        }

        @Override
        public Optional<ServedClient> client(int number) {
          return Optional.empty();
        }
      };

  /**
   * A client with its address.
   *
   * @param hardware whose
   * @param address which
   * @param until when it ends or ended, by the steady clock; {@link Instant#MAX}: never
   * @param active whether it has the address now
   */
  record ServedClient(
      HardwareAddress hardware, Ipv4Address address, Instant until, boolean active) {}

  /**
   * Why an enabled and well-configured pool is not served.
   *
   * @param pool number of its row
   * @return empty if it is
   */
  String trouble(int pool);

  /**
   * The clients of a pool.
   *
   * @param pool number of its row
   * @return their numbers; one belongs to the same address as long as we run
   */
  List<Integer> clients(int pool);

  /**
   * One client.
   *
   * @param number as listed
   * @return absent if it has gone since
   */
  Optional<ServedClient> client(int number);
}
