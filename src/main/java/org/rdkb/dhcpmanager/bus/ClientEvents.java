package org.rdkb.dhcpmanager.bus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdkb.dhcpmanager.core.client.ClientNotice;
import org.rdkb.dhcpmanager.core.client.Family;
import org.rdkb.dhcpmanager.core.client.RowId;
import org.rdkb.dhcpmanager.core.client.RowSnapshot;
import org.rdkb.dhcpmanager.core.lease.Lease;
import org.rdkb.dhcpmanager.core.lease.Lease4;
import org.rdkb.dhcpmanager.core.lease.Lease6;
import org.rdkb.dhcpmanager.core.lease.LeaseInfo4;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.tr181.ModelChange;

/** What happens to rows and parameters, as events of the bus. */
public final class ClientEvents {
  private ClientEvents() {}

  /**
   * The event that WAN Manager subscribes.
   *
   * @param row about which row
   * @param notice what happened
   * @param size of the block of an IPv6 lease
   * @return {@code IfName}, {@code MsgType} and, with a lease update only, {@code LeaseInfo}
   */
  public static BusEvent.General general(RowId row, ClientNotice notice, LeaseInfo6.Size size) {
    String table = row.family() == Family.V4 ? "Device.DHCPv4.Client." : "Device.DHCPv6.Client.";
    Optional<Lease> lease =
        notice.kind() == ClientNotice.Kind.LEASE_UPDATE ? notice.lease() : Optional.empty();
    return new BusEvent.General(
        table + row.instance() + ".Events",
        data(notice.kind(), notice.linuxInterface(), lease, size));
  }

  /** The same event for who asks: a lease update with the lease held now. */
  static BusObject present(RowSnapshot client, Instant now, LeaseInfo6.Size size) {
    return data(
        ClientNotice.Kind.LEASE_UPDATE,
        client.state().standing().configuration().linuxInterface(),
        client.lease(now).map(held -> held.lease().after(held.age(now))),
        size);
  }

  private static BusObject data(
      ClientNotice.Kind kind, String ifName, Optional<Lease> lease, LeaseInfo6.Size size) {
    List<BusProperty> properties = new ArrayList<>();
    properties.add(new BusProperty("IfName", BusValue.text(ifName)));
    properties.add(new BusProperty("MsgType", BusValue.uint32(kind.messageType())));
    lease
        .map(held -> new BusValue.Bytes(leaseInfo(ifName, held, size)))
        .ifPresent(bytes -> properties.add(new BusProperty("LeaseInfo", bytes)));
    return new BusObject("", false, properties, List.of());
  }

  private static Octets leaseInfo(String ifName, Lease lease, LeaseInfo6.Size size) {
    return lease instanceof Lease6 v6
        ? LeaseInfo6.encode(ifName, v6, size)
        : LeaseInfo4.encode(ifName, (Lease4) lease);
  }

  /**
   * Turns changes of the data model into events.
   *
   * @param self the component's own name, for changes that nobody asked for
   * @param bus where the events go; must not block
   * @return to be given to the data model
   */
  public static Consumer<ModelChange> to(String self, Consumer<BusEvent> bus) {
    return change -> bus.accept(event(self, change));
  }

  private static BusEvent event(String self, ModelChange change) {
    if (change instanceof ModelChange.RowAdded added) {
      return new BusEvent.RowAdded(added.table(), added.instance(), added.alias());
    }
    if (change instanceof ModelChange.RowDeleted deleted) {
      return new BusEvent.RowDeleted(deleted.table(), deleted.instance());
    }
    ModelChange.ValueChanged value = (ModelChange.ValueChanged) change;
    return new BusEvent.ValueChanged(
        value.path(),
        Values.shown(value.after()),
        Values.shown(value.before()),
        value.by().isEmpty() ? self : value.by());
  }
}
