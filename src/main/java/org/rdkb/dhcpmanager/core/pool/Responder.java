package org.rdkb.dhcpmanager.core.pool;

import java.util.List;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/**
 * The DHCPv4 server as a function (RFC 2131 section 4.3). Reads the book and never writes in it;
 * belongs to the thread that owns the book.
 */
public final class Responder {
  private final ServerConfiguration configuration;
  private final LeaseBook book;
  private final Allocation allocation;
  private final Confirmation confirmation;
  private final RapidCommit rapidCommit;
  private final Wording.Cache wordings = new Wording.Cache();

  /** Whether who asks for it gets an ACK without an OFFER (RFC 4039). */
  public enum RapidCommit {
    ON,
    OFF
  }

  /**
   * Answers by a configuration.
   *
   * @param configuration which; {@link LeaseBook#serve} has been told the same
   * @param book what is known of addresses
   * @param rapidCommit whether an OFFER may be left out
   */
  public Responder(ServerConfiguration configuration, LeaseBook book, RapidCommit rapidCommit) {
    this.configuration = configuration;
    this.book = book;
    this.rapidCommit = rapidCommit;
    this.allocation = new Allocation(book);
    this.confirmation = new Confirmation(configuration, book);
  }

  /**
   * What a request comes to.
   *
   * @param request what came
   * @param now when
   * @return never throws, whatever came
   */
  public Decision answer(Request request, Now now) {
    Packet4 packet = request.packet();
    if (packet.op() != Packet4.Op.REQUEST) {
      return Decision.silence(Verdict.NOT_A_REQUEST);
    }
    Optional<ClientKey> client = ClientKey.of(packet);
    if (client.isEmpty()) {
      return Decision.silence(Verdict.NO_CLIENT);
    }
    List<AddressPool> linked = PoolChoice.of(request, configuration.pools());
    if (linked.isEmpty()) {
      return Decision.silence(Verdict.NO_SUBNET);
    }
    List<AddressPool> pools = admitting(linked, packet, client.get());
    if (pools.isEmpty()) {
      return Decision.silence(Verdict.NOT_ADMITTED);
    }
    List<Ipv4Address> ours = request.arrival().ours();
    if (ours.isEmpty()) {
      return Decision.silence(Verdict.NO_SERVER_ADDRESS);
    }
    Ipv4Address identifier = identifier(pools.get(0), ours);
    Exchange exchange = new Exchange(request, client.get(), pools, identifier, now, wordings);
    return switch (packet.type()) {
      case DISCOVER -> discover(exchange);
      case REQUEST -> confirmation.answer(exchange);
      case RELEASE -> release(exchange);
      case DECLINE -> decline(exchange);
      case INFORM -> inform(exchange);
      case OFFER, ACK, NAK -> Decision.silence(Verdict.NOT_A_REQUEST);
    };
  }

  /** The address that is of the pool's subnet, else the first one. */
  private static Ipv4Address identifier(AddressPool pool, List<Ipv4Address> ours) {
    for (Ipv4Address each : ours) {
      if (pool.subnet().contains(each)) {
        return each;
      }
    }
    return ours.get(0);
  }

  /** Who gives an address back has it from a pool, whatever that pool asks of clients since. */
  private List<AddressPool> admitting(List<AddressPool> linked, Packet4 packet, ClientKey client) {
    boolean anybody =
        packet.type() == MessageType4.RELEASE
            || packet.type() == MessageType4.DECLINE
            || linked.stream().allMatch(pool -> pool.audience().isOpen());
    return anybody
        ? linked
        : linked.stream()
            .filter(pool -> pool.audience().admits(packet, () -> isKnown(pool, packet, client)))
            .toList();
  }

  /**
   * R25. To a pool for the unknown, what it gave out itself does not count: else nobody could renew
   * there.
   */
  private boolean isKnown(AddressPool pool, Packet4 packet, ClientKey client) {
    boolean forUnknown = pool.audience().devices() == Audience.Devices.UNKNOWN;
    return pool.staticAddress(client, packet.header().hardware()).isPresent()
        || book.of(client).stream()
            .filter(lease -> lease.phase() == Phase.LEASED || lease.phase() == Phase.RELEASED)
            .filter(lease -> pool.subnet().contains(lease.address()))
            .anyMatch(lease -> !(forUnknown && pool.isDynamic(lease.address())));
  }

