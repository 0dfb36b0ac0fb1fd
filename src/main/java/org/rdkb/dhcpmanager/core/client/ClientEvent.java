package org.rdkb.dhcpmanager.core.client;

import java.time.Duration;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;

/** What can happen to a row. */
public sealed interface ClientEvent {

  /**
   * The row after a start of this component. Always the first event.
   *
   * @param configuration as stored
   * @param link the interface now
   * @param record what the lease file said
   * @param client a client of this row that still lives
   * @param askFor the address that the row had before a reboot; it is on no interface any more, but
   *     the server may still keep it for us
   */
  record Recovered(
      ClientConfiguration configuration,
      LinkState link,
      ClientRecord record,
      Optional<ClientProcess> client,
      Optional<Ipv4Address> askFor)
      implements ClientEvent {

    /**
     * A row that nothing is known of but its configuration.
     *
     * @param configuration as stored
     * @param link the interface now
     * @return the event
     */
    public static Recovered fresh(ClientConfiguration configuration, LinkState link) {
      return new Recovered(
          configuration, link, ClientRecord.EMPTY, Optional.empty(), Optional.empty());
    }
  }

  /**
   * The operator changed the row.
   *
   * @param configuration the new one
   * @param link the interface that it names, now
   */
  record ConfigurationChanged(ClientConfiguration configuration, LinkState link)
      implements ClientEvent {}

  /**
   * The interface came, went, or changed its carrier.
   *
   * @param link the interface now
   */
  record LinkChanged(LinkState link) implements ClientEvent {}

  /**
   * The interface is missing, and it is known why: it is being made, or cannot be made.
   *
   * @param reason a sentence
   */
  record LinkAwaited(String reason) implements ClientEvent {}

  /**
   * The client process runs.
   *
   * @param client which
   */
  record ClientStarted(ClientProcess client) implements ClientEvent {}

  /**
   * The client process ended.
   *
   * @param client which
   * @param how exit code or signal, in words, and what it printed last
   */
  record ClientExited(ClientProcess client, String how) implements ClientEvent {
    /**
     * The end as a reason.
     *
     * @return with the number of the process
     */
    public String words() {
      return "client pid " + client.pid() + " ended: " + how;
    }
  }

  /**
   * The client said something.
   *
   * @param report what
   * @param age how long ago; what waited while nobody was here is as old as its file. Negative, as
   *     after a step of the wall clock, counts as zero
   */
  record LeaseReported(LeaseReport report, Duration age) implements ClientEvent {
    /** Nothing is reported before it happens. */
    public LeaseReported {
      age = age.isNegative() ? Duration.ZERO : age;
    }

    /**
     * Said just now.
     *
     * @param report what
     */
    public LeaseReported(LeaseReport report) {
      this(report, Duration.ZERO);
    }
  }

  /** The deadline of the present state has come. */
  record DeadlineReached() implements ClientEvent {}

  /** {@code Renew} was set, or {@code Renew()} called. */
  record RenewRequested() implements ClientEvent {}

  /** {@code X_RDK_Release} was set, or {@code Release()} called. */
  record ReleaseRequested() implements ClientEvent {}

  /** {@code X_RDK_Restart} was set. */
  record RestartRequested() implements ClientEvent {}

  /**
   * An effect could not be carried out.
   *
   * @param what which kind of effect
   * @param reason why, in words
   */
  record EffectFailed(FailedEffect what, String reason) implements ClientEvent {}

  /** The kinds of effects whose failure the machine must know. */
  enum FailedEffect {
    /** The client could not be started. */
    START,
    /** The client cannot be told what the row is configured to. */
    START_CONFIGURATION,
    /** The client program is not installed. */
    START_NO_PROGRAM,
    /** The kernel refused part of a lease. */
    APPLY_LEASE,
    /** The lease could not be stored. */
    PERSIST
  }
}
