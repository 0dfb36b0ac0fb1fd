package org.rdkb.dhcpmanager.core.pool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.option.Octets;
import org.rdkb.dhcpmanager.core.option.OctetsWriter;
import org.rdkb.dhcpmanager.core.packet.MessageType4;
import org.rdkb.dhcpmanager.core.packet.OptionCode4;
import org.rdkb.dhcpmanager.core.packet.OptionSet;
import org.rdkb.dhcpmanager.core.packet.Packet4;
import org.rdkb.dhcpmanager.core.packet.PacketWriter;

/** Fills in what a server sends (RFC 2131 section 4.3.1, table 3). */
final class Replies {
  /** Octets of an IP datagram that everybody takes (RFC 2131 section 2). */
  private static final long USUAL_SIZE = 576;

  private static final long LARGEST_SIZE = 1500;
  private static final int HEADERS = 28;
  private static final int FIXED = 240 + 3 + 1;

  private final Exchange exchange;
  private final Map<Integer, Octets> options = new LinkedHashMap<>();
  private int room;

  private Replies(Exchange exchange) {
    this.exchange = exchange;
    long size = exchange.options().number(OptionCode4.MAXIMUM_SIZE).orElse(USUAL_SIZE);
    room = (int) Math.max(USUAL_SIZE, Math.min(LARGEST_SIZE, size)) - HEADERS - FIXED;
    add(OptionCode4.SERVER_IDENTIFIER, address(exchange.serverIdentifier()));
  }

  /** OFFER or ACK of an address. */
  static Answer lease(
      Exchange exchange, MessageType4 type, AddressPool pool, Ipv4Address address, long leaseTime) {
    Replies reply = new Replies(exchange);
    Map<Integer, PoolOption> said = reply.said(pool);
    reply.add(OptionCode4.LEASE_TIME, seconds(leaseTime));
    if (type == MessageType4.ACK && exchange.packet().type() == MessageType4.DISCOVER) {
      reply.add(OptionCode4.RAPID_COMMIT, Octets.EMPTY); // RFC 4039 section 3.2
    }
    if (leaseTime < LeaseTerms.INFINITE) {
      said.put(OptionCode4.T1, asked(OptionCode4.T1, seconds(LeaseTerms.t1(leaseTime))));
      said.put(OptionCode4.T2, asked(OptionCode4.T2, seconds(LeaseTerms.t2(leaseTime))));
    }
    return reply.with(said).answer(type, address);
  }

  /** ACK of an INFORM: neither address nor times. */
  static Answer parameters(Exchange exchange, AddressPool pool) {
    Replies reply = new Replies(exchange);
    return reply.with(reply.said(pool)).answer(MessageType4.ACK, Ipv4Address.ANY);
  }

  /** NAK; everybody on the link hears it, as the client's address may be wrong there. */
  static Answer nak(Exchange exchange, Verdict verdict) {
    Replies reply = new Replies(exchange);
    reply.add(
        OptionCode4.MESSAGE,
        Octets.utf8(verdict.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')));
    reply.echo();
    return reply.answer(MessageType4.NAK, Ipv4Address.ANY);
  }

  private Map<Integer, PoolOption> said(AddressPool pool) {
    Map<Integer, PoolOption> said = new LinkedHashMap<>();
    Octets mask = address(Ipv4Prefix.mask(pool.subnet().length()));
    said.put(
        OptionCode4.SUBNET_MASK,
        new PoolOption(OptionCode4.SUBNET_MASK, mask, PoolOption.Sent.ALWAYS));
    pool.options().forEach(option -> said.put(option.code(), option));
    return said;
  }

  private static PoolOption asked(int code, Octets payload) {
    return new PoolOption(code, payload, PoolOption.Sent.ASKED);
  }

  /** In the order of the parameter request list, then the others; what has no room is left out. */
  private Replies with(Map<Integer, PoolOption> said) {
    int echoed = room;
    echo();
    echoed -= room;
    List<Integer> wanted =
        exchange
            .options()
            .get(OptionCode4.PARAMETER_REQUEST_LIST)
            .map(list -> IntStream.range(0, list.length()).map(list::at).boxed().toList())
            .orElse(List.copyOf(said.keySet()));
    Octets relay = options.remove(OptionCode4.RELAY_AGENT);
    for (int code : wanted) {
      PoolOption option = said.remove(code);
      if (option != null) {
        addIfRoom(option);
      }
    }
    said.values().stream()
        .filter(option -> option.sent() == PoolOption.Sent.ALWAYS)
        .forEach(this::addIfRoom);
    if (relay != null && echoed > 0) {
      options.put(OptionCode4.RELAY_AGENT, relay); // RFC 3046 section 2.2: the last one
    }
    return this;
  }

  /** RFC 6842: the client identifier; RFC 3046 section 2.2: what the relay said. */
  private void echo() {
    for (int code : new int[] {OptionCode4.CLIENT_IDENTIFIER, OptionCode4.RELAY_AGENT}) {
      exchange.options().get(code).ifPresent(payload -> add(code, payload));
    }
  }

  private void addIfRoom(PoolOption option) {
    if (PacketWriter.size(option.payload()) <= room) {
      add(option.code(), option.payload());
    }
  }

  private void add(int code, Octets payload) {
    if (options.putIfAbsent(code, payload) == null) {
      room -= PacketWriter.size(payload);
    }
  }

  private Answer answer(MessageType4 type, Ipv4Address yiaddr) {
    Packet4 asked = exchange.packet();
    boolean relayed = !asked.giaddr().equals(Ipv4Address.ANY);
    Packet4.Cast cast =
        type == MessageType4.NAK && relayed ? Packet4.Cast.BROADCAST : asked.header().cast();
    Packet4.Header header =
        new Packet4.Header(0, asked.header().xid(), 0, cast, asked.header().hardware());
    Ipv4Address ciaddr = type == MessageType4.ACK ? asked.ciaddr() : Ipv4Address.ANY;
    Packet4 packet =
        new Packet4(
            Packet4.Op.REPLY,
            type,
            header,
            new Packet4.Addresses(ciaddr, yiaddr, Ipv4Address.ANY, asked.giaddr()),
            new OptionSet(options));
    return new Answer(packet, delivery(packet));
  }

  private Delivery delivery(Packet4 reply) {
    Packet4 asked = exchange.packet();
    if (!asked.giaddr().equals(Ipv4Address.ANY)) {
      return new Delivery.ToRelay(asked.giaddr());
    }
    if (reply.type() == MessageType4.NAK) {
      return new Delivery.ToAll();
    }
    if (!asked.ciaddr().equals(Ipv4Address.ANY)) {
      return new Delivery.ToClient(asked.ciaddr());
    }
    return asked.header().cast() == Packet4.Cast.BROADCAST || !exchange.hardware().isEthernet()
        ? new Delivery.ToAll()
        : new Delivery.ToHardware(exchange.hardware(), reply.addresses().yiaddr());
  }

  private static Octets address(Ipv4Address address) {
    return seconds(Integer.toUnsignedLong(address.bits()));
  }

  private static Octets seconds(long number) {
    return new OctetsWriter().u32(number).toOctets();
  }
}
