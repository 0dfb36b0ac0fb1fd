package org.rdkb.dhcpmanager.core.client;

/**
 * DHCP messages of a row's clients, as far as these tell of them: an answer that brought a lease or
 * information, a refusal, and the releases they were told to send. Retransmissions, and what a
 * client keeps to itself, are not in it.
 *
 * @param acks answers that granted: ACK (RFC 2131), REPLY (RFC 8415)
 * @param naks NAKs (RFC 2131)
 * @param releases RELEASEs of a lease that a client had
 */
public record MessageCounts(long acks, long naks, long releases) {
  /** Nothing counted. */
  public static final MessageCounts NONE = new MessageCounts(0, 0, 0);

  /** With what one event brought, whatever the row makes of it. */
  MessageCounts after(ClientState before, ClientEvent event, Transition transition) {
    LeaseReport report =
        event instanceof ClientEvent.LeaseReported reported ? reported.report() : null;
    boolean releases = before.standing().held().isPresent() && isRelease(transition);
    return new MessageCounts(
        acks + (report instanceof LeaseReport.Granted ? 1 : 0),
        naks + (report instanceof LeaseReport.Nak ? 1 : 0),
        this.releases + (releases ? 1 : 0));
  }

  private static boolean isRelease(Transition transition) {
    return transition.effects().stream()
        .anyMatch(
            effect ->
                effect instanceof Effect.SignalClient signal
                    && signal.signal() == ClientSignal.RELEASE);
  }
}
