package org.rdkb.dhcpmanager.core.pool;

import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;

/** Which address a client gets: static, its last one, the one that it asks for, a free one. */
final class Allocation {
  private final LeaseBook book;

  Allocation(LeaseBook book) {
    this.book = book;
  }

  /** Absent if every address of the pool is held. */
  Optional<Ipv4Address> choose(Exchange exchange) {
    AddressPool pool = exchange.pool();
    Optional<Ipv4Address> kept = pool.staticAddress(exchange.client(), exchange.hardware());
    if (kept.isPresent() && isAvailable(exchange, kept.get())) {
      return kept;
    }
    Optional<Ipv4Address> last = last(exchange, pool);
    if (last.isPresent()) {
      return last;
    }
    Optional<Ipv4Address> asked = exchange.options().address(OptionCode4.REQUESTED_ADDRESS);
    boolean mayHaveIt =
        asked.isPresent()
            && pool.subnet().contains(asked.get())
            && mayHave(exchange, pool, asked.get())
            && mayBeOffered(exchange, asked.get());
    return mayHaveIt ? asked : book.free(pool);
  }

  /** What it has now, else what it had. */
  private Optional<Ipv4Address> last(Exchange exchange, AddressPool pool) {
    Optional<Ipv4Address> had = Optional.empty();
    for (PoolLease lease : book.of(exchange.client())) {
      Ipv4Address address = lease.address();
      if (pool.subnet().contains(address)
          && mayHave(exchange, pool, address)
          && mayBeOffered(exchange, address)) {
        if (lease.isActive(exchange.now().bootMillis())) {
          return Optional.of(address);
        }
        had = had.isEmpty() ? Optional.of(address) : had;
      }
    }
    return had;
  }

  /** Another server's addresses are offered only to who has them. */
  private boolean mayBeOffered(Exchange exchange, Ipv4Address address) {
    return book.holdings().mayGive(address)
        || book.at(address)
            .filter(lease -> lease.isActive(exchange.now().bootMillis()))
            .filter(lease -> lease.client().equals(exchange.client()))
            .isPresent();
  }

  /** Whether the pool gives the address to this client, and nobody else holds it. */
  boolean mayHave(Exchange exchange, AddressPool pool, Ipv4Address address) {
    return isServed(exchange, pool, address) && isAvailable(exchange, address);
  }

  /** As long as somebody else holds what is kept for a client, it gets another address. */
  boolean isServed(Exchange exchange, AddressPool pool, Ipv4Address address) {
    Optional<Ipv4Address> kept = pool.staticAddress(exchange.client(), exchange.hardware());
    boolean keptIsHeld = kept.isPresent() && !isAvailable(exchange, kept.get());
    return keptIsHeld
        ? pool.isDynamic(address)
        : pool.suits(exchange.client(), exchange.hardware(), address);
  }

  boolean isAvailable(Exchange exchange, Ipv4Address address) {
    return !book.isHeldFromOthers(address, exchange.client(), exchange.now());
  }
}
