package org.rdkb.dhcpmanager.core.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;

/**
 * All that is known of addresses: one lease for each that somebody has or had, found by address, by
 * client and by end, and what is free. A million leases take about 200 MB, most of it the leases
 * themselves.
 *
 * <p>Belongs to one thread. Others may read what is in a slot, any time and without waiting: a
 * lease is immutable, and a slot keeps its address for ever.
 */
public final class LeaseBook {
  private final SlotTable addresses = new SlotTable(this::addressHash);
  private final ClientChains clients;
  private final DeadlineHeap ends = new DeadlineHeap();
  private final List<FreeAddresses> free = new ArrayList<>();
  private Holdings holdings = Holdings.ALL;
  private long graceMillis;
  private volatile @Nullable PoolLease[] slots = new PoolLease[16];
  private volatile int size;

  /**
   * An empty book.
   *
   * @param seed nobody outside may know it
   */
  public LeaseBook(int seed) {
    clients = new ClientChains(seed, this::clientHash);
  }

  private int addressHash(int slot) {
    return in(slot).address().bits();
  }

  private int clientHash(int slot) {
    return clients.hash(in(slot).client());
  }

  private PoolLease in(int slot) {
    PoolLease lease = slots[slot];
    if (lease == null) {
      throw new IllegalStateException("slot " + slot + " is empty");
    }
    return lease;
  }

  /**
   * Says what this server may do on its own; {@link #serve} follows, now and whenever what may be
   * given has changed.
   *
   * @param next asked by the owner
   */
  public void hold(Holdings next) {
    holdings = next;
  }

  Holdings holdings() {
    return holdings;
  }

  /**
   * Begins to serve other pools; leases stay.
   *
   * @param configuration from now on
   * @param now the time
   */
  public void serve(ServerConfiguration configuration, Now now) {
    graceMillis = configuration.timing().grace().toMillis();
    free.clear();
    configuration.pools().forEach(pool -> free.add(new FreeAddresses(pool)));
    if (holdings != Holdings.ALL) {
      free.forEach(range -> range.keepUnless(holdings::mayGive));
    }
    for (int slot = 0; slot < size; slot++) {
      mark(slot, in(slot), now);
    }
  }

  /**
   * What is known of an address.
   *
   * @param address any
   * @return absent if nobody ever had it
   */
  public Optional<PoolLease> at(Ipv4Address address) {
    int slot = slotOf(address);
    return slot < 0 ? Optional.empty() : Optional.of(in(slot));
  }

  private int slotOf(Ipv4Address address) {
    return addresses.find(address.bits(), slot -> in(slot).address().equals(address));
  }

  /**
   * What a client has or had.
   *
   * @param client who
   * @return in any subnet, what was last put in first
   */
  public List<PoolLease> of(ClientKey client) {
    List<PoolLease> found = new ArrayList<>(2);
    for (int slot = clients.first(clients.hash(client)); slot >= 0; slot = clients.next(slot)) {
      PoolLease lease = in(slot);
      if (lease.client().equals(client)) {
        found.add(lease);
      }
    }
    return found;
  }

  /** Whether an address is held for somebody else. */
  boolean isHeldFromOthers(Ipv4Address address, ClientKey client, Now now) {
    int slot = slotOf(address);
    if (slot < 0 || !isHeld(in(slot), now)) {
      return false;
    }
    return in(slot).phase() == PoolLease.Phase.DECLINED || !in(slot).client().equals(client);
  }

  private boolean isHeld(PoolLease lease, Now now) {
    return now.bootMillis() < lease.heldUntil(graceMillis);
  }

  /** An address of the pool that nobody holds. */
  Optional<Ipv4Address> free(AddressPool pool) {
    FreeAddresses here = in(pool);
    return here == null ? Optional.empty() : here.next();
  }

  /** A pool equals itself at a glance; its hash would be that of all it says. */
  private @Nullable FreeAddresses in(AddressPool pool) {
    for (FreeAddresses each : free) {
      if (each.pool().equals(pool)) {
        return each;
      }
    }
    return null;
  }

  /**
   * How many addresses of a pool nobody holds.
   *
   * @param pool one that is served
   * @return 0 or more
   */
  public int freeCount(AddressPool pool) {
    FreeAddresses here = in(pool);
    return here == null ? 0 : here.count();
  }

  /**
   * Writes down how an address stands from now on.
   *
   * @param lease takes the place of what was known of its address
   * @param now the time
   */
  public void put(PoolLease lease, Now now) {
    int slot = slotOf(lease.address());
    if (slot < 0) {
      slot = append(lease);
      addresses.add(slot);
      clients.add(slot);
    } else {
      clients.remove(slot);
      replace(slot, lease);
      clients.add(slot);
    }
    mark(slot, lease, now);
  }

  private int append(PoolLease lease) {
    int slot = size;
    @Nullable PoolLease[] room = slots;
    if (slot == room.length) {
      room = Arrays.copyOf(room, 2 * slot);
    }
    room[slot] = lease;
    slots = room;
    size = slot + 1;
    return slot;
  }

  /** Writing the field after the element lets other threads see the lease whole. */
  private void replace(int slot, PoolLease lease) {
    @Nullable PoolLease[] room = slots;
    room[slot] = lease;
    slots = room;
  }

  private void mark(int slot, PoolLease lease, Now now) {
    boolean held = isHeld(lease, now);
    ends.put(slot, held ? lease.heldUntil(graceMillis) : Now.NEVER);
    for (FreeAddresses range : free) {
      if (held || !holdings.mayGive(lease.address())) {
        range.take(lease.address());
      } else {
        range.giveBack(lease.address());
      }
    }
  }

  /**
   * Gives addresses back whose time has come.
   *
   * @param now the time
   * @param most how many at once, so that no request waits for a thousand others
   * @return how many it were; as many as that: there may be more
   */
  public int expire(Now now, int most) {
    int gone = 0;
    int slot = 0;
    while (gone < most && (slot = ends.due(now.bootMillis())) >= 0) {
      mark(slot, in(slot), now);
      gone++;
    }
    return gone;
  }

  /**
   * How many addresses are known. Any thread may ask.
   *
   * @return slots are below
   */
  public int size() {
    return size;
  }

  /**
   * What is in a slot. Any thread may ask.
   *
   * @param slot from 0; its address never changes
   * @return absent if nothing is there yet
   */
  public Optional<PoolLease> slot(int slot) {
    @Nullable PoolLease[] room = slots;
    return slot < 0 || slot >= size || slot >= room.length
        ? Optional.empty()
        : Optional.ofNullable(room[slot]);
  }
}
