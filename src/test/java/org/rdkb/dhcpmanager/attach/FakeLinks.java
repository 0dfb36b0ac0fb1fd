package org.rdkb.dhcpmanager.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
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
