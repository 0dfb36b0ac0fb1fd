package org.rdkb.dhcpmanager.server;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.packet.PacketFault;
import org.rdkb.dhcpmanager.core.pool.Verdict;
import org.rdkb.dhcpmanager.core.pool.guard.Refusal;

/**
 * Something that went wrong in the DHCPv4 server, sorted by what is done about it.
 *
 * @param kind which class it is of
 * @param reason the word that it is counted under
 * @param action what the server does about it
 */
public record ServerError(Kind kind, String reason, Action action) {
  /** A class of errors. */
  public enum Kind {
    /** The kernel or a link did not do its part. */
    NETWORK,
    /** Octets that are no message. */
    PARSE,
    /** What the server is told to do cannot be done. */
    CONFIGURATION,
    /** Somebody does what he must not. */
    SECURITY,
    /** Two want, or have, the same address. */
    LEASE_CONFLICT,
    /** Everything else. */
    UNKNOWN
  }

  /** What is done about an error. */
  public enum Action {
    /** The client asks again, within its own bounds; or the link is looked for each second. */
    RETRY,
    /** The message is dropped, or answered by a NAK. */
    REJECT,
    /** What was in force before stays in force. */
    ROLL_BACK,
    /** The client is not heard for {@code server.security.blockTime}. */
    BLOCK,
    /** The address sits out, and the client gets another one. */
    RESOLVE,
    /** Somebody has to look at it. */
    REPORT
  }

  /** Settings that were refused whole. */
  public static final ServerError SETTINGS =
      new ServerError(Kind.CONFIGURATION, "SETTINGS", Action.ROLL_BACK);

  static ServerError of(PacketFault fault) {
    return new ServerError(Kind.PARSE, fault.name(), Action.REJECT);
  }

  static ServerError of(Refusal refusal) {
    boolean blocks = refusal.isConduct() || refusal == Refusal.BLOCKED;
    return new ServerError(Kind.SECURITY, refusal.name(), blocks ? Action.BLOCK : Action.REJECT);
  }

  /** Of what is an error; most outcomes are not. */
  static Optional<ServerError> of(Verdict verdict) {
    return switch (verdict) {
      case DECLINED -> Optional.of(conflict(verdict.name(), Action.RESOLVE));
      case ADDRESS_TAKEN -> Optional.of(conflict(verdict.name(), Action.REJECT));
      case POOL_EXHAUSTED, NO_SERVER_ADDRESS ->
          Optional.of(new ServerError(Kind.CONFIGURATION, verdict.name(), Action.REPORT));
      case NO_SUBNET ->
          Optional.of(new ServerError(Kind.CONFIGURATION, verdict.name(), Action.REJECT));
      default -> Optional.empty();
    };
  }

  static Optional<ServerError> of(ServerCounters.Event event) {
    return switch (event) {
      case CONFLICT -> Optional.of(conflict(event.name(), Action.RESOLVE));
      case DROPPED, NOT_SENT, NOT_PROBED ->
          Optional.of(new ServerError(Kind.NETWORK, event.name(), Action.RETRY));
      case NOT_STORED, FAILED ->
          Optional.of(new ServerError(Kind.UNKNOWN, event.name(), Action.REPORT));
      default -> Optional.empty();
    };
  }

  private static ServerError conflict(String reason, Action action) {
    return new ServerError(Kind.LEASE_CONFLICT, reason, action);
  }
}
