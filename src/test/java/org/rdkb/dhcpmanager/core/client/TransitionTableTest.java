package org.rdkb.dhcpmanager.core.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.Golden;

/** The whole machine as a table, compared with the committed one: states × events. */
class TransitionTableTest {

  @Test
  void machine_everyStateAndEvent_answersAsInTheGoldenTable() {
    Golden.assertSame("transitions-v4.md", table("DHCPv4", Samples.states(), Samples.events()));
  }

  /** Only where the families differ: all else is in the other table. */
  @Test
  void machine6_whatIsItsOwn_answersAsInTheGoldenTable() {
    Golden.assertSame("transitions-v6.md", table("DHCPv6", Samples6.states(), Samples6.events()));
  }

  private static String table(
      String family, Map<String, ClientState> states, Map<String, ClientEvent> events) {
    StringBuilder table = new StringBuilder();
    table.append("# The ").append(family).append(" client machine\n\n");
    table.append("Written by `TransitionTableTest` with `-Dgolden.update=true`; do not edit.\n");
    table.append("The event comes 2 s after the lease was granted; *ignored*: same state, nothing");
    table.append(" to do.\n");
    states.forEach(
        (name, state) -> {
          table.append("\n## ").append(name).append("\n\n");
          table.append("Status `").append(state.status().word());
          table.append("`, DHCPStatus `").append(state.dhcpStatus().word()).append("`");
          table.append(state.reason().isEmpty() ? "" : ", reason: " + state.reason());
          table.append(state.deadline().map(at -> ", deadline " + offset(at)).orElse(""));
          table.append("\n\n| event | next | effects |\n|---|---|---|\n");
          events.forEach((label, event) -> table.append(row(label, state, event)));
        });
    return table.toString();
  }

  @Test
  void samples_coverEveryStateAndEvent() {
    assertEveryLeaf(ClientState.class, Samples.states().values().stream().map(Object::getClass));
    assertEveryLeaf(ClientEvent.class, Samples.events().values().stream().map(Object::getClass));
    assertEveryLeaf(
        LeaseReport.class,
        Samples.events().values().stream()
            .filter(ClientEvent.LeaseReported.class::isInstance)
            .map(event -> ((ClientEvent.LeaseReported) event).report().getClass()));
  }

  private static void assertEveryLeaf(Class<?> sealedType, Stream<? extends Class<?>> sampled) {
    Set<String> missing = new TreeSet<>();
    for (Class<?> leaf : leaves(sealedType)) {
      missing.add(leaf.getSimpleName());
    }
    sampled.forEach(type -> missing.remove(type.getSimpleName()));
    assertTrue(missing.isEmpty(), "no sample of " + missing);
  }

  private static List<Class<?>> leaves(Class<?> type) {
    List<Class<?>> all = new ArrayList<>();
    if (type.isSealed()) {
      for (Class<?> sub : type.getPermittedSubclasses()) {
        all.addAll(leaves(sub));
      }
    } else {
      all.add(type);
    }
    return all;
  }

  private static String row(String label, ClientState state, ClientEvent event) {
    Transition transition = state.on(event, Samples.NOW.plusSeconds(2));
    boolean ignored = transition.next().equals(state) && transition.effects().isEmpty();
    String effects =
        transition.effects().stream()
            .map(TransitionTableTest::render)
            .collect(Collectors.joining(" · "));
    return "| "
        + label
        + " | "
        + (ignored ? "*ignored*" : next(transition.next()))
        + " | "
        + effects
        + " |\n";
  }

  private static String next(ClientState state) {
    StringBuilder text = new StringBuilder(state.getClass().getSimpleName());
    if (state instanceof Stopping stopping) {
      text.append(' ').append(stopping.stage());
    }
    if (state instanceof Bound bound) {
      text.append(' ').append(bound.phase());
    }
    Standing standing = state.standing();
    text.append(standing.held().isPresent() ? ", lease held" : "");
    text.append(standing.failures() > 0 ? ", failures " + standing.failures() : "");
    text.append(standing.released() ? ", released" : "");
    text.append(state.attempts() > 0 ? ", attempts " + state.attempts() : "");
    text.append(state.reason().isEmpty() ? "" : ": " + state.reason());
    return text.toString();
  }

  private static String render(Effect effect) {
    if (effect instanceof Effect.StartClient start) {
      return "start on "
          + start.launch().configuration().linuxInterface()
          + start.launch().requestedAddress().map(a -> " asking for " + a).orElse("");
    }
    if (effect instanceof Effect.SignalClient signal) {
      return "signal " + signal.signal();
    }
    if (effect instanceof Effect.ApplyLease apply) {
      return "apply "
          + apply.lease().headline()
          + " on "
          + apply.linuxInterface()
          + apply.previous().map(p -> " after " + p.headline()).orElse("");
    }
    if (effect instanceof Effect.RestoreLease restore) {
      return "restore " + restore.lease().headline() + " on " + restore.linuxInterface();
    }
    if (effect instanceof Effect.RemoveLease remove) {
      return "remove " + remove.lease().headline() + " from " + remove.linuxInterface();
    }
    if (effect instanceof Effect.PersistLease persist) {
      return "persist "
          + persist.record().lease().map(l -> l.lease().headline()).orElse("nothing")
          + (persist.record().released() ? ", released" : "");
    }
    Effect.Publish publish = (Effect.Publish) effect;
    return "publish " + publish.notice().kind() + " for " + publish.notice().linuxInterface();
  }

  private static String offset(java.time.Instant at) {
    return "+" + java.time.Duration.between(Samples.NOW, at).toSeconds() + " s";
  }
}