  /**
   * What a client is told whose message was refused before it came here. A DISCOVER gets nothing;
   * whoever wants to keep or take an address of ours gets a NAK; of others we do not speak.
   *
   * @param request what came
   * @param now when
   * @return a NAK or silence
   */
  public Decision refuse(Request request, Now now) {
    Packet4 packet = request.packet();
    List<Ipv4Address> ours = request.arrival().ours();
    Optional<ClientKey> client = ClientKey.of(packet);
    if (packet.op() != Packet4.Op.REQUEST
        || packet.type() != MessageType4.REQUEST
        || client.isEmpty()
        || ours.isEmpty()) {
      return Decision.silence(Verdict.REFUSED);
    }
    List<AddressPool> pools = PoolChoice.of(request, configuration.pools());
    Optional<Ipv4Address> chosen = packet.options().address(OptionCode4.SERVER_IDENTIFIER);
    if (pools.isEmpty() || chosen.filter(server -> !ours.contains(server)).isPresent()) {
      return Decision.silence(Verdict.REFUSED);
    }
    Exchange exchange =
        new Exchange(
            request, client.get(), pools, chosen.orElseGet(() -> ours.get(0)), now, wordings);
    return Decision.answered(Verdict.REFUSED, Replies.nak(exchange, Verdict.REFUSED));
  }

  private Decision discover(Exchange exchange) {
    Optional<Ipv4Address> chosen = allocation.choose(exchange);
    if (chosen.isEmpty()) {
      return Decision.silence(Verdict.POOL_EXHAUSTED);
    }
    Ipv4Address address = chosen.get();
    if (rapidCommit == RapidCommit.ON && exchange.options().has(OptionCode4.RAPID_COMMIT)) {
      return confirmation.granted(exchange, address, Verdict.RAPIDLY_COMMITTED);
    }
    AddressPool pool = exchange.pool();
    long leaseTime =
        pool.terms()
            .granted(
                exchange.options().number(OptionCode4.LEASE_TIME),
                exchange.now(),
                book.holdings().latest(address, exchange.client(), Holdings.Wish.NEW));
    if (leaseTime == 0) {
      return Decision.silence(Verdict.NO_QUORUM);
    }
    Answer offer = Replies.lease(exchange, MessageType4.OFFER, pool, address, leaseTime);
    long now = exchange.now().bootMillis();
    Optional<PoolLease> known = book.at(address);
    boolean hasIt =
        known.isPresent()
            && known.get().isActive(now)
            && known.get().client().equals(exchange.client());
    return hasIt
        ? Decision.answered(Verdict.OFFERED, offer)
        : Decision.answered(
            Verdict.OFFERED,
            offer,
            new PoolLease(
                address,
                exchange.client(),
                exchange.hardware(),
                Phase.OFFERED,
                now + configuration.timing().offer().toMillis(),
                ""));
  }

  private Decision release(Exchange exchange) {
    long now = exchange.now().bootMillis();
    return itsLease(exchange, exchange.packet().ciaddr())
        .filter(lease -> lease.isActive(now))
        .map(lease -> Decision.silence(Verdict.RELEASED, lease.with(Phase.RELEASED, now)))
        .orElse(Decision.silence(Verdict.NOT_ITS_LEASE));
  }

  private Decision decline(Exchange exchange) {
    long until = exchange.now().bootMillis() + configuration.timing().declined().toMillis();
    return exchange
        .options()
        .address(OptionCode4.REQUESTED_ADDRESS)
        .flatMap(address -> itsLease(exchange, address))
        .filter(lease -> lease.isActive(exchange.now().bootMillis()))
        .map(lease -> Decision.silence(Verdict.DECLINED, lease.with(Phase.DECLINED, until)))
        .orElse(Decision.silence(Verdict.NOT_ITS_LEASE));
  }

  /** The client, the address and the server that it names must all be right. */
  private Optional<PoolLease> itsLease(Exchange exchange, Ipv4Address address) {
    return exchange
        .options()
        .address(OptionCode4.SERVER_IDENTIFIER)
        .filter(exchange::isOurs)
        .flatMap(server -> book.at(address))
        .filter(lease -> lease.client().equals(exchange.client()));
  }

  private static Decision inform(Exchange exchange) {
    return exchange.packet().ciaddr().equals(Ipv4Address.ANY)
        ? Decision.silence(Verdict.NOT_A_REQUEST)
        : Decision.answered(Verdict.INFORMED, Replies.parameters(exchange, exchange.pool()));
  }
}
