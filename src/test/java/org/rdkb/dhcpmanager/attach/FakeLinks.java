package org.rdkb.dhcpmanager.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.core.attach.CanGateway;
import org.rdkb.dhcpmanager.core.attach.ForwardingRule;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer;
import org.rdkb.dhcpmanager.core.attach.LinkAnswer.Failed;
import org.rdkb.dhcpmanager.core.attach.LinkSpec;
import org.rdkb.dhcpmanager.core.attach.Links;
import org.rdkb.dhcpmanager.core.attach.Sighting;
import org.rdkb.dhcpmanager.core.attach.Sighting.Peer;

/** A kernel of links that keeps what it is told, and can refuse. */
final class FakeLinks implements Links {
  private final Map<String, String> kinds = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private Optional<Failed> refusal = Optional.empty();
  private Optional<String> rival = Optional.empty();
  private int index = 1;

  /** A link that nobody of ours made. */
  synchronized FakeLinks has(String name, String kind) {
    kinds.put(name, kind);
    return this;
  }

  synchronized void loses(String name) {
    kinds.remove(name);
  }

  synchronized void refuses(Optional<Failed> why) {
    refusal = why;
  }

  /** Somebody makes a link of that kind right after it was looked for. */
  synchronized void isBeatenBy(String kind) {
    rival = Optional.of(kind);
  }

  synchronized List<String> calls() {
    List<String> all = List.copyOf(calls);
    calls.clear();
    return all;
  }

  // The CAN gateway.

  private final List<String> rules = new ArrayList<>();
  private boolean isWithoutGateway;

  synchronized void hasNoGateway() {
    isWithoutGateway = true;
  }

  synchronized void changesRules(List<String> now) {
    rules.clear();
    rules.addAll(now);
  }

  /** Sorted, each as often as it is there. */
  synchronized List<String> allRules() {
    return rules.stream().sorted().toList();
  }

  synchronized Set<String> rules() {
    return Set.copyOf(rules);
  }

  CanGateway gateway() {
    return new CanGateway() {
      @Override
      public List<ForwardingRule> rules() {
        synchronized (FakeLinks.this) {
          return rules.stream()
              .map(
                  rule ->
                      new ForwardingRule(
                          rule.substring(0, rule.indexOf('>')),
                          rule.substring(rule.indexOf('>') + 1)))
              .toList();
        }
      }

      @Override
      public LinkAnswer add(ForwardingRule rule) {
        synchronized (FakeLinks.this) {
          if (isWithoutGateway) {
            return new Failed(LinkAnswer.Cause.NO_SUCH_KIND, "no gateway");
          }
          rules.add(rule.toString());
          return new LinkAnswer.Done();
        }
      }

      @Override
      public LinkAnswer remove(ForwardingRule rule) {
        synchronized (FakeLinks.this) {
          rules.remove(rule.toString());
          return new LinkAnswer.Done();
        }
      }
    };
  }

  synchronized boolean isThere(String name) {
    return kinds.containsKey(name);
  }

  @Override
  public synchronized Sighting look(LinkSpec spec) {
    Peer peer =
        spec.peer().map(name -> kinds.containsKey(name) ? Peer.UP : Peer.MISSING).orElse(Peer.NONE);
    String kind = kinds.get(spec.name());
    return kind == null
        ? new Sighting(OptionalInt.empty(), "", false, false, peer)
        : new Sighting(OptionalInt.of(index), kind, true, true, peer);
  }

  @Override
  public synchronized LinkAnswer make(LinkSpec spec) {
    calls.add("make " + spec.name());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (rival.isPresent()) {
      kinds.put(spec.name(), rival.get());
      rival = Optional.empty();
    }
    if (kinds.containsKey(spec.name())) {
      return new LinkAnswer.WasThere();
    }
    index++;
    kinds.put(spec.name(), spec.kind().word());
    spec.peer().ifPresent(peer -> kinds.put(peer, spec.kind().word()));
    return new LinkAnswer.Done();
  }

  @Override
  public synchronized LinkAnswer join(LinkSpec spec) {
    calls.add("join " + spec.name());
    return new LinkAnswer.Done();
  }

  @Override
  public synchronized LinkAnswer raise(LinkSpec spec) {
    calls.add("raise " + spec.name());
    return new LinkAnswer.Done();
  }

  @Override
  public synchronized LinkAnswer remove(LinkSpec spec) {
    calls.add("remove " + spec.name());
    kinds.remove(spec.name());
    spec.peer().ifPresent(kinds::remove);
    return new LinkAnswer.Done();
  }

  @Override
  public synchronized LinkAnswer removePeer(LinkSpec spec) {
    calls.add("remove " + spec.peer().orElse(""));
    spec.peer().ifPresent(kinds::remove);
    return new LinkAnswer.Done();
  }
}
