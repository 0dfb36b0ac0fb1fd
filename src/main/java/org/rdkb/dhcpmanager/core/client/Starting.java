package org.rdkb.dhcpmanager.core.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ClientStarted;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ConfigurationChanged;
import org.rdkb.dhcpmanager.core.client.ClientEvent.DeadlineReached;
import org.rdkb.dhcpmanager.core.client.ClientEvent.EffectFailed;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.ClientEvent.LeaseReported;
import org.rdkb.dhcpmanager.core.client.ClientEvent.LinkChanged;
import org.rdkb.dhcpmanager.core.client.ClientEvent.ReleaseRequested;
import org.rdkb.dhcpmanager.core.client.ClientNotice.Kind;

/**
 * A client is being started. Changes that come meanwhile are taken note of and decided on when it
 * runs, because only then is there a process to stop.
 *
 * @param standing what the row knows
 * @param former the status before, shown until the client runs
 * @param launched the configuration it is started with
 * @param early a lease that its plugin reported before the start was confirmed
 */
public record Starting(
    Standing standing,
    Status former,
    ClientConfiguration launched,
    Optional<LeaseReport.Granted> early)
    implements ClientState {

  @Override
  public Optional<Instant> deadline() {
    return standing.expiry();
  }

  @Override
  public Status status() {
    return former;
  }

  @Override
  public Transition on(ClientEvent event, Instant now) {
    if (event instanceof ClientStarted started) {
      return started(started.client(), now);
    }
    if (event instanceof EffectFailed failed) {
      return failed(failed, now);
    }
    if (event instanceof LeaseReported reported
        && reported.report() instanceof LeaseReport.Granted granted) {
      return with(standing, Optional.of(granted));
    }
    if (event instanceof ConfigurationChanged changed) {
      return with(standing.withConfiguration(changed.configuration(), changed.link()), early);
    }
    if (event instanceof LinkChanged changed) {
      return with(standing.withLink(changed.link()), early);
    }
    if (event instanceof ReleaseRequested) {
      return with(standing.withReleased(true), early);
    }
    if (event instanceof DeadlineReached && standing.isExpiryReached(now)) {
      Standing.Loss loss = standing.expire(now);
      return new Transition(new Starting(loss.next(), former, launched, early), loss.effects());
    }
    return ClientState.ignored(this); // renew and restart: it is starting; words of former clients
  }

  private Transition with(Standing changed, Optional<LeaseReport.Granted> report) {
    return new Transition(
        new Starting(changed, former, launched, report), changed.persistRelease(standing));
  }

  private Transition started(ClientProcess client, Instant now) {
    List<Effect> effects = new ArrayList<>();
    effects.add(
        new Effect.Publish(
            new ClientNotice(Kind.CLIENT_STARTED, launched.linuxInterface(), Optional.empty())));
    if (!standing.wants(launched) || standing.link() != LinkState.READY) {
      return Stopping.stop(standing, client, launched, effects, now);
    }
    Selecting selecting = new Selecting(standing, client, launched, 0, "");
    if (early.isEmpty()) {
      return new Transition(selecting, effects);
    }
    Transition bound = selecting.on(new LeaseReported(early.get()), now);
    effects.addAll(bound.effects());
    return new Transition(bound.next(), effects);
  }

  private Transition failed(EffectFailed failure, Instant now) {
    if (failure.what() == FailedEffect.START
        || failure.what() == FailedEffect.START_CONFIGURATION) {
      return standing.failed(former, failure.reason(), now);
    }
    if (failure.what() == FailedEffect.START_NO_PROGRAM) {
      return standing.backOff(former, failure.reason(), now.plus(Backoff.PROGRAM_LOOKUP));
    }
    return ClientState.ignored(this); // persisting: said by the store, and tried at the next change
  }
}
