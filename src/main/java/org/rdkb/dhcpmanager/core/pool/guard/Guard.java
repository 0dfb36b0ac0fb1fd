package org.rdkb.dhcpmanager.core.pool.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.packet.HardwareAddress;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Decision;
import org.rdkb.dhcpmanager.core.pool.LeaseBook;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.Request;

/**
 * The chain: other servers, hardware address, address, rates, option 82, place, share of the port.
 * The first that refuses is the one that is told; a check that is off does not exist. Not
 * thread-safe: belongs to the owner of the book.
 */
public final class Guard {
  /** Clients that are remembered: more come only in a flood, which the link's rate is for. */
  static final int MOST_CLIENTS = 4096;

  private static final String ALL = "";

  /** More than a server has. */
  private static final int MOST_LINKS = 64;

  /** One check. */
  @FunctionalInterface
  private interface Step {
    Optional<Refusal> refusal(Request request, Now now);
  }

  private final GuardRules rules;
  private final List<Step> steps = new ArrayList<>();
  private final Recent<Octets, TokenBucket> clients = new Recent<>(MOST_CLIENTS);
  private final Recent<String, TokenBucket> links = new Recent<>(MOST_LINKS);
  private final Recent<Port, TokenBucket> ports = new Recent<>(MOST_CLIENTS);
  private final Recent<String, TokenBucket> everything = new Recent<>(1);
  private final BindingTable bindings = new BindingTable();
  private final Recent<Octets, Long> blocked = new Recent<>(MOST_CLIENTS);
  private final PortShares shares;

  /**
   * A guard that knows nobody yet.
   *
   * @param rules which checks
   * @param book who has which address
   */
  public Guard(GuardRules rules, LeaseBook book) {
    this.rules = rules;
    this.shares = new PortShares(rules.portMost(), book);
    add(!rules.blockTime().isZero(), this::blocked);
    add(!rules.hardware().isOpen(), this::hardware);
    add(!rules.addresses().isOpen(), this::address);
    add(rules.rates().client().isLimited(), this::clientRate);
    add(rules.rates().port().isLimited(), this::portRate);
    add(rules.rates().link().isLimited(), this::linkRate);
    add(rules.rates().all().isLimited(), this::globalRate);
    add(rules.relay() != GuardRules.RelayPolicy.ANY, this::relay);
    add(rules.bindings() == GuardRules.Bindings.ON, this::binding);
    add(rules.portMost() > 0, this::port);
  }

  private void add(boolean wanted, Step step) {
    if (wanted) {
      steps.add(step);
    }
  }

  /**
   * Whether a message stops here.
   *
   * @param request what came
   * @param now when
   * @return why; absent: it passes
   */
  public Optional<Refusal> refusal(Request request, Now now) {
    if (request.packet().op() == Packet4.Op.REPLY) {
      return isRogue(request) ? Optional.of(Refusal.ROGUE_SERVER) : Optional.empty();
    }
    for (Step step : steps) {
      Optional<Refusal> refusal = step.refusal(request, now);
      if (refusal.isPresent()) {
        if (refusal.get().isConduct() && !rules.blockTime().isZero()) {
          blocked.put(who(request.packet()), now.bootMillis() + rules.blockTime().toMillis());
        }
        return refusal;
      }
    }
    return Optional.empty();
  }

  /**
   * Learns who got what.
   *
   * @param request that passed
   * @param decision what became of it
   */
  public void learn(Request request, Decision decision) {
    if (rules.portMost() > 0) {
      shares.learn(request.packet(), decision);
    }
    if (rules.bindings() == GuardRules.Bindings.ON) {
      bindings.learn(request, decision);
    }
  }

  /** How much it remembers of clients. */
  int remembered() {
    return clients.size() + blocked.size() + ports.size() + bindings.size();
  }

  /** Our own broadcasts come back to us. */
  private boolean isRogue(Request request) {
    Packet4 packet = request.packet();
    return rules.trusted().isPresent()
        && !rules.trusted().get().contains(request.arrival().linuxInterface())
        && (packet.type() == MessageType4.OFFER || packet.type() == MessageType4.ACK)
        && packet
            .options()
            .address(OptionCode4.SERVER_IDENTIFIER)
            .filter(request.arrival().ours()::contains)
            .isEmpty();
  }

