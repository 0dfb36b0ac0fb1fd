package org.rdkb.dhcpmanager.core.pool;

import java.util.Optional;
import java.util.stream.Stream;
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
    return pool.staticAddress(exchange.client(), exchange.hardware())
        .filter(address -> isAvailable(exchange, address))
        .or(() -> last(exchange, pool))
        .or(
            () ->
                exchange
                    .options()
                    .address(OptionCode4.REQUESTED_ADDRESS)
                    .filter(pool.subnet()::contains)
                    .filter(address -> mayHave(exchange, pool, address))
                    .filter(address -> mayBeOffered(exchange, address)))
        .or(() -> book.free(pool));
  }

  private Optional<Ipv4Address> last(Exchange exchange, AddressPool pool) {
    long now = exchange.now().bootMillis();
    return Stream.concat(
            book.of(exchange.client()).stream().filter(lease -> lease.isActive(now)),
            book.of(exchange.client()).stream())
        .map(PoolLease::address)
        .filter(pool.subnet()::contains)
        .filter(address -> mayHave(exchange, pool, address))
        .filter(address -> mayBeOffered(exchange, address))
        .findFirst();
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
    boolean keptIsHeld =
        pool.staticAddress(exchange.client(), exchange.hardware())
            .filter(kept -> !isAvailable(exchange, kept))
            .isPresent();
    return keptIsHeld
        ? pool.isDynamic(address)
        : pool.suits(exchange.client(), exchange.hardware(), address);
  }

  boolean isAvailable(Exchange exchange, Ipv4Address address) {
    return !book.isHeldFromOthers(address, exchange.client(), exchange.now());
  }
}
