package org.rdkb.dhcpmanager.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;

/** Whatever happens in whatever order: one client, no address left behind, no lease outlived. */
class MachinePropertyTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 100, 150, 200})
  void anyOrderOfEvents_keepsOneClientAndLeavesNoAddress(int firstSeed) {
    for (int seed = firstSeed; seed < firstSeed + 50; seed++) {
      new World(seed).live(200);
    }
  }

  /** A kernel and a process table of the size of one row. */
  private static final class World {
    private final SplittableRandom random;
    private final List<String> story = new ArrayList<>();
    private final Set<ClientProcess> running = new HashSet<>();
    private final Set<String> addresses = new HashSet<>();
    private ClientState state = ClientState.initial(Samples.ROW);
    private Instant now = Samples.NOW;
    private boolean startWanted;
    private ClientRecord stored = ClientRecord.EMPTY;
    private int nextPid = 100;

    World(int seed) {
      random = new SplittableRandom(seed);
      story.add("seed " + seed);
    }

    void live(int events) {
      for (int i = 0; i < events; i++) {
        now = now.plus(Duration.ofMillis(random.nextInt(2_000_000)));
        deliver(pick());
      }
      settleDown();
      assertTrue(state instanceof Idle.Disabled, this::tale);
      assertEquals(Set.of(), running, this::tale);
      assertEquals(Set.of(), addresses, this::tale);
    }

    private ClientEvent pick() {
      if (startWanted && random.nextInt(3) > 0) {
        return startOutcome();
      }
      List<ClientEvent> all = new ArrayList<>(Samples.events().values());
      ClientEvent event = all.get(random.nextInt(all.size()));
      boolean impossible =
          event instanceof ClientEvent.Recovered
              || event instanceof ClientEvent.ClientStarted
              || event instanceof ClientEvent.EffectFailed;
      if (event instanceof ClientEvent.ClientExited) {
        return running.stream()
            .findAny()
            .<ClientEvent>map(client -> new ClientEvent.ClientExited(client, "exited with 1"))
            .orElse(new ClientEvent.DeadlineReached());
      }
      return impossible ? new ClientEvent.DeadlineReached() : event;
    }

    private ClientEvent startOutcome() {
      startWanted = false;
      if (random.nextInt(5) == 0) {
        return new ClientEvent.EffectFailed(FailedEffect.START, "cannot start");
      }
      ClientProcess client = new ClientProcess(nextPid++, 1);
      running.add(client);
      return new ClientEvent.ClientStarted(client);
    }

    private void deliver(ClientEvent event) {
      if (event instanceof ClientEvent.ClientExited exited) {
        running.remove(exited.client());
      }
      Transition transition = state.on(event, now);
      story.add(now + " " + event + " -> " + transition);
      state = transition.next();
      transition.effects().forEach(this::carryOut);
      assertTrue(running.size() + (startWanted ? 1 : 0) <= 1, this::tale);
      state
          .standing()
          .held()
          .ifPresent(held -> assertTrue(addresses.contains(address(held)), this::tale));
      assertEquals(state.standing().held().isPresent() ? 1 : 0, addresses.size(), this::tale);
      // What a restart of ours would find is what is so now.
      assertEquals(state.standing().released(), stored.released(), this::tale);
      assertEquals(state.standing().held(), stored.lease(), this::tale);
      if (event instanceof ClientEvent.DeadlineReached) {
        assertFalse(
            !(state instanceof Stopping)
                && state.standing().held().filter(held -> held.isExpired(now)).isPresent(),
            this::tale);
      }
    }

    private void carryOut(Effect effect) {
      if (effect instanceof Effect.StartClient) {
        assertFalse(startWanted, this::tale);
        startWanted = true;
      } else if (effect instanceof Effect.ApplyLease apply) {
        apply
            .previous()
            .ifPresent(old -> addresses.remove(old.headline() + "@" + apply.linuxInterface()));
        addresses.add(apply.lease().headline() + "@" + apply.linuxInterface());
      } else if (effect instanceof Effect.RestoreLease restore) {
        addresses.add(restore.lease().headline() + "@" + restore.linuxInterface());
      } else if (effect instanceof Effect.RemoveLease remove) {
        addresses.remove(remove.lease().headline() + "@" + remove.linuxInterface());
      } else if (effect instanceof Effect.PersistLease persist) {
        stored = persist.record();
      } else if (effect instanceof Effect.SignalClient signal) {
        assertTrue(running.contains(signal.client()), this::tale);
      }
    }

    private static String address(HeldLease held) {
      return held.lease().headline() + "@" + held.linuxInterface();
    }

    /** Disable, let clients end and starts come to their end. */
    private void settleDown() {
      deliver(new ClientEvent.ConfigurationChanged(Samples.off(), LinkState.READY));
      for (int i = 0; i < 4; i++) {
        if (startWanted) {
          deliver(startOutcome());
        }
        Optional<ClientProcess> client = running.stream().findAny();
        if (client.isPresent()) {
          deliver(new ClientEvent.ClientExited(client.get(), "killed by 15"));
        }
      }
    }

    private String tale() {
      return String.join("\n", story);
    }
  }
}
