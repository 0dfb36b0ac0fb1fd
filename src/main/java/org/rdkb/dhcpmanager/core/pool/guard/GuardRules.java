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
 * @param rates of messages
 * @param relay what is asked of option 82
 * @param portMost addresses that the clients behind one port of a relay have together; 0: any
 * @param blockTime for how long a client is not heard after its conduct was refused; zero: not
 * @param bindings whether it counts where an address was granted
 */
public record GuardRules(
    Optional<Set<String>> trusted,
    Filter<HardwarePattern> hardware,
    Filter<Ipv4Prefix> addresses,
    Rates rates,
    RelayPolicy relay,
    int portMost,
    Duration blockTime,
    Bindings bindings) {
  /** Lets everything pass. */
  public static final GuardRules NONE =
      new GuardRules(
          Optional.empty(),
          Filter.open(),
          Filter.open(),
          Rates.UNLIMITED,
          RelayPolicy.ANY,
          0,
          Duration.ZERO,
          Bindings.OFF);

  /** Takes a copy. */
  public GuardRules {
    trusted = trusted.map(Set::copyOf);
  }

  /** Whether an address can be given back only by whom and from where it was granted to. */
  public enum Bindings {
    ON,
    OFF
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
