package org.rdkb.dhcpmanager.core.pool.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;

/**
 * Which checks there are.
 *
 * @param trusted Linux interfaces where other servers may answer; absent: nobody looks for them
 * @param hardware which clients are served
 * @param addresses which addresses a client may name as the one that it has or wants
 * @param clientRate of one client's messages
 * @param linkRate of all messages on one interface
 * @param relay what is asked of option 82
 * @param portMost addresses that the clients behind one port of a relay have together; 0: any
 * @param blockTime for how long a client is not heard after its conduct was refused; zero: not
 */
public record GuardRules(
    Optional<Set<String>> trusted,
    Filter<HardwarePattern> hardware,
    Filter<Ipv4Prefix> addresses,
    Rate clientRate,
    Rate linkRate,
    RelayPolicy relay,
    int portMost,
    Duration blockTime) {
  /** Lets everything pass. */
  public static final GuardRules NONE =
      new GuardRules(
          Optional.empty(),
          Filter.open(),
          Filter.open(),
          Rate.UNLIMITED,
          Rate.UNLIMITED,
          RelayPolicy.ANY,
          0,
          Duration.ZERO);

  /** Takes a copy. */
  public GuardRules {
    trusted = trusted.map(Set::copyOf);
  }

  /** What is asked of option 82 (RFC 3046). */
  public enum RelayPolicy {
    /** Nothing. */
    ANY,
    /** It comes from relays only: a client must not say where it is itself (section 2.1). */
    RELAYED,
    /** The same, and whoever comes by a relay has it. */
    REQUIRED
  }
}
