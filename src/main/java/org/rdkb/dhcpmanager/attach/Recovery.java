package org.rdkb.dhcpmanager.attach;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.attach.AttachmentId;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Cause;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Failed;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;
import org.rdkb.dhcpmanager.core.attach.LinkStep;
import org.rdkb.dhcpmanager.core.attach.Links;
import org.rdkb.dhcpmanager.core.attach.RecoveryPlan;
import org.rdkb.dhcpmanager.core.attach.Sighting;

/** Sees to it that one link is there. Doing it again does nothing. */
final class Recovery {
  private static final Logger log = LogManager.getLogger(Recovery.class);

  /** Somebody else may make or remove the link while we look. */
  private static final int LOOKS = 3;

  private final Links links;
  private final Journal journal;
  private final LongSupplier nanos;

  Recovery(Links links, Journal journal, LongSupplier nanos) {
    this.links = links;
    this.journal = journal;
    this.nanos = nanos;
  }

  /**
   * What became of it.
   *
   * @param answer done: we made it; was there: nothing, or little, had to be done
   * @param took from the look to the last step
   */
  record Result(LinkAnswer answer, Duration took) {}

  Result ensure(AttachmentId id, LinkSpec spec) {
    long begun = nanos.getAsLong();
    LinkAnswer answer = new Failed(Cause.RACE, "others make and remove it all the time");
    for (int look = 0; look < LOOKS; look++) {
      Sighting seen = links.look(spec);
      RecoveryPlan.Owner owner =
          journal.isOurs(id, spec) ? RecoveryPlan.Owner.US : RecoveryPlan.Owner.OTHERS;
      RecoveryPlan plan = RecoveryPlan.of(spec, seen, owner);
      if (plan.obstacle().isPresent()) {
        answer = plan.obstacle().get();
        break;
      }
      if (plan.steps().contains(LinkStep.MAKE)) {
        log.info(
            "ATTACH-MISSING-RECREATING {} if={} kind={} link={} peer={}",
            id,
            spec.name(),
            spec.kind().word(),
            seen.index().isPresent() ? "there" : "missing",
            seen.peer());
      } else {
        log.debug("ATTACH-EXISTS {} if={} steps={}", id, spec.name(), plan.steps());
      }
      answer = carryOut(id, spec, plan);
      boolean wasMadeByOthers =
          answer instanceof LinkAnswer.WasThere && plan.steps().contains(LinkStep.MAKE);
      if (!wasMadeByOthers) {
        break;
      }
    }
    return new Result(answer, Duration.ofNanos(nanos.getAsLong() - begun));
  }

  private LinkAnswer carryOut(AttachmentId id, LinkSpec spec, RecoveryPlan plan) {
    LinkAnswer outcome = new LinkAnswer.WasThere();
    for (LinkStep step : plan.steps()) {
      LinkAnswer answer = carryOut(id, spec, step);
      if (answer instanceof Failed) {
        return answer;
      }
      if (step == LinkStep.MAKE) {
        if (answer instanceof LinkAnswer.WasThere) {
          journal.disowns(id);
          return answer;
        }
        outcome = answer;
      }
    }
    return outcome;
  }

  private LinkAnswer carryOut(AttachmentId id, LinkSpec spec, LinkStep step) {
    return switch (step) {
      case REMOVE_PEER -> links.removePeer(spec);
      case MAKE -> {
        journal.intends(id, spec);
        yield links.make(spec.withLastingMac(journal.seed()));
      }
      case JOIN -> links.join(spec);
      case RAISE -> links.raise(spec);
    };
  }

  /** Removes what we made; what we found is left. */
  void end(AttachmentId id, LinkSpec made) {
    LinkAnswer answer = links.remove(made);
    if (answer instanceof Failed failed) {
      log.warn("ATTACH-NOT-REMOVED {} if={} reason={}", id, made.name(), failed.reason());
    } else {
      log.info("ATTACH-REMOVED {} if={}", id, made.name());
    }
  }
}
