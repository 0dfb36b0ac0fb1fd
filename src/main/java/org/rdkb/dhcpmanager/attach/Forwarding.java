package org.rdkb.dhcpmanager.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.attach.Attachment;
import org.rdkb.dhcpmanager.core.attach.CanGateway;
import org.rdkb.dhcpmanager.core.attach.Declared;
import org.rdkb.dhcpmanager.core.attach.ForwardingPlan;
import org.rdkb.dhcpmanager.core.attach.ForwardingRule;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer;
import org.rdkb.dhcpmanager.core.attach.Links;

/**
 * Sees to it that the CAN links of a network hear each other. Which rules are wanted follows from
 * what is declared, so they outlive a reboot with it; with a link the kernel drops its rules.
 */
final class Forwarding {
  private static final Logger log = LogManager.getLogger(Forwarding.class);

  private final Links links;
  private final CanGateway gateway;
  private volatile List<ForwardingRule> known = List.of();

  Forwarding(Links links, CanGateway gateway) {
    this.links = links;
    this.gateway = gateway;
  }

  /** Between links that were declared, as they were seen last. */
  List<ForwardingRule> known() {
    return known;
  }

  /**
   * Wires a link of a CAN network, and all others of it that are there; whoever is not, is wired
   * when it comes.
   *
   * @return why that failed; absent: it is done, or nothing is to be done
   */
  Optional<LinkAnswer.Failed> wire(Attachment wanted, Declared declared) {
    Optional<String> network = networkOf(wanted);
    if (network.isEmpty() || !wanted.link().kind().isCan()) {
      return Optional.empty();
    }
    List<String> there = new ArrayList<>();
    for (Attachment peer : declared.all()) {
      if (peer.enable() && peer.link().kind().isCan() && networkOf(peer).equals(network)) {
        if (links.look(peer.link()).index().isPresent()) {
          there.add(peer.link().name());
        } else {
          log.warn(
              "ATTACH-PEER-SKIPPED {} if={} peer={} is missing",
              wanted.id(),
              wanted.link().name(),
              peer.link().name());
        }
      }
    }
    Set<String> ours =
        declared.all().stream()
            .filter(one -> one.link().kind().isCan())
            .map(one -> one.link().name())
            .collect(Collectors.toSet());
    Optional<LinkAnswer.Failed> failure =
        carryOut(ForwardingPlan.of(there, ours, gateway.rules()), wanted);
    known =
        gateway.rules().stream()
            .filter(rule -> ours.contains(rule.from()) && ours.contains(rule.to()))
            .toList();
    return failure;
  }

  private Optional<LinkAnswer.Failed> carryOut(ForwardingPlan plan, Attachment wanted) {
    for (ForwardingRule rule : plan.remove()) {
      log.info("ATTACH-RULE-REMOVED {} rule={}", wanted.id(), rule);
      if (gateway.remove(rule) instanceof LinkAnswer.Failed failed) {
        return Optional.of(failed);
      }
    }
    for (ForwardingRule rule : plan.add()) {
      log.info("ATTACH-RULE-MADE {} rule={}", wanted.id(), rule);
      if (gateway.add(rule) instanceof LinkAnswer.Failed failed) {
        return Optional.of(failed);
      }
    }
    return Optional.empty();
  }

  /** Its own alias, if it is the base of one. */
  private static Optional<String> networkOf(Attachment one) {
    return one.network().isPresent() || !one.id().isNetwork()
        ? one.network()
        : Optional.of(one.alias());
  }
}
