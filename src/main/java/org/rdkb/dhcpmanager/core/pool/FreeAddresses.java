package org.rdkb.dhcpmanager.core.pool;

import java.util.Optional;
import java.util.function.Predicate;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;

/**
 * What of a pool's range anybody may have now. Goes through the range in turn, so that an address
 * that came back is the last to be given out again. Not thread-safe.
 */
final class FreeAddresses {
  private final AddressPool pool;
  private final AddressBits free;
  private int cursor;

  /** All that is dynamic. */
  FreeAddresses(AddressPool pool) {
    this.pool = pool;
    AddressRange range = pool.range();
    free = new AddressBits(range.size());
    for (int i = 0; i < range.size(); i++) {
      free.add(i);
    }
    pool.reserved().forEach(this::keep);
    pool.statics().addresses().forEach(this::keep);
    keep(range.first(), range.last());
  }

  AddressPool pool() {
    return pool;
  }

  private void keep(Ipv4Address... addresses) {
    for (Ipv4Address address : addresses) {
      if (pool.range().contains(address) && !pool.isDynamic(address)) {
        free.remove(pool.range().offset(address));
      }
    }
  }

  /** Leaves out what may not be given. */
  void keepUnless(Predicate<Ipv4Address> given) {
    for (int i = 0; i < pool.range().size(); i++) {
      if (!given.test(pool.range().at(i))) {
        free.remove(i);
      }
    }
  }

  void take(Ipv4Address address) {
    if (pool.range().contains(address)) {
      int offset = pool.range().offset(address);
      cursor = free.has(offset) ? offset + 1 : cursor; // a renewal moves nothing
      free.remove(offset);
    }
  }

  void giveBack(Ipv4Address address) {
    if (pool.isDynamic(address)) {
      free.add(pool.range().offset(address));
    }
  }

  Optional<Ipv4Address> next() {
    int offset = free.next(cursor);
    return offset < 0 ? Optional.empty() : Optional.of(pool.range().at(offset));
  }

  int count() {
    return free.count();
  }
}
