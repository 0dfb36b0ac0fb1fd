package org.rdkb.dhcpmanager.tr181;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
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
        public String lastError() {
          return "";
        }

        @Override
        public String relayTrouble(int rule) {
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

        @Override
        public long statistic(Statistic which) {
          return 0;
        }

        @Override
        public boolean resetStatistics() {
          return false;
        }
      };

  /** What is counted, by its name in {@code Device.DHCPv4.Server.Stats.}. */
  enum Statistic {
    DISCOVER,
    OFFER,
    REQUEST,
    ACK,
    NACK,
    DECLINE,
    RELEASE,
    INFORM,
    DISCARDED_PACKETS,
    TRANSMIT_FAILURE,
    SECOND_SERVER_DETECTED
  }

  /**
   * A client with its address.
   *
   * @param hardware whose
   * @param address which
   * @param until when it ends or ended, by the steady clock; {@link Instant#MAX}: never
   * @param active whether it has the address now
   * @param said options that it sent, as far as they are kept
   */
  record ServedClient(
      HardwareAddress hardware,
      Ipv4Address address,
      Instant until,
      boolean active,
      List<SaidOption> said) {
    /** Takes a copy. */
    public ServedClient {
      said = List.copyOf(said);
    }
  }

  /**
   * An option as a client sent it.
   *
   * @param code 1…254
   * @param payload what it says
   */
  record SaidOption(int code, Octets payload) {}

  /**
   * How often something happened.
   *
   * @param which what
   * @return since the start or the last reset
   */
  long statistic(Statistic which);

  /**
   * Counts from 0 again.
   *
   * @return false if there is no server
   */
  boolean resetStatistics();

  /**
   * Why an enabled and well-configured pool is not served.
   *
   * @param pool number of its row
   * @return empty if it is
   */
  String trouble(int pool);

  /**
   * What went wrong last.
   *
   * @return class, reason, action and count; empty if nothing did since the start
   */
  String lastError();

  /**
   * Why an enabled and well-configured rule of the relay is not carried out.
   *
   * @param rule number of its row
   * @return empty if it is
   */
  String relayTrouble(int rule);

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
