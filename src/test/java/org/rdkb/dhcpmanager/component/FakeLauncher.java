package org.rdkb.dhcpmanager.component;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.ClientLaunch;
import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.RowId;

/** Client processes that exist in a map: they start at once and end when signalled or crashed. */
public final class FakeLauncher implements ClientLauncher {
  public final List<ClientLaunch> launches = new CopyOnWriteArrayList<>();
  public final List<ClientSignal> signals = new CopyOnWriteArrayList<>();
  private final Map<ClientProcess, Listener> running = new ConcurrentHashMap<>();
  private final AtomicInteger nextPid = new AtomicInteger(100);
  public volatile boolean refuses;
  public volatile boolean isBroken;
  public volatile boolean deafToTerminate;

  /** The interface whose client nobody has memory for. */
  public volatile String noMemoryFor = "";

  @Override
  public void launch(ClientLaunch launch, Listener listener) throws EffectException {
    launches.add(launch);
    if (refuses) {
      throw new EffectException(FailedEffect.START, "refused by the test");
    }
    if (isBroken) {
      throw new NoClassDefFoundError("as told by the test");
    }
    if (launch.configuration().linuxInterface().equals(noMemoryFor)) {
      throw new OutOfMemoryError("as told by the test");
    }
    ClientProcess client = new ClientProcess(nextPid.incrementAndGet(), 1);
    running.put(client, listener);
    listener.started(client);
  }

  @Override
  public Optional<ClientProcess> adopt(
      RowId row, ClientConfiguration configuration, Listener listener) {
    return Optional.empty();
  }

  @Override
  public void signal(ClientProcess client, ClientSignal signal) {
    signals.add(signal);
    boolean ends =
        signal == ClientSignal.KILL || (signal == ClientSignal.TERMINATE && !deafToTerminate);
    if (ends) {
      end(client, "killed by " + signal);
    }
  }

  @Override
  public void forget(RowId row) {}

  public void crash(ClientProcess client) {
    end(client, "exited with 1");
  }

  public int running() {
    return running.size();
  }

  private void end(ClientProcess client, String how) {
    Listener listener = running.remove(client);
    if (listener != null) {
      listener.exited(client, how);
    }
  }
}
