package org.rdkb.dhcpmanager.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.lease.Answer6;
import org.rdkb.dhcpmanager.core.lease.IaAddress;
import org.rdkb.dhcpmanager.core.lease.IaPrefix;
import org.rdkb.dhcpmanager.core.lease.Information6;
import org.rdkb.dhcpmanager.core.lease.Ipv6Address;
import org.rdkb.dhcpmanager.core.lease.Ipv6Prefix;
import org.rdkb.dhcpmanager.core.lease.Lease;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.lease.Lifetime;
import org.rdkb.dhcpmanager.core.lease.Lifetimes6;
import org.rdkb.dhcpmanager.core.lease.Reply6;
import org.rdkb.dhcpmanager.core.lease.Withdrawal;

/**
 * Whatever servers answer in whatever order: what is in the kernel is what the row holds, no
 * address or prefix outlives its lifetime, one client at a time.
 */
class Machine6PropertyTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 100, 150, 200})
  void anyOrderOfAnswers_keepsKernelAndLeaseAlike(int firstSeed) {
    for (int seed = firstSeed; seed < firstSeed + 50; seed++) {
      new World(seed).live(200);
    }
  }

  /** A kernel, a disk and a process table of the size of one row. */
  private static final class World {
    private final SplittableRandom random;
    private final List<String> story = new ArrayList<>();
    private final TreeSet<String> kernel = new TreeSet<>();
    private final List<ClientEvent> others = new ArrayList<>(Samples6.events().values());
    private ClientState state = ClientState.initial(new RowId(Family.V6, 1));
    private Instant now = Samples.NOW;
    private Optional<ClientProcess> running = Optional.empty();
    private boolean startWanted;
    private ClientRecord stored = ClientRecord.EMPTY;
    private int nextPid = 100;

    World(int seed) {
      random = new SplittableRandom(seed);
      story.add("seed " + seed);
    }

    void live(int events) {
      for (int i = 0; i < events; i++) {
        now = now.plus(Duration.ofMillis(random.nextInt(40_000)));
        Optional<Instant> deadline = state.deadline();
        if (deadline.filter(at -> !at.isAfter(now)).isPresent()) {
          deliver(new ClientEvent.DeadlineReached());
          assertTrue(living(), this::tale);
        }
        deliver(pick());
      }
      deliver(others.stream().filter(World::disables).findFirst().orElseThrow());
      for (int i = 0; i < 4; i++) {
        if (startWanted) {
          deliver(started());
        }
        if (running.isPresent()) {
          deliver(exited());
        }
      }
      assertTrue(state instanceof Idle.Disabled, this::tale);
      assertTrue(kernel.isEmpty(), this::tale);
    }

    private static boolean disables(ClientEvent event) {
      return event instanceof ClientEvent.ConfigurationChanged changed
          && !changed.configuration().enable();
    }

    private boolean living() {
      return state instanceof Stopping
          || state.standing().held().filter(h -> !h.nextEnd().isAfter(now)).isEmpty();
    }

    private ClientEvent pick() {
      if (startWanted && random.nextInt(3) > 0) {
        return started();
      }
      int dice = random.nextInt(20);
      if (dice == 0 && running.isPresent()) {
        return exited();
      }
      if (dice < 10) {
        return new ClientEvent.LeaseReported(report());
      }
      return others.get(random.nextInt(others.size()));
    }

    private ClientEvent started() {
      startWanted = false;
      running = Optional.of(new ClientProcess(nextPid++, 1));
      return new ClientEvent.ClientStarted(running.get());
    }

    private ClientEvent exited() {
      ClientProcess client = running.orElseThrow();
      running = Optional.empty();
      return new ClientEvent.ClientExited(client, "exited with 1");
    }

    private LeaseReport report() {
      List<IaAddress> addresses = new ArrayList<>();
      List<IaPrefix> prefixes = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        addresses.add(new IaAddress(address(), lifetimes()));
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        prefixes.add(new IaPrefix(new Ipv6Prefix(address(), 56), lifetimes()));
      }
      return switch (random.nextInt(8)) {
        case 0 -> new LeaseReport.NoServer();
        case 1 -> new LeaseReport.Refused("nonsense");
        case 2 -> new LeaseReport.Granted(new Information6(Answer6.NONE));
        case 3 ->
            new LeaseReport.Withdrawn(
                new Withdrawal(
                    addresses.stream().map(IaAddress::address).toList(),
                    prefixes.stream().map(IaPrefix::prefix).toList()));
        default -> new LeaseReport.Granted(reply(distinct(addresses), prefixes));
      };
    }

    private Reply6 reply(List<IaAddress> addresses, List<IaPrefix> prefixes) {
      List<IaPrefix> different = new ArrayList<>();
      for (IaPrefix prefix : prefixes) {
        if (different.stream().noneMatch(p -> p.prefix().equals(prefix.prefix()))) {
          different.add(prefix);
        }
      }
      return new Reply6(addresses, different, time(), time(), Answer6.NONE);
    }

    private static List<IaAddress> distinct(List<IaAddress> addresses) {
      List<IaAddress> different = new ArrayList<>();
      for (IaAddress address : addresses) {
        if (different.stream().noneMatch(a -> a.address().equals(address.address()))) {
          different.add(address);
        }
      }
      return different;
    }

    private Ipv6Address address() {
      return Ipv6Address.parse("2001:db8:" + (1 + random.nextInt(4)) + "00::").orElseThrow();
    }

    /** None, short, long and for ever, in any combination that a server may send. */
    private Lifetimes6 lifetimes() {
      long[] choice = {0, 1, 60, 600, 100_000, 4_294_967_295L};
      long valid = choice[random.nextInt(choice.length)];
      long preferred = choice[random.nextInt(choice.length)];
      return new Lifetimes6(new Lifetime(Math.min(preferred, valid)), new Lifetime(valid));
    }

    private Optional<Lifetime> time() {
      long[] choice = {0, 1, 30, 300, 4_294_967_295L};
      return random.nextInt(3) == 0
          ? Optional.empty()
          : Optional.of(new Lifetime(choice[random.nextInt(choice.length)]));
    }

    private void deliver(ClientEvent event) {
      Transition transition = state.on(event, now);
      story.add(now + " " + event + " -> " + transition);
      state = transition.next();
      transition.effects().forEach(this::carryOut);
      TreeSet<String> held = new TreeSet<>();
      state.standing().held().ifPresent(lease -> held.addAll(parts(lease.lease())));
      assertEquals(held, kernel, this::tale);
      assertEquals(state.standing().held(), stored.lease(), this::tale);
      assertTrue(!(startWanted && running.isPresent()), this::tale);
    }

    private void carryOut(Effect effect) {
      if (effect instanceof Effect.StartClient) {
        startWanted = true;
      } else if (effect instanceof Effect.ApplyLease apply) {
        apply.previous().ifPresent(old -> kernel.removeAll(parts(old)));
        kernel.addAll(parts(apply.lease()));
      } else if (effect instanceof Effect.RemoveLease remove) {
        assertTrue(kernel.containsAll(parts(remove.lease())), this::tale);
        kernel.removeAll(parts(remove.lease()));
      } else if (effect instanceof Effect.PersistLease persist) {
        stored = persist.record();
      } else if (effect instanceof Effect.SignalClient signal) {
        assertEquals(running, Optional.of(signal.client()), this::tale);
      }
    }

    private static List<String> parts(Lease lease) {
      Lease6 v6 = (Lease6) lease;
      List<String> parts = new ArrayList<>();
      v6.addresses().forEach(a -> parts.add(a.address().toString()));
      v6.prefixes().forEach(p -> parts.add(p.prefix().toString()));
      return parts;
    }

    private String tale() {
      return String.join("\n", story);
    }
  }
}
