package org.rdkb.dhcpmanager.kernel;

import java.io.IOException;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.rdkb.dhcpmanager.core.client.ClientEvent.FailedEffect;
import org.rdkb.dhcpmanager.core.client.EffectException;
import org.rdkb.dhcpmanager.core.client.LeaseInstaller;
import org.rdkb.dhcpmanager.core.client.LinkPlace;
import org.rdkb.dhcpmanager.core.lease.Lease;
import org.rdkb.dhcpmanager.linux.LinuxException;
import org.rdkb.dhcpmanager.linux.NetworkNamespace;

/**
 * Puts leases on links of any network namespace. In ours by a {@link KernelInstaller} that lasts;
 * elsewhere by one that lives as long as the call: a socket kept open would keep a container's
 * namespace. Routes elsewhere are always ours: nobody else looks after them.
 */
public final class PlacedInstaller implements LeaseInstaller, AutoCloseable {
  private static final Logger log = LogManager.getLogger(PlacedInstaller.class);

  private final KernelInstaller own;

  private PlacedInstaller(KernelInstaller own) {
    this.own = own;
  }

  /**
   * Opens its socket, in the network namespace of the calling thread.
   *
   * @param policy whether routes of our namespace are ours
   * @return open until {@link #close}
   * @throws IOException when the kernel gives no socket
   */
  public static PlacedInstaller open(RoutePolicy policy) throws IOException {
    return new PlacedInstaller(KernelInstaller.open(policy));
  }

  /** What is done in one namespace. */
  private interface Work {
    void on(KernelInstaller installer, String linuxInterface) throws EffectException;
  }

  @Override
  public void apply(String place, Lease lease, Optional<Lease> previous) throws EffectException {
    in(place, (installer, link) -> installer.apply(link, lease, previous));
  }

  @Override
  public void restore(String place, Lease lease) throws EffectException {
    in(place, (installer, link) -> installer.restore(link, lease));
  }

  @Override
  public void remove(String place, Lease lease) throws EffectException {
    LinkPlace where = LinkPlace.of(place);
    if (where.isElsewhere() && NetworkNamespace.identity(where.namespace()).isEmpty()) {
      log.debug("LEASE-GONE-WITH-NAMESPACE place={}", place);
      return;
    }
    in(place, (installer, link) -> installer.remove(link, lease));
  }

  private void in(String place, Work work) throws EffectException {
    LinkPlace where = LinkPlace.of(place);
    if (!where.isElsewhere()) {
      work.on(own, place);
      return;
    }
    try (NetworkNamespace there = NetworkNamespace.open(where.namespace());
        RtnetlinkChannel channel = RtnetlinkChannel.open(there)) {
      String link =
          where.isByAddress()
              ? LinkQuery.ofAddress(channel, where.name())
                  .map(details -> details.link().name())
                  .orElse(where.name())
              : where.name();
      work.on(KernelInstaller.on(channel), link);
    } catch (LinuxException gone) {
      throw new EffectException(FailedEffect.APPLY_LEASE, "namespace: " + gone.getMessage());
    }
  }

  /** Closes the socket; what is installed stays. */
  @Override
  public void close() {
    own.close();
  }
}
