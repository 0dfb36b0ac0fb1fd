package org.rdkb.dhcpmanager.extension.host;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.client.ClientConfiguration;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.ClientLaunch;
import org.rdkb.dhcpmanager.core.client.ClientLauncher;
import org.rdkb.dhcpmanager.core.client.ClientProcess;
import org.rdkb.dhcpmanager.core.client.ClientSignal;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.RowId;

/**
 * Asks the extensions before each start. Runs on the row's lane, which may wait.
 *
 * @param extensions who is asked
 * @param clients who starts
 */
record AskedLauncher(Extensions extensions, ClientLauncher clients) implements ClientLauncher {

  @Override
  public void launch(ClientLaunch launch, Listener listener) throws EffectException {
    Optional<String> refusal = extensions.startRefusal(launch.row(), launch.configuration());
    if (refusal.isPresent()) {
      throw new EffectException(FailedEffect.START, refusal.get());
    }
    clients.launch(
        new ClientLaunch(
            launch.row(),
            extensions.withSentOptions(launch.row(), launch.configuration()),
            launch.requestedAddress()),
        listener);
  }

  @Override
  public Optional<ClientProcess> adopt(
      RowId row, ClientConfiguration configuration, Listener listener) {
    return clients.adopt(row, extensions.withSentOptions(row, configuration), listener);
  }

  @Override
  public void signal(ClientProcess client, ClientSignal signal) {
    clients.signal(client, signal);
  }

  @Override
  public void forget(RowId row) {
    clients.forget(row);
  }
}
