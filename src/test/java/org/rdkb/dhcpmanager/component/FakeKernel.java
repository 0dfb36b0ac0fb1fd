package org.rdkb.dhcpmanager.component;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.LeaseInstaller;
import org.rdkb.dhcpmanager.core.client.LinkState;
import org.rdkb.dhcpmanager.core.lease.Lease;

/** Keeps addresses and links, and can refuse. */
public final class FakeKernel implements LeaseInstaller {
  public final Set<String> addresses = new ConcurrentSkipListSet<>();
  public final Map<String, LinkState> links = new ConcurrentHashMap<>();
  public volatile boolean refuses;

  public LinkState link(String linuxInterface) {
    return links.getOrDefault(linuxInterface, LinkState.ABSENT);
  }

  @Override
  public void apply(String linuxInterface, Lease lease, Optional<Lease> previous)
      throws EffectException {
    if (refuses) {
      throw new EffectException(FailedEffect.APPLY_LEASE, "refused by the test");
    }
    previous.ifPresent(old -> addresses.remove(old.headline() + "@" + linuxInterface));
    addresses.add(lease.headline() + "@" + linuxInterface);
  }

  @Override
  public void restore(String linuxInterface, Lease lease) throws EffectException {
    if (refuses) {
      throw new EffectException(FailedEffect.APPLY_LEASE, "refused by the test");
    }
    addresses.add(lease.headline() + "@" + linuxInterface);
  }

  @Override
  public void remove(String linuxInterface, Lease lease) {
    addresses.remove(lease.headline() + "@" + linuxInterface);
  }
}
