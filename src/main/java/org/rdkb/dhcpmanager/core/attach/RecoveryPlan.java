package org.rdkb.dhcpmanager.core.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Cause;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Failed;

/**
 * What has to be done so that a link is there. Carried out twice, the second time is empty.
 *
 * @param steps in this order; none: all is well, or nothing helps
 * @param obstacle why nothing is to be done although the link is not as wanted
 */
public record RecoveryPlan(List<LinkStep> steps, Optional<Failed> obstacle) {

  /** Whose a link is. */
  public enum Owner {
    /** We made it: it may be made anew, and goes when it is no longer declared. */
    US,
    /** It was there before us: it is used, and left as it is. */
    OTHERS
  }

  /** Takes a copy. */
  public RecoveryPlan {
    steps = List.copyOf(steps);
  }

  /**
   * Compares what is wanted with what is there.
   *
   * @param spec as it is wanted
   * @param seen what is there of it
   * @param owner who made what is there
   * @return the steps from one to the other
   */
  public static RecoveryPlan of(LinkSpec spec, Sighting seen, Owner owner) {
    Optional<String> objection = spec.objection();
    if (objection.isPresent()) {
      return obstacle(Cause.MISDECLARED, objection.get());
    }
    if (spec.kind() == LinkKind.EXTERNAL && seen.index().isEmpty()) {
      return obstacle(Cause.NO_LINK, "there is no link " + spec.name());
    }
    return seen.index().isPresent() ? complete(spec, seen) : make(spec, seen, owner);
  }

  private static RecoveryPlan make(LinkSpec spec, Sighting seen, Owner owner) {
    boolean isHalfThere = seen.peer() == Sighting.Peer.UP || seen.peer() == Sighting.Peer.DOWN;
    if (isHalfThere && owner == Owner.OTHERS) {
      return obstacle(
          Cause.HALF_THERE,
          "its peer " + spec.peer().orElse("") + " is there without it, and is not ours");
    }
    return steps(spec, isHalfThere ? List.of(LinkStep.REMOVE_PEER) : List.of());
  }

  private static RecoveryPlan complete(LinkSpec spec, Sighting seen) {
    if (!seen.kind().equals(spec.kind().word()) && spec.kind() != LinkKind.EXTERNAL) {
      String what = seen.kind().isEmpty() ? "no link of that kind" : "a " + seen.kind();
      return obstacle(
          Cause.OTHER_KIND,
          spec.name() + " is there, but is " + what + " and no " + spec.kind().word());
    }
    if (seen.peer() == Sighting.Peer.MISSING) {
      // One end of a cable is never alone: somebody moved the other one, and may be using it.
      return obstacle(
          Cause.HALF_THERE, "its peer " + spec.peer().orElse("") + " is not where it is declared");
    }
    List<LinkStep> steps = new ArrayList<>();
    if (!seen.joined()) {
      steps.add(LinkStep.JOIN);
    }
    if (!seen.up() || seen.peer() == Sighting.Peer.DOWN) {
      steps.add(LinkStep.RAISE);
    }
    return new RecoveryPlan(steps, Optional.empty());
  }

  private static RecoveryPlan steps(LinkSpec spec, List<LinkStep> before) {
    List<LinkStep> steps = new ArrayList<>(before);
    steps.add(LinkStep.MAKE);
    if (!spec.kind().isOnParent() && spec.parent().isPresent()) {
      steps.add(LinkStep.JOIN);
    }
    steps.add(LinkStep.RAISE);
    return new RecoveryPlan(steps, Optional.empty());
  }

  private static RecoveryPlan obstacle(Cause cause, String reason) {
    return new RecoveryPlan(List.of(), Optional.of(new Failed(cause, reason)));
  }
}
