package org.rdkb.dhcpmanager.core.pool;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/** What a REQUEST comes to; the four kinds are told apart as in RFC 2131 section 4.3.2. */
final class Confirmation {
  private static final int LONGEST_NAME = 64;
  private static final Set<Verdict> NEW = EnumSet.of(Verdict.SELECTED, Verdict.RAPIDLY_COMMITTED);

  private final ServerConfiguration configuration;
  private final LeaseBook book;
  private final Allocation allocation;

  Confirmation(ServerConfiguration configuration, LeaseBook book) {
    this.configuration = configuration;
    this.book = book;
    this.allocation = new Allocation(book);
  }

  Decision answer(Exchange exchange) {
    Optional<Ipv4Address> server = exchange.options().address(OptionCode4.SERVER_IDENTIFIER);
    Optional<Ipv4Address> requested = exchange.options().address(OptionCode4.REQUESTED_ADDRESS);
    Ipv4Address ciaddr = exchange.packet().ciaddr();
    if (server.isPresent()) {
      return exchange.isOurs(server.get())
          ? requested
              .map(address -> selecting(exchange, address))
              .orElse(Decision.silence(Verdict.NOT_A_REQUEST))
          : Decision.silence(Verdict.OTHER_SERVER, withdrawn(exchange));
    }
    if (requested.isPresent()) {
      return keeping(exchange, requested.get(), Verdict.CONFIRMED);
    }
    if (ciaddr.equals(Ipv4Address.ANY)) {
      return Decision.silence(Verdict.NOT_A_REQUEST);
    }
    boolean toUs = exchange.request().arrival().cast() == Packet4.Cast.UNICAST;
    return keeping(exchange, ciaddr, toUs ? Verdict.RENEWED : Verdict.REBOUND);
  }

  /** What was offered ends now; nobody else hears of it. */
  private PoolLease[] withdrawn(Exchange exchange) {
    return book.of(exchange.client()).stream()
        .filter(lease -> lease.phase() == Phase.OFFERED)
        .map(lease -> lease.with(Phase.OFFERED, exchange.now().bootMillis()))
        .toArray(PoolLease[]::new);
  }

  /** An offer that was forgotten, by time or by a restart, is as good as long as nobody has it. */
  private Decision selecting(Exchange exchange, Ipv4Address address) {
    Optional<Verdict> refused = objection(exchange, address);
    return refused.isPresent()
        ? nak(exchange, refused.get())
        : granted(exchange, address, Verdict.SELECTED);
  }

  private Decision keeping(Exchange exchange, Ipv4Address address, Verdict kept) {
    Optional<Verdict> refused = objection(exchange, address);
    boolean sure = book.holdings().isSure(address);
    if (refused.filter(Verdict.ADDRESS_TAKEN::equals).isPresent() && !sure) {
      return Decision.silence(Verdict.NOT_AUTHORITATIVE);
    }
    if (refused.isPresent()) {
      return nak(exchange, refused.get());
    }
    Optional<PoolLease> lease =
        book.at(address)
            .filter(known -> known.client().equals(exchange.client()))
            .filter(known -> known.phase() == Phase.LEASED);
    if (lease.isEmpty()) {
      return sure && configuration.unknown() == ServerConfiguration.Unknown.NAK
          ? nak(exchange, Verdict.UNKNOWN_LEASE)
          : Decision.silence(Verdict.NOT_AUTHORITATIVE);
    }
    long now = exchange.now().bootMillis();
    if (lease.get().isActive(now)) {
      return granted(exchange, address, kept);
    }
    if (now < lease.get().heldUntil(configuration.timing().grace().toMillis())) {
      return granted(exchange, address, Verdict.RENEWED_IN_GRACE);
    }
    return book.holdings() != Holdings.ALL // another server may have extended it
        ? Decision.silence(Verdict.NOT_AUTHORITATIVE)
        : Decision.answered(
            Verdict.GRACE_OVER,
            Replies.nak(exchange, Verdict.GRACE_OVER),
            lease.get().with(Phase.RELEASED, now));
  }

  private Optional<Verdict> objection(Exchange exchange, Ipv4Address address) {
    Optional<AddressPool> pool = exchange.poolOf(address);
    if (pool.isEmpty()) {
      return Optional.of(Verdict.WRONG_SUBNET);
    }
    if (!allocation.isServed(exchange, pool.get(), address)) {
      return Optional.of(Verdict.ADDRESS_NOT_SERVED);
    }
    return allocation.isAvailable(exchange, address)
        ? Optional.empty()
        : Optional.of(Verdict.ADDRESS_TAKEN);
  }

  private static Decision nak(Exchange exchange, Verdict verdict) {
    return Decision.answered(verdict, Replies.nak(exchange, verdict));
  }

  /** The ACK of an address that the client may have. */
  Decision granted(Exchange exchange, Ipv4Address address, Verdict verdict) {
    AddressPool pool = exchange.poolOf(address).orElseGet(exchange::pool);
    long leaseTime =
        pool.terms()
            .granted(
                exchange.options().number(OptionCode4.LEASE_TIME),
                exchange.now(),
                book.holdings()
                    .latest(
                        address,
                        exchange.client(),
                        NEW.contains(verdict) ? Holdings.Wish.NEW : Holdings.Wish.KEEP));
    if (leaseTime == 0) {
      return Decision.silence(Verdict.NO_QUORUM);
    }
    List<PoolLease> changes = former(exchange, pool, address);
    changes.add(
        new PoolLease(
            address,
            exchange.client(),
            exchange.hardware(),
            Phase.LEASED,
            exchange.now().plus(leaseTime),
            hostName(exchange)));
    Answer ack = Replies.lease(exchange, MessageType4.ACK, pool, address, leaseTime);
    return new Decision(verdict, Optional.of(ack), changes);
  }

  /** A client has one address of a subnet: what it had before is free again. */
  private List<PoolLease> former(Exchange exchange, AddressPool pool, Ipv4Address address) {
    long now = exchange.now().bootMillis();
    List<PoolLease> former = new ArrayList<>(1);
    for (PoolLease lease : book.of(exchange.client())) {
      if (lease.isActive(now)
          && !lease.address().equals(address)
          && pool.subnet().contains(lease.address())) {
        former.add(lease.with(Phase.RELEASED, now));
      }
    }
    return former;
  }

  private static String hostName(Exchange exchange) {
    Octets sent = exchange.options().get(OptionCode4.HOST_NAME).orElse(Octets.EMPTY);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < Math.min(sent.length(), LONGEST_NAME); i++) {
      if (sent.at(i) > ' ' && sent.at(i) < 0x7f) {
        name.append((char) sent.at(i));
      }
    }
    return name.toString();
  }
}
