package org.rdkb.dhcpmanager.core.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The kinds of trouble with a client. Each has its own way out, which the states take. */
public enum ClientFault {
  /** It ended by itself, or did not start: once more at once, then with growing waits. */
  PROCESS,
  /** It cannot be told what the row says: its files are made anew, then as for a process. */
  CONFIGURATION,
  /** No answer, or one that helps nobody: the client asks again, in the rounds of its own. */
  NETWORK,
  /** Only somebody's hand helps, or nothing has so far: {@code Error} and a slow retry. */
  CRITICAL;

  /**
   * What kind of trouble an event was.
   *
   * @param before the state that it met
   * @param event what happened
   * @param next the state that followed
   * @return absent if it was none, or concerned another client
   */
  public static Optional<ClientFault> of(ClientState before, ClientEvent event, ClientState next) {
    if (event instanceof ClientEvent.ClientExited exited) {
      boolean unwanted =
          !(before instanceof Stopping)
              && before.client().filter(exited.client()::equals).isPresent();
      return unwanted ? Optional.of(orCritical(PROCESS, next)) : Optional.empty();
    }
    if (event instanceof ClientEvent.EffectFailed failed && before instanceof Starting) {
      return switch (failed.what()) {
        case START -> Optional.of(orCritical(PROCESS, next));
        case START_CONFIGURATION -> Optional.of(orCritical(CONFIGURATION, next));
        case START_NO_PROGRAM -> Optional.of(CRITICAL);
        case APPLY_LEASE, PERSIST -> Optional.empty(); // of the kernel and the disk
      };
    }
    if (event instanceof ClientEvent.LeaseReported reported) {
      return isRefusal(before, reported.report()) ? Optional.of(NETWORK) : Optional.empty();
    }
    return Optional.empty();
  }

  /** A server that stays silent is worth a word once, not in every round. */
  private static boolean isRefusal(ClientState before, LeaseReport report) {
    boolean listens = before instanceof Selecting || before instanceof Bound;
    return listens
        && (report instanceof LeaseReport.Nak
            || report instanceof LeaseReport.Refused
            || (report instanceof LeaseReport.NoServer
                && before instanceof Selecting
                && before.attempts() == 0));
  }

  private static ClientFault orCritical(ClientFault fault, ClientState next) {
    return next.standing().failures() >= Backoff.EXHAUSTED ? CRITICAL : fault;
  }

  /**
   * What is done about it.
   *
   * @param next the state that followed
   * @param now the steady clock
   * @return for a log line
   */
  public static String decision(ClientState next, Instant now) {
    if (next instanceof Starting) {
      return "restart at once";
    }
    if (next instanceof Idle.BackingOff waiting) {
      return "restart in " + Duration.between(now, waiting.retryAt()).toSeconds() + " s";
    }
    return next.client().isPresent() ? "the client asks again" : "wait";
  }
}
