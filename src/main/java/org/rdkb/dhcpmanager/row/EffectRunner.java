package org.rdkb.dhcpmanager.row;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.ClientEvent;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.ClientNotice.Kind;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.Effect;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.row.EffectLanes.Place;
import org.rdkb.dhcpmanager.row.EffectLanes.Stage;

/** Carries out effects through the ports; outcomes come back as events. Runs on the lanes. */
final class EffectRunner {
  private static final Logger log = LogManager.getLogger(EffectRunner.class);

  private final ClientPorts ports;
  private final BiConsumer<RowId, ClientEvent> outcomes;

  EffectRunner(ClientPorts ports, BiConsumer<RowId, ClientEvent> outcomes) {
    this.ports = ports;
    this.outcomes = outcomes;
  }

  /**
   * The stages of what one event led to, in order. A lease that the kernel refused is not
   * announced: WAN Manager would use it.
   *
   * @param last told at the end what of the lease was done
   */
  List<Stage> stages(RowId row, List<Effect> all, Consumer<Done> last) {
    Set<FailedEffect> failed = EnumSet.noneOf(FailedEffect.class);
    List<Stage> stages = new ArrayList<>();
    List<Effect> quick = new ArrayList<>();
    for (Effect effect : all) {
      if (effect instanceof Effect.PersistLease) {
        List<Effect> before = List.copyOf(quick);
        if (!before.isEmpty()) {
          stages.add(new Stage(Place.EFFECTS, () -> run(row, before, failed)));
        }
        stages.add(new Stage(Place.DISK, () -> run(row, List.of(effect), failed)));
        quick.clear();
      } else {
        quick.add(effect);
      }
    }
    stages.add(
        new Stage(
            Place.EFFECTS,
            () -> {
              run(row, quick, failed);
              last.accept(
                  new Done(
                      !failed.contains(FailedEffect.PERSIST),
                      !failed.contains(FailedEffect.APPLY_LEASE)));
            }));
    return stages;
  }

  /** One stage after another, on whatever thread: the lane hands on what they know. */
  private void run(RowId row, List<Effect> some, Set<FailedEffect> failed) {
    for (Effect effect : some) {
      if (!(failed.contains(FailedEffect.APPLY_LEASE) && isLeaseNews(effect))) {
        run(row, effect).ifPresent(failed::add);
      }
    }
  }

  /**
   * What became of a lease, if there was one.
   *
   * @param stored it is on disk
   * @param installed the kernel has it
   */
  record Done(boolean stored, boolean installed) {}

  private static boolean isLeaseNews(Effect effect) {
    return effect instanceof Effect.Publish publish
        && (publish.notice().kind() == Kind.LEASE_UPDATE
            || publish.notice().kind() == Kind.LEASE_RENEW);
  }

  private Optional<FailedEffect> run(RowId row, Effect effect) {
    try {
      carryOut(row, effect);
      return Optional.empty();
    } catch (EffectException failure) {
      // The store has said once that it does not store; the row shows the reason.
      Level level = failure.event().what() == FailedEffect.PERSIST ? Level.DEBUG : Level.WARN;
      log.log(level, "ROW-EFFECT-FAILED row={} {}", row, failure.event());
      outcomes.accept(row, failure.event());
      return Optional.of(failure.event().what());
    } catch (RuntimeException | Error bug) { // else a row would wait for an outcome for ever
      log.error("ROW-EFFECT-BUG row={} effect={}", row, effect.getClass().getSimpleName(), bug);
      ClientEvent.EffectFailed failure = asFailure(effect, bug);
      outcomes.accept(row, failure);
      return Optional.of(failure.what());
    }
  }

  private void carryOut(RowId row, Effect effect) throws EffectException {
    if (effect instanceof Effect.StartClient start) {
      ports.launcher().launch(start.launch(), listener(row));
    } else if (effect instanceof Effect.SignalClient signal) {
      ports.launcher().signal(signal.client(), signal.signal());
    } else if (effect instanceof Effect.ApplyLease apply) {
      ports.installer().apply(apply.linuxInterface(), apply.lease(), apply.previous());
    } else if (effect instanceof Effect.RestoreLease restore) {
      ports.installer().restore(restore.linuxInterface(), restore.lease());
    } else if (effect instanceof Effect.RemoveLease remove) {
      ports.installer().remove(remove.linuxInterface(), remove.lease());
    } else if (effect instanceof Effect.PersistLease persist) {
      ports.archive().store(row, persist.record());
    } else if (effect instanceof Effect.Publish publish) {
      ports.notices().publish(row, publish.notice());
    }
  }

  ClientLauncher.Listener listener(RowId row) {
    return new ClientLauncher.Listener() {
      @Override
      public void started(ClientProcess client) {
        outcomes.accept(row, new ClientEvent.ClientStarted(client));
      }

      @Override
      public void exited(ClientProcess client, String how) {
        outcomes.accept(row, new ClientEvent.ClientExited(client, how));
      }
    };
  }

  private static ClientEvent.EffectFailed asFailure(Effect effect, Throwable bug) {
    ClientEvent.FailedEffect what =
        effect instanceof Effect.StartClient
            ? ClientEvent.FailedEffect.START
            : effect instanceof Effect.PersistLease
                ? ClientEvent.FailedEffect.PERSIST
                : ClientEvent.FailedEffect.APPLY_LEASE;
    return new ClientEvent.EffectFailed(what, "internal error: " + bug);
  }
}