  /** By the hardware address: a client could send any number of identifiers. */
  private static Octets who(Packet4 packet) {
    HardwareAddress hardware = packet.header().hardware();
    return hardware.octets().length() > 0
        ? hardware.octets()
        : ClientKey.of(packet).map(ClientKey::octets).orElse(Octets.EMPTY);
  }

  private Optional<Refusal> blocked(Request request, Now now) {
    Long until = blocked.get(who(request.packet()));
    return refusedIf(until != null && now.bootMillis() < until, Refusal.BLOCKED);
  }

  private Optional<Refusal> hardware(Request request, Now now) {
    HardwareAddress hardware = request.packet().header().hardware();
    return refusedIf(
        !rules.hardware().passes(pattern -> pattern.matches(hardware, now.wallMillis())),
        Refusal.HARDWARE_ADDRESS);
  }

  private Optional<Refusal> address(Request request, Now now) {
    Packet4 packet = request.packet();
    Stream<Ipv4Address> named =
        Stream.concat(
            Stream.of(packet.ciaddr()),
            packet.options().address(OptionCode4.REQUESTED_ADDRESS).stream());
    return refusedIf(
        named
            .filter(address -> !address.equals(Ipv4Address.ANY))
            .anyMatch(address -> !rules.addresses().passes(in(address))),
        Refusal.ADDRESS);
  }

  private static Predicate<Ipv4Prefix> in(Ipv4Address address) {
    return prefix -> prefix.contains(address);
  }

  private Optional<Refusal> clientRate(Request request, Now now) {
    return refusedIf(
        !take(clients, who(request.packet()), rules.rates().client(), now, 0), Refusal.CLIENT_RATE);
  }

  private Optional<Refusal> portRate(Request request, Now now) {
    Optional<Port> port = Port.of(request.packet());
    return refusedIf(
        port.isPresent()
            && !take(ports, port.get(), rules.rates().port(), now, reserve(request, Rates::port)),
        Refusal.PORT_RATE);
  }

  private Optional<Refusal> linkRate(Request request, Now now) {
    String link = request.arrival().linuxInterface();
    return refusedIf(
        !take(links, link, rules.rates().link(), now, reserve(request, Rates::link)),
        Refusal.LINK_RATE);
  }

  private Optional<Refusal> globalRate(Request request, Now now) {
    return refusedIf(
        !take(everything, ALL, rules.rates().all(), now, reserve(request, Rates::all)),
        Refusal.GLOBAL_RATE);
  }

  /** The lower half of a bucket is for those who have an address, or were offered one. */
  private long reserve(Request request, Function<Rates, Rate> which) {
    return request.packet().type() == MessageType4.DISCOVER
        ? which.apply(rules.rates()).full() / 2
        : 0;
  }

  private static <K> boolean take(
      Recent<K, TokenBucket> buckets, K key, Rate rate, Now now, long reserve) {
    long millis = now.bootMillis();
    return buckets.computeIfAbsent(key, any -> new TokenBucket(rate, millis)).take(millis, reserve);
  }

  private Optional<Refusal> binding(Request request, Now now) {
    return refusedIf(bindings.isForged(request), Refusal.WRONG_PLACE);
  }

  private Optional<Refusal> relay(Request request, Now now) {
    Packet4 packet = request.packet();
    boolean relayed = !packet.giaddr().equals(Ipv4Address.ANY);
    boolean said = packet.options().has(OptionCode4.RELAY_AGENT);
    boolean missing = relayed && !said && rules.relay() == GuardRules.RelayPolicy.REQUIRED;
    return refusedIf((said && !relayed) || missing, Refusal.RELAY_INFORMATION);
  }

  private Optional<Refusal> port(Request request, Now now) {
    MessageType4 type = request.packet().type();
    boolean wantsAddress = type == MessageType4.DISCOVER || type == MessageType4.REQUEST;
    return refusedIf(
        wantsAddress && shares.isFull(request.packet(), now.bootMillis()), Refusal.PORT_SHARE);
  }

  private static Optional<Refusal> refusedIf(boolean refused, Refusal refusal) {
    return refused ? Optional.of(refusal) : Optional.empty();
  }
}
